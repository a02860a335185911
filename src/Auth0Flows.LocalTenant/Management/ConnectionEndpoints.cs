using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The applications of a connection, its status, its users, and its SCIM configuration with its tokens.</summary>
internal sealed class ConnectionEndpoints(TenantDirectory directory, ClientStore clients, TenantClock clock)
{
    private const string Scim = "connections/{id}/scim-configuration";

    // Auth0, "Configure Inbound SCIM": enterprise connections.
    private static readonly string[] _scimStrategies = ["okta", "waad", "samlp", "oidc"];

    private static readonly Schema _enabling = Schema.Of("client_id!", "status! flag");
    private static readonly Schema _scim = Schema.Of("user_id_attribute", "mapping objects");
    private static readonly Schema _token = Schema.Of("scopes texts", "token_lifetime integer");

    private readonly ConcurrentDictionary<string, JsonObject> _configurations = new(StringComparer.Ordinal);
    private readonly KindStore _tokens = new(new Kind("scim/tokens", "tok_") { IdName = "token_id" }, clock);

    public void MapTo(EndpointTable table)
    {
        table.Map("GET connections/{id}/clients", "read:connections", ListClients);
        table.Map("PATCH connections/{id}/clients", "update:connections", ChangeClients);
        table.Map("GET connections/{id}/status", "read:connections", CheckStatus);
        table.Map("DELETE connections/{id}/users", "delete:users", DeleteUser);
        table.Map("GET connections-scim-configurations", "read:scim_config", ListScim);
        table.Map($"GET {Scim}", "read:scim_config", request => ServerResponse.Json(200, FindScim(request)));
        table.Map($"POST {Scim}", "create:scim_config", CreateScim);
        table.Map($"PATCH {Scim}", "update:scim_config", ChangeScim);
        table.Map($"DELETE {Scim}", "delete:scim_config", DeleteScim);
        table.Map($"GET {Scim}/default-mapping", "read:scim_config", ShowMapping);
        table.Map($"GET {Scim}/tokens", "read:scim_token", ListTokens);
        table.Map($"POST {Scim}/tokens", "create:scim_token", CreateToken);
        table.Map($"DELETE {Scim}/tokens/{{token}}", "delete:scim_token", DeleteToken);
    }

    private JsonResource Find(EndpointRequest request) =>
        directory.Connections.Find(request.Id) ?? throw ApiException.Inexistent("connection");

    // Auth0, "Get enabled clients for a connection": take is 1,000 at most.
    private ServerResponse ListClients(EndpointRequest request) =>
        ListAnswer.Of(
            request.Query,
            "clients",
            ConnectionClients.Of(Find(request)),
            ListForm.Checkpoints,
            id => id,
            id => new JsonObject { ["client_id"] = id },
            maximumTake: 1000
        );

    private ServerResponse ChangeClients(EndpointRequest request)
    {
        var connection = Find(request);
        var enabled = ConnectionClients.Of(connection).ToList();
        foreach (var item in JsonBody.ReadObjects(request.Request))
        {
            var body = _enabling.Check(item, isCreation: true);
            var clientId = body.RequireText("client_id");
            enabled.Remove(clientId);
            if (body.Flag("status") == true)
            {
                enabled.Add(
                    clients.Find(clientId) is null
                        ? throw ApiException.BadRequest($"The client {clientId} does not exist.", "inexistent_client")
                        : clientId
                );
            }
        }

        directory.Connections.Change(connection.Id, ConnectionClients.ChangeTo(enabled));
        return new ServerResponse(204);
    }

    // Auth0's reference: of an AD/LDAP connection whether it is online, which no connector says here.
    private ServerResponse CheckStatus(EndpointRequest request) =>
        Find(request).Json["strategy"].AsText() == "ad"
            ? new ServerResponse(200)
            : throw ApiException.BadRequest("The connection's strategy has no status.", "operation_not_supported");

    private ServerResponse DeleteUser(EndpointRequest request)
    {
        var connection = Find(request);
        if (directory.Users.Find(connection.Name, request.Query.RequireText("email")) is { } user)
        {
            directory.Remove(user.UserId);
        }

        return new ServerResponse(204);
    }

    private JsonObject FindScim(EndpointRequest request) =>
        _configurations.TryGetValue(Find(request).Id, out var found) ? (JsonObject)found.DeepClone() : throw ApiException.NotFound();

    private ServerResponse ListScim(EndpointRequest request) =>
        ListAnswer.Of(
            request.Query,
            "scim_configurations",
            [
                .. _configurations
                    .OrderBy(one => one.Key, StringComparer.Ordinal)
                    .Where(one => directory.Connections.Find(one.Key) is not null),
            ],
            ListForm.Checkpoints,
            one => one.Key,
            one => (JsonObject)one.Value.DeepClone()
        );

    private static JsonArray DefaultMapping() =>
        [
            new JsonObject { ["scim"] = "userName", ["auth0"] = "preferred_username" },
            new JsonObject { ["scim"] = "emails[primary eq true].value", ["auth0"] = "email" },
            new JsonObject { ["scim"] = "externalId", ["auth0"] = "app_metadata.external_id" },
            new JsonObject { ["scim"] = "active", ["auth0"] = "blocked" },
            new JsonObject { ["scim"] = "displayName", ["auth0"] = "name" },
            new JsonObject { ["scim"] = "name.givenName", ["auth0"] = "given_name" },
            new JsonObject { ["scim"] = "name.familyName", ["auth0"] = "family_name" },
        ];

    private ServerResponse CreateScim(EndpointRequest request)
    {
        var connection = Find(request);
        var body = _scim.Check(request.ReadOptionalBody(), isCreation: true);
        var strategy = connection.Json["strategy"].AsText();
        if (!_scimStrategies.Contains(strategy))
        {
            throw ApiException.BadRequest($"SCIM is not supported for the strategy {strategy}.", "invalid_body");
        }

        var created = new JsonObject
        {
            ["tenant_name"] = ClientTemplate.Tenant,
            ["connection_id"] = connection.Id,
            ["connection_name"] = connection.Name,
            ["strategy"] = strategy,
            ["user_id_attribute"] = body.Text("user_id_attribute") ?? "externalId",
            ["mapping"] = body.Array("mapping")?.DeepClone() ?? DefaultMapping(),
            ["created_at"] = Timestamp.Of(clock.UtcNow),
            ["updated_on"] = Timestamp.Of(clock.UtcNow),
        };
        return _configurations.TryAdd(connection.Id, created)
            ? ServerResponse.Json(201, created)
            : throw ApiException.Conflict("The SCIM configuration already exists.", "scim_configuration_conflict");
    }

    private ServerResponse ChangeScim(EndpointRequest request)
    {
        var changed = FindScim(request);
        var body = Schema.Of("user_id_attribute!", "mapping! objects").Check(request.ReadBody(), isCreation: true);
        changed["user_id_attribute"] = body.RequireText("user_id_attribute");
        changed["mapping"] = body.Array("mapping")!.DeepClone();
        changed["updated_on"] = Timestamp.Of(clock.UtcNow);
        _configurations[request.Id] = changed;
        return ServerResponse.Json(200, changed);
    }

    private ServerResponse DeleteScim(EndpointRequest request)
    {
        FindScim(request);
        _configurations.TryRemove(request.Id, out _);
        foreach (var token in TokensOf(request.Id))
        {
            _tokens.Remove(token.Id);
        }

        return new ServerResponse(204);
    }

    private ServerResponse ShowMapping(EndpointRequest request)
    {
        Find(request);
        return ServerResponse.Json(200, new JsonObject { ["mapping"] = DefaultMapping() });
    }

    private IReadOnlyList<JsonResource> TokensOf(string connectionId) =>
        [.. _tokens.Snapshot().Where(token => token.Json["connection_id"].AsText() == connectionId)];

    // The token itself is in the response to its creation alone.
    private ServerResponse ListTokens(EndpointRequest request)
    {
        FindScim(request);
        return ServerResponse.Json(200, new JsonArray([.. TokensOf(request.Id).Select(token => Show(token))]));
    }

    private static JsonObject Show(JsonResource token)
    {
        var json = token.ToJson();
        json.Remove("connection_id");
        return json;
    }

    private ServerResponse CreateToken(EndpointRequest request)
    {
        FindScim(request);
        var body = _token.Check(request.ReadOptionalBody(), isCreation: true);
        if (body.Integer("token_lifetime") is < 900)
        {
            throw ApiException.InvalidBody($"Value {body.Integer("token_lifetime")} is less than minimum 900", "token_lifetime");
        }

        if (TokensOf(request.Id).Count >= 2)
        {
            throw ApiException.Conflict("The connection has the maximum number of SCIM tokens.", "scim_token_conflict");
        }

        var created = _tokens.Add(
            new JsonObject
            {
                ["connection_id"] = request.Id,
                ["scopes"] =
                    body.Array("scopes")?.DeepClone()
                    ?? new JsonArray("get:users", "post:users", "put:users", "patch:users", "delete:users"),
                ["created_at"] = Timestamp.Of(clock.UtcNow),
                ["valid_until"] = body.Integer("token_lifetime") is { } seconds ? Timestamp.Of(clock.UtcNow.AddSeconds(seconds)) : null,
            }
        );
        var json = Show(created);
        json["token"] = $"{created.Id}.{Identifiers.NewClientSecret()}";
        return ServerResponse.Json(201, json);
    }

    private ServerResponse DeleteToken(EndpointRequest request)
    {
        FindScim(request);
        return TokensOf(request.Id).Any(token => token.Id == request.Ids[1]) && _tokens.Remove(request.Ids[1])
            ? new ServerResponse(204)
            : throw ApiException.NotFound();
    }
}
