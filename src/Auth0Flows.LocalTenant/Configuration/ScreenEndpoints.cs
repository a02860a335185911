using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>/api/v2/prompts/rendering: how the screens of Universal Login are rendered. The list has those that were changed.</summary>
internal sealed class ScreenEndpoints
{
    private static readonly string[] _settings =
    [
        "rendering_mode standard|advanced",
        "context_configuration list",
        "default_head_tags_disabled flag",
        "use_page_template flag",
        "head_tags objects",
        "filters object",
    ];

    private static readonly Schema _one = Schema.Of(_settings);
    private static readonly Schema _named = Schema.Of(["prompt!", "screen!", .. _settings]);

    private readonly Lock _lock = new();
    private ImmutableDictionary<string, JsonResource> _screens = ImmutableDictionary.Create<string, JsonResource>(StringComparer.Ordinal);

    public void MapTo(EndpointTable table)
    {
        const string Screen = "prompts/{prompt}/screen/{screen}/rendering";
        table.Map("GET prompts/rendering", "read:prompts", List);
        table.Map("PATCH prompts/rendering", "update:prompts", ChangeAll);
        table.Map($"GET {Screen}", "read:prompts", request => ServerResponse.Json(200, Find(request.Ids[0], request.Ids[1]).ToJson()));
        table.Map($"PATCH {Screen}", "update:prompts", ChangeOne);
    }

    private JsonResource Find(string prompt, string screen) =>
        _screens.GetValueOrDefault($"{prompt}/{screen}")
        ?? new JsonResource(
            $"{prompt}/{screen}",
            new JsonObject
            {
                ["tenant"] = ClientTemplate.Tenant,
                ["prompt"] = prompt,
                ["screen"] = screen,
                ["rendering_mode"] = "standard",
                ["context_configuration"] = new JsonArray(),
                ["default_head_tags_disabled"] = false,
                ["head_tags"] = new JsonArray(),
                ["filters"] = null,
                ["use_page_template"] = false,
            }
        );

    private ServerResponse List(EndpointRequest request)
    {
        var (prompt, screen, mode) = (request.Query.Text("prompt"), request.Query.Text("screen"), request.Query.Text("rendering_mode"));
        return ListAnswer.Of(
            request.Query,
            "configs",
            [
                .. _screens
                    .Values.Where(one =>
                        (prompt is null || one.Json["prompt"].AsText() == prompt)
                        && (screen is null || one.Json["screen"].AsText() == screen)
                        && (mode is null || one.Json["rendering_mode"].AsText() == mode)
                    )
                    .OrderBy(one => one.Id, StringComparer.Ordinal),
            ],
            ListForm.Pages,
            one => one.Id,
            one => one.ToJson()
        );
    }

    private JsonObject Change(string prompt, string screen, JsonObject changes)
    {
        lock (_lock)
        {
            var changed = Find(prompt, screen).With(changes);
            _screens = _screens.SetItem(changed.Id, changed);
            return changed.ToJson();
        }
    }

    private ServerResponse ChangeOne(EndpointRequest request)
    {
        var body = request.ReadBody();
        _one.Check(body, isCreation: false);
        return ServerResponse.Json(200, Change(request.Ids[0], request.Ids[1], body));
    }

    private ServerResponse ChangeAll(EndpointRequest request)
    {
        var configs = Schema.Of("configs! objects").Check(request.ReadBody(), isCreation: true).Array("configs")!;
        var checkedBodies = configs.Select(config => _named.Check((JsonObject)config!, isCreation: true)).ToArray();
        return ServerResponse.Json(
            200,
            new JsonObject
            {
                ["configs"] = new JsonArray([
                    .. checkedBodies.Select(body => Change(body.RequireText("prompt"), body.RequireText("screen"), body.Body)),
                ]),
            }
        );
    }
}
