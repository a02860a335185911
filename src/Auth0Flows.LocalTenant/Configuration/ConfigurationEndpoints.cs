using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>What a tenant's configuration consists of: the declared kinds and settings, and what else their families have.</summary>
internal sealed class ConfigurationEndpoints(TenantClock clock, string issuer)
{
    private readonly KeptDocuments _texts = new();
    private readonly Dictionary<string, KindStore> _stores = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Settings> _settings = ConfigurationSettings.Create();
    private string? _universalLogin;

    /// <summary>The API of requests without an audience (Auth0, "Tenant Settings"); null for none.</summary>
    public string? DefaultAudience => _settings.First(static settings => settings.Path == "tenants/settings").Text("default_audience");

    public void MapTo(EndpointTable table)
    {
        foreach (var kind in ConfigurationKinds.All)
        {
            _stores[kind.Path] = new KindStore(kind, clock);
            new KindEndpoints(_stores[kind.Path]).MapTo(table);
        }

        foreach (var settings in _settings)
        {
            settings.MapTo(table);
        }

        new EmailEndpoints().MapTo(table);
        new GuardianEndpoints().MapTo(table);
        new ScreenEndpoints().MapTo(table);
        _texts.MapTo(table, "prompts/{prompt}/custom-text/{language}", "prompts");
        _texts.MapTo(table, "prompts/{prompt}/partials", "prompts");
        _texts.MapTo(table, "self-service-profiles/{id}/custom-text/{language}/{page}", "self_service_profile_custom_texts");
        MapBranding(table);
        MapDomains(table);
        MapActionsOn(table);
        MapEmpty(table);
    }

    private static ServerResponse Accepted() => ServerResponse.Json(202, new JsonObject());

    private void MapBranding(EndpointTable table)
    {
        const string Path = "branding/templates/universal-login";
        table.Map($"GET {Path}", "read:branding", _ => ShowUniversalLogin());
        table.Map($"PUT {Path}", "update:branding", PutUniversalLogin);
        table.Map($"DELETE {Path}", "delete:branding", _ => DeleteUniversalLogin());
        table.Map(
            "GET branding/themes/default",
            "read:branding",
            _ =>
                ServerResponse.Json(
                    200,
                    (
                        _stores["branding/themes"].Snapshot() is [var first, ..]
                            ? first
                            : throw _stores["branding/themes"].Kind.Inexistent("")
                    ).ToJson()
                )
        );
        table.Map("PATCH branding/phone/templates/{id}/reset", "update:phone_templates", ResetTemplate);
        table.Map("POST branding/phone/templates/{id}/try", "create:phone_templates", request => Try(request, "branding/phone/templates"));
        table.Map("POST branding/phone/providers/{id}/try", "create:phone_providers", request => Try(request, "branding/phone/providers"));
    }

    private ServerResponse ShowUniversalLogin() =>
        _universalLogin is { } body
            ? ServerResponse.Json(200, new JsonObject { ["body"] = body })
            : throw ApiException.Inexistent("template", "The template does not exist.");

    // Auth0 takes HTML, a JSON string, or an object with the template.
    private ServerResponse PutUniversalLogin(EndpointRequest request)
    {
        if (_stores["custom-domains"].Snapshot().Count == 0)
        {
            throw new ApiException(
                402,
                "Payment Required",
                "This feature requires at least one custom domain to be configured for the tenant."
            );
        }

        var text = Encoding.UTF8.GetString(request.Request.Body);
        if (request.Request.IsJson)
        {
            var json = JsonNode.Parse(text);
            text = json.AsText() ?? Schema.Of("template!").Check(request.ReadBody(), isCreation: true).RequireText("template");
        }

        if (!text.Contains("auth0:head", StringComparison.Ordinal) || !text.Contains("auth0:widget", StringComparison.Ordinal))
        {
            throw ApiException.BadRequest("The template must contain the tags auth0:head and auth0:widget.", "invalid_body");
        }

        var isNew = Interlocked.Exchange(ref _universalLogin, text) is null;
        return isNew ? ServerResponse.Json(201, new JsonObject()) : new ServerResponse(204);
    }

    private ServerResponse DeleteUniversalLogin()
    {
        _universalLogin = null;
        return new ServerResponse(204);
    }

    private ServerResponse ResetTemplate(EndpointRequest request) =>
        ServerResponse.Json(200, _stores["branding/phone/templates"].Change(request.Id, new JsonObject { ["content"] = null }).ToJson());

    private ServerResponse Try(EndpointRequest request, string path)
    {
        _stores[path].FindOrThrow(request.Id);
        Schema.Of("to!", "delivery_method text|voice").Check(request.ReadBody(), isCreation: true);
        return ServerResponse.Json(
            202,
            new JsonObject { ["code"] = 202, ["message"] = "Test notification successfully sent for processing" }
        );
    }

    private void MapDomains(EndpointTable table)
    {
        var domains = _stores["custom-domains"];
        table.Map("POST custom-domains/{id}/verify", "create:custom_domains", Verify);
        table.Map(
            "POST custom-domains/{id}/test",
            "read:custom_domains",
            request =>
                ServerResponse.Json(
                    200,
                    new JsonObject { ["success"] = domains.FindOrThrow(request.Id).Json["status"].AsText() == "ready" }
                )
        );
        table.Map("GET custom-domains/default", "read:custom_domains", _ => ServerResponse.Json(200, Default(domains)));
        table.Map("PATCH custom-domains/default", "update:custom_domains", ChangeDefault);

        // The records of a local tenant are always found.
        ServerResponse Verify(EndpointRequest request) =>
            ServerResponse.Json(200, domains.Change(request.Id, new JsonObject { ["status"] = "ready" }).ToJson());

        ServerResponse ChangeDefault(EndpointRequest request)
        {
            var name = Schema.Of("domain!").Check(request.ReadBody(), isCreation: true).RequireText("domain");
            foreach (var one in domains.Snapshot())
            {
                domains.Change(one.Id, new JsonObject { ["is_default"] = one.Json["domain"].AsText() == name });
            }

            return ServerResponse.Json(200, Default(domains));
        }
    }

    private JsonObject Default(KindStore domains) =>
        domains.Snapshot().FirstOrDefault(one => one.Json["is_default"].AsFlag() == true)?.ToJson()
        ?? new JsonObject { ["domain"] = new Uri(issuer).Authority };

    private void MapActionsOn(EndpointTable table)
    {
        var streams = _stores["event-streams"];
        table.Map("POST event-streams/{id}/test", "update:event_streams", TestStream);
        table.Map(
            "GET event-streams/{id}/deliveries",
            "read:event_streams read:event_deliveries",
            request => ListNothing(streams, request, "deliveries")
        );
        table.Map("POST event-streams/{id}/redeliver", "update:event_deliveries", request => After(streams, request, Accepted()));
        table.Map("POST self-service-profiles/{id}/sso-ticket", "create:sso_access_tickets", CreateSsoTicket);
        table.Map(
            "POST self-service-profiles/{id}/sso-ticket/{ticket}/revoke",
            "delete:sso_access_tickets",
            request => After(_stores["self-service-profiles"], request, Accepted())
        );
        table.Map("GET flows/{id}/executions", "read:flows_executions", request => ListNothing(_stores["flows"], request, "executions"));

        ServerResponse TestStream(EndpointRequest request)
        {
            streams.FindOrThrow(request.Id);
            var body = Schema.Of("event_type!", "data object").Check(request.ReadBody(), isCreation: true);
            return ServerResponse.Json(
                202,
                new JsonObject
                {
                    ["id"] = SeededId.New("evt_"),
                    ["event_stream_id"] = request.Id,
                    ["event_type"] = body.RequireText("event_type"),
                    ["status"] = "pending",
                    ["attempts"] = new JsonArray(),
                }
            );
        }
    }

    private static ServerResponse After(KindStore store, EndpointRequest request, ServerResponse response)
    {
        store.FindOrThrow(request.Id);
        return response;
    }

    private static ServerResponse ListNothing(KindStore store, EndpointRequest request, string name) =>
        After(store, request, ServerResponse.Json(200, new JsonObject { [name] = new JsonArray() }));

    private ServerResponse CreateSsoTicket(EndpointRequest request)
    {
        _stores["self-service-profiles"].FindOrThrow(request.Id);
        Schema
            .Of(
                "connection_id",
                "connection_config object",
                "enabled_clients texts",
                "enabled_organizations objects",
                "ttl_sec integer",
                "domain_aliases_config object",
                "provisioning_config object",
                "use_for_organization_discovery flag",
                "third_party_client_access_config object",
                "enabled_features object"
            )
            .Check(request.ReadBody(), isCreation: true);
        return ServerResponse.Json(
            201,
            new JsonObject { ["ticket"] = $"{issuer}self-service/connections-flow?ticket={Identifiers.NewClientId()}" }
        );
    }

    // What a new tenant has none of, and what the local tenant doesn't keep; programs that read a whole tenant go on.
    private static void MapEmpty(EndpointTable table)
    {
        table.Map("GET rules-configs", "read:rules_configs", _ => ServerResponse.Json(200, new JsonArray()));
        table.Map("GET groups", "read:groups", _ => ServerResponse.Json(200, new JsonObject { ["groups"] = new JsonArray() }));
        table.Map(
            "GET connections-directory-provisionings",
            "read:directory_provisionings",
            _ => ServerResponse.Json(200, new JsonObject { ["directory_provisionings"] = new JsonArray() })
        );
        table.Map(
            "GET connection-profiles/templates",
            "read:connection_profiles",
            _ => ServerResponse.Json(200, new JsonObject { ["connection_profile_templates"] = new JsonArray() })
        );
        table.Map(
            "GET user-attribute-profiles/templates",
            "read:user_attribute_profiles",
            _ => ServerResponse.Json(200, new JsonObject { ["user_attribute_profile_templates"] = new JsonArray() })
        );
    }
}
