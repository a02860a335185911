using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Actions;

/// <summary>/api/v2/actions: Actions, their versions and their deployment.</summary>
internal sealed class ActionEndpoints(ActionStore actions)
{
    private readonly KindEndpoints _drafts = new(actions.Drafts);

    public void MapTo(EndpointTable table)
    {
        table.Map("GET actions/actions", "read:actions", List);
        table.Map("POST actions/actions", "create:actions", Create);
        table.Map("GET actions/actions/{id}", "read:actions", request => Answer(200, Show(Find(request))));
        table.Map("PATCH actions/actions/{id}", "update:actions", Change);
        table.Map("DELETE actions/actions/{id}", "delete:actions", Delete);
        table.Map("POST actions/actions/{id}/deploy", "create:actions", Deploy);
        table.Map("POST actions/actions/{id}/test", "create:actions", Test);
        table.Map("GET actions/actions/{id}/versions", "read:actions", ListVersions);
        table.Map("GET actions/actions/{id}/versions/{version}", "read:actions", request => Answer(200, ShowVersion(FindVersion(request))));
        table.Map("POST actions/actions/{id}/versions/{version}/deploy", "create:actions", DeployVersion);
        table.Map("GET actions/executions/{id}", "read:actions", _ => throw NoExecution());
        new ActionTriggerEndpoints(actions, this).MapTo(table);
    }

    /// <summary>An Action with its deployed version.</summary>
    public JsonObject Show(JsonResource action, bool isNew = false)
    {
        var json = action.ToJson();
        json["status"] =
            isNew ? "pending"
            : actions.IsBuilt(action) ? "built"
            : "building";
        if (json["deployed_id"].AsText() is { } deployed && actions.Versions.Find(deployed) is { } version)
        {
            json["deployed_version"] = ShowVersion(version, withAction: false);
        }

        json.Remove("build_started");
        json.Remove("deployed_id");
        return WithoutValues(json);
    }

    private static ServerResponse Answer(int status, JsonObject json) => ServerResponse.Json(status, json);

    private static ApiException NoExecution() => new(404, "Not Found", "That execution does not exist.");

    private static JsonObject WithoutValues(JsonObject json)
    {
        foreach (var secret in (json["secrets"] as JsonArray ?? []).OfType<JsonObject>())
        {
            secret.Remove("value");
        }

        return json;
    }

    private JsonResource Find(EndpointRequest request) => actions.Drafts.FindOrThrow(request.Id);

    private JsonResource FindVersion(EndpointRequest request)
    {
        var action = Find(request);
        var version = actions.Versions.FindOrThrow(request.Ids[1]);
        return version.Json["action_id"].AsText() == action.Id ? version : throw actions.Versions.Kind.Inexistent(version.Id);
    }

    private JsonObject ShowVersion(JsonResource version, bool withAction = true)
    {
        var json = version.ToJson();
        var action = actions.Drafts.Find(json["action_id"].AsText() ?? "");
        json["deployed"] = action?.Json["deployed_id"].AsText() == version.Id;
        if (withAction && action is not null)
        {
            json["action"] = new JsonObject
            {
                ["id"] = action.Id,
                ["name"] = action.Name,
                ["supported_triggers"] = action.Json["supported_triggers"]?.DeepClone(),
                ["all_changes_deployed"] = action.Json["all_changes_deployed"].AsFlag(),
                ["created_at"] = action.Json["created_at"].AsText(),
                ["updated_at"] = action.Json["updated_at"].AsText(),
            };
        }

        return WithoutValues(json);
    }

    private ServerResponse List(EndpointRequest request)
    {
        var trigger = request.Query.Text("triggerId");
        var name = request.Query.Text("actionName");
        var isDeployed = request.Query.Boolean("deployed");
        IReadOnlyList<JsonResource> found =
        [
            .. actions
                .Drafts.Snapshot()
                .Where(action =>
                    (trigger is null || Triggers(action.Json).Contains(trigger))
                    && (name is null || action.Name.Contains(name, StringComparison.OrdinalIgnoreCase))
                    && (isDeployed is null || action.Json.ContainsKey("deployed_id") == isDeployed)
                ),
        ];
        return ListAnswer.Of(request.Query, "actions", found, ListForm.Counted, action => action.Id, action => Show(action));
    }

    private ServerResponse Create(EndpointRequest request)
    {
        var body = _drafts.ReadBody(request, isCreation: true);
        Check(body);
        var created = actions.Add(body);
        if (body["deploy"].AsFlag() == true)
        {
            actions.Deploy(created, older: null, updatesDraft: false);
            created = actions.Drafts.FindOrThrow(created.Id);
        }

        return Answer(201, Show(created, isNew: true));
    }

    private ServerResponse Change(EndpointRequest request)
    {
        var action = Find(request);
        var body = _drafts.ReadBody(request, isCreation: false);
        Check(body);
        if (body.ContainsKey("supported_triggers") && actions.IsBound(action.Id) && !Triggers(body).SequenceEqual(Triggers(action.Json)))
        {
            throw ApiException.BadRequest("can't upgrade to this trigger.", "invalid_body");
        }

        return Answer(200, Show(actions.Change(action.Id, body), isNew: true));
    }

    private ServerResponse Delete(EndpointRequest request)
    {
        var action = Find(request);
        if (actions.IsBound(action.Id) && request.Query.Boolean("force") != true)
        {
            throw ApiException.BadRequest("Cannot delete an action that is bound to a trigger.");
        }

        actions.Remove(action.Id);
        return new ServerResponse(204);
    }

    private ServerResponse Deploy(EndpointRequest request)
    {
        var action = Find(request);
        return actions.IsBuilt(action)
            ? Answer(202, ShowVersion(actions.Deploy(action, older: null, updatesDraft: false)))
            : throw ApiException.BadRequest("A draft must be in the 'built' state before it can be deployed.");
    }

    private ServerResponse DeployVersion(EndpointRequest request)
    {
        var version = FindVersion(request);
        var body = new BodyReader(request.ReadOptionalBody());
        body.AllowOnly("", "update_draft");
        return Answer(202, ShowVersion(actions.Deploy(Find(request), version, body.Flag("update_draft") == true)));
    }

    private ServerResponse ListVersions(EndpointRequest request) =>
        ListAnswer.Of(
            request.Query,
            "versions",
            actions.VersionsOf(Find(request).Id),
            ListForm.Counted,
            version => version.Id,
            version => ShowVersion(version)
        );

    // The code doesn't run: the response has the form of a run without output.
    private ServerResponse Test(EndpointRequest request)
    {
        Find(request);
        Schema.Of("payload! object").Check(request.ReadBody(), isCreation: true);
        return Answer(
            200,
            new JsonObject
            {
                ["payload"] = new JsonObject
                {
                    ["logs"] = "",
                    ["stats"] = new JsonObject { ["action_duration_ms"] = 0, ["boot_duration_ms"] = 0 },
                },
            }
        );
    }

    private static IEnumerable<string> Triggers(JsonObject action) =>
        (action["supported_triggers"] as JsonArray ?? []).Select(trigger => (trigger as JsonObject)?["id"].AsText() ?? "");

    private static void Check(JsonObject body)
    {
        if (body["name"].AsText() is { Length: 0 })
        {
            throw ApiException.InvalidBody("String is too short (0 chars), minimum 1", "name");
        }

        if (body.ContainsKey("supported_triggers") && !Triggers(body).Any())
        {
            throw ApiException.InvalidBody("Array is too short (0), minimum 1", "supported_triggers");
        }

        if (Triggers(body).FirstOrDefault(id => ActionTrigger.Find(id) is null) is { } unknown)
        {
            throw ApiException.InvalidBody($"No enum match for: {unknown}", "supported_triggers[0].id");
        }
    }
}
