using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Actions;

/// <summary>/api/v2/actions/triggers: the triggers, and what they run.</summary>
internal sealed class ActionTriggerEndpoints(ActionStore actions, ActionEndpoints endpoints)
{
    public void MapTo(EndpointTable table)
    {
        table.Map("GET actions/triggers", "read:actions", _ => ListTriggers());
        table.Map("GET actions/triggers/{id}/bindings", "read:actions", ListBindings);
        table.Map("PATCH actions/triggers/{id}/bindings", "update:actions", Bind);
    }

    private static ServerResponse ListTriggers() =>
        ServerResponse.Json(
            200,
            new JsonObject { ["triggers"] = new JsonArray([.. ActionTrigger.All.SelectMany(trigger => trigger.ToJson())]) }
        );

    private static ActionTrigger Find(EndpointRequest request)
    {
        var trigger =
            ActionTrigger.Find(request.Id)
            ?? throw ApiException.BadRequest(
                $"Path validation error: 'No enum match for: {request.Id}' on property triggerId.",
                "invalid_uri"
            );
        return trigger.IsEntityBound ? throw ApiException.BadRequest("cannot list action bindings for an entity-bound trigger") : trigger;
    }

    private ServerResponse ListBindings(EndpointRequest request)
    {
        var trigger = Find(request);
        return ListAnswer.Of(
            request.Query,
            "bindings",
            actions.BindingsOf(trigger.Id),
            ListForm.Counted,
            binding => binding.Id,
            binding => Show(trigger, binding)
        );
    }

    private ServerResponse Bind(EndpointRequest request)
    {
        var trigger = Find(request);
        var body = request.ReadBody();
        Schema.Of("bindings! objects").Check(body, isCreation: true);
        var now = actions.Now;
        var old = actions.BindingsOf(trigger.Id);
        var bindings = (body["bindings"] as JsonArray ?? []).OfType<JsonObject>().Select(Read).ToArray();
        actions.Bind(trigger.Id, bindings);
        return ServerResponse.Json(
            200,
            new JsonObject { ["bindings"] = new JsonArray([.. bindings.Select(binding => Show(trigger, binding))]) }
        );

        ActionBinding Read(JsonObject sent)
        {
            Schema.Of("ref! object", "display_name", "secrets objects").Check(sent, isCreation: true);
            var reference = new BodyReader((JsonObject)sent["ref"]!);
            var (type, value) = (reference.RequireText("type"), reference.RequireText("value"));
            var bound = type == "binding_id" ? old.FirstOrDefault(one => one.Id == value) : null;
            var action = type switch
            {
                "binding_id" => bound is null ? null : actions.Drafts.Find(bound.ActionId),
                "action_id" => actions.Drafts.Find(value),
                "action_name" => actions.Drafts.Snapshot().FirstOrDefault(one => one.Name == value),
                _ => throw ApiException.InvalidBody($"No enum match for: {type}", "bindings[0].ref.type"),
            };
            if (action is null)
            {
                throw new ApiException(404, "Not Found", "That action does not exist.");
            }

            if (!action.Json.ContainsKey("deployed_id"))
            {
                throw ApiException.BadRequest("Trying to create a binding for an action that has not been deployed.");
            }

            bound ??= old.FirstOrDefault(one => one.ActionId == action.Id);
            var name = new BodyReader(sent).Text("display_name") ?? bound?.DisplayName ?? action.Name;
            return new ActionBinding(bound?.Id ?? Guid.NewGuid().ToString(), action.Id, name, bound?.CreatedAt ?? now, now);
        }
    }

    private JsonObject Show(ActionTrigger trigger, ActionBinding binding) =>
        new()
        {
            ["id"] = binding.Id,
            ["trigger_id"] = trigger.Id,
            ["display_name"] = binding.DisplayName,
            ["action"] = actions.Drafts.Find(binding.ActionId) is { } action ? endpoints.Show(action) : null,
            ["created_at"] = Timestamp.Of(binding.CreatedAt),
            ["updated_at"] = Timestamp.Of(binding.UpdatedAt),
        };
}
