using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The sessions, refresh tokens, grants and devices of users, which can be revoked.</summary>
internal sealed class UserSessionEndpoints(TenantDirectory directory, RefreshTokens refreshTokens, ClientStore clients)
{
    public void MapTo(EndpointTable table)
    {
        table.Map("GET users/{id}/sessions", "read:sessions", ListSessions);
        table.Map("DELETE users/{id}/sessions", "delete:sessions", EndAll);
        table.Map("GET sessions/{id}", "read:sessions", request => ServerResponse.Json(200, FindSession(request).ToJson()));
        table.Map("PATCH sessions/{id}", "update:sessions", ChangeSession);
        table.Map("DELETE sessions/{id}", "delete:sessions", request => EndSession(request, revokesTokens: false));
        table.Map(
            "POST sessions/{id}/revoke",
            "delete:sessions&delete:refresh_tokens",
            request => EndSession(request, revokesTokens: true)
        );
        table.Map("POST users/{id}/revoke-access", "delete:sessions&delete:refresh_tokens", RevokeAccess);

        table.Map("GET users/{id}/refresh-tokens", "read:refresh_tokens", request => ListTokens(request, request.Id, "tokens"));
        table.Map("DELETE users/{id}/refresh-tokens", "delete:refresh_tokens", RevokeTokensOfUser);
        table.Map("GET refresh-tokens", "read:refresh_tokens", ListTokens);
        table.Map("GET refresh-tokens/{id}", "read:refresh_tokens", request => ServerResponse.Json(200, Show(FindToken(request))));
        table.Map("PATCH refresh-tokens/{id}", "update:refresh_tokens", ChangeToken);
        table.Map("DELETE refresh-tokens/{id}", "delete:refresh_tokens", RevokeToken);
        table.Map("POST refresh-tokens/revoke", "delete:refresh_tokens", RevokeTokens);

        table.Map("GET grants", "read:grants", ListGrants);
        table.Map("DELETE grants/{id}", "delete:grants", DeleteGrant);
        table.Map("DELETE grants", "delete:grants", DeleteGrants);

        table.Map("GET device-credentials", "read:device_credentials", ListDevices);
        table.Map("DELETE device-credentials/{id}", "delete:device_credentials", RevokeDevice);
    }

    private static string DeviceIdOf(RefreshTokenFamily family) => $"dcr_{family.Id[3..]}";

    private static ServerResponse Accepted() => ServerResponse.Json(202, new JsonObject());

    private IUserProfile FindUser(string id) =>
        directory.Users.Profile(id) ?? throw ApiException.Inexistent("user", "The user does not exist.");

    private UserSession FindSession(EndpointRequest request) =>
        directory.Sessions.Find(request.Id) ?? throw ApiException.Inexistent("session", "The session does not exist.");

    private RefreshTokenFamily FindToken(EndpointRequest request) =>
        refreshTokens.Families().FirstOrDefault(family => family.Id == request.Id)
        ?? throw ApiException.Inexistent("refresh_token", "The refresh token does not exist.");

    private ServerResponse ListSessions(EndpointRequest request) =>
        ListAnswer.Of(
            request.Query,
            "sessions",
            directory.Sessions.Of(FindUser(request.Id).UserId),
            ListForm.Checkpoints,
            session => session.Id,
            session => session.ToJson()
        );

    private ServerResponse ChangeSession(EndpointRequest request)
    {
        var session = FindSession(request);
        var body = Schema.Of("session_metadata object").Check(request.ReadBody(), isCreation: false);
        var metadata = body.Object("session_metadata");
        var changed = directory.Sessions.Change(session.Id, old => old with { Metadata = (JsonObject?)metadata?.DeepClone() });
        return ServerResponse.Json(200, changed!.ToJson());
    }

    private ServerResponse EndSession(EndpointRequest request, bool revokesTokens)
    {
        var session = FindSession(request);
        if (revokesTokens)
        {
            refreshTokens.RevokeAll(family => family.Authorization.SessionId == session.Id);
        }

        directory.Sessions.End(session.Id);
        return Accepted();
    }

    private ServerResponse EndAll(EndpointRequest request)
    {
        directory.Sessions.EndAll(FindUser(request.Id).UserId);
        return Accepted();
    }

    private ServerResponse RevokeAccess(EndpointRequest request)
    {
        var user = FindUser(request.Id);
        var body = Schema.Of("session_id", "preserve_refresh_tokens flag").Check(request.ReadOptionalBody(), isCreation: true);
        var session = body.Text("session_id");
        if (body.Flag("preserve_refresh_tokens") != true)
        {
            refreshTokens.RevokeAll(family =>
                family.Authorization.User.UserId == user.UserId && (session is null || family.Authorization.SessionId == session)
            );
        }

        if (session is null)
        {
            directory.Sessions.EndAll(user.UserId);
        }
        else
        {
            directory.Sessions.End(session);
        }

        return Accepted();
    }

    private ServerResponse ListTokens(EndpointRequest request) =>
        ListTokens(request, request.Query.RequireText("user_id"), "refresh_tokens");

    private ServerResponse ListTokens(EndpointRequest request, string userId, string name)
    {
        var user = FindUser(userId);
        var clientId = request.Query.Text("client_id");
        return ListAnswer.Of(
            request.Query,
            name,
            [
                .. refreshTokens
                    .Families()
                    .Where(family =>
                        family.Authorization.User.UserId == user.UserId
                        && (clientId ?? family.Authorization.ClientId) == family.Authorization.ClientId
                    ),
            ],
            ListForm.Checkpoints,
            family => family.Id,
            Show
        );
    }

    private ServerResponse ChangeToken(EndpointRequest request)
    {
        var token = FindToken(request);
        var body = Schema.Of("refresh_token_metadata object").Check(request.ReadBody(), isCreation: false);
        token.Metadata = (JsonObject?)body.Object("refresh_token_metadata")?.DeepClone();
        return ServerResponse.Json(200, Show(token));
    }

    private ServerResponse RevokeToken(EndpointRequest request)
    {
        var token = FindToken(request);
        refreshTokens.RevokeAll(family => family == token);
        return new ServerResponse(204);
    }

    private ServerResponse RevokeTokensOfUser(EndpointRequest request)
    {
        var user = FindUser(request.Id);
        refreshTokens.RevokeAll(family => family.Authorization.User.UserId == user.UserId);
        return Accepted();
    }

    private ServerResponse RevokeTokens(EndpointRequest request)
    {
        var body = Schema.Of("ids texts", "user_id", "client_id", "audience").Check(request.ReadBody(), isCreation: true);
        var ids = body.Texts("ids");
        var (userId, clientId, audience) = (body.Text("user_id"), body.Text("client_id"), body.Text("audience"));
        if (ids is null && userId is null && clientId is null)
        {
            throw ApiException.InvalidBody("Missing required property: ids");
        }

        refreshTokens.RevokeAll(family =>
            (ids is null || ids.Contains(family.Id))
            && (userId is null || family.Authorization.User.UserId == userId)
            && (clientId is null || family.Authorization.ClientId == clientId)
            && (audience is null || family.Authorization.Audience == audience)
        );
        return Accepted();
    }

    private RefreshTokenSettings SettingsOf(RefreshTokenFamily family) =>
        new(clients.Find(family.Authorization.ClientId)?.ToJson()["refresh_token"] as JsonObject);

    private JsonObject Show(RefreshTokenFamily family)
    {
        var settings = SettingsOf(family);
        var used = family.LastExchangedAt ?? family.StartedAt;
        return new JsonObject
        {
            ["id"] = family.Id,
            ["user_id"] = family.Authorization.User.UserId,
            ["created_at"] = Timestamp.Of(family.StartedAt),
            ["idle_expires_at"] = settings.IdleLifetime is { } idle ? Timestamp.Of(used + idle) : null,
            ["expires_at"] = settings.Lifetime is { } lifetime ? Timestamp.Of(family.StartedAt + lifetime) : null,
            ["client_id"] = family.Authorization.ClientId,
            ["session_id"] = family.Authorization.SessionId,
            ["rotating"] = settings.IsRotating,
            ["resource_servers"] = new JsonArray(
                new JsonObject
                {
                    ["audience"] = family.Authorization.Audience ?? "",
                    ["scopes"] = string.Join(' ', family.Authorization.Scopes),
                }
            ),
            ["refresh_token_metadata"] = family.Metadata?.DeepClone(),
            ["last_exchanged_at"] = family.LastExchangedAt is { } last ? Timestamp.Of(last) : null,
        };
    }

    private ServerResponse ListGrants(EndpointRequest request)
    {
        var (userId, clientId, audience) = (request.Query.Text("user_id"), request.Query.Text("client_id"), request.Query.Text("audience"));
        return ListAnswer.Of(
            request.Query,
            "grants",
            [
                .. directory
                    .Grants.Snapshot()
                    .Where(grant =>
                        (userId is null || grant.UserId == userId)
                        && (clientId is null || grant.ClientId == clientId)
                        && (audience is null || grant.Audience == audience)
                    ),
            ],
            ListForm.Pages,
            grant => grant.Id,
            grant => grant.ToJson()
        );
    }

    private ServerResponse DeleteGrant(EndpointRequest request)
    {
        directory.Grants.Remove(request.Id);
        return new ServerResponse(204);
    }

    private ServerResponse DeleteGrants(EndpointRequest request)
    {
        directory.Grants.RemoveAll(request.Query.RequireText("user_id"));
        return new ServerResponse(204);
    }

    private ServerResponse ListDevices(EndpointRequest request)
    {
        var (userId, clientId, type) = (request.Query.Text("user_id"), request.Query.Text("client_id"), request.Query.Text("type"));
        var fields = FieldSelection.Read(request.Query);
        return ListAnswer.Of(
            request.Query,
            "device_credentials",
            [
                .. refreshTokens
                    .Families()
                    .Where(family =>
                        (userId is null || family.Authorization.User.UserId == userId)
                        && (clientId is null || family.Authorization.ClientId == clientId)
                        && (type is null || TypeOf(family) == type)
                    ),
            ],
            ListForm.Pages,
            DeviceIdOf,
            family =>
                fields.Apply(
                    new JsonObject
                    {
                        ["id"] = DeviceIdOf(family),
                        ["device_name"] = "Other 0.0.0 / Other 0.0.0",
                        ["type"] = TypeOf(family),
                        ["user_id"] = family.Authorization.User.UserId,
                        ["client_id"] = family.Authorization.ClientId,
                    }
                )
        );

        string TypeOf(RefreshTokenFamily family) => SettingsOf(family).IsRotating ? "rotating_refresh_token" : "refresh_token";
    }

    private ServerResponse RevokeDevice(EndpointRequest request)
    {
        refreshTokens.RevokeAll(family => DeviceIdOf(family) == request.Id);
        return new ServerResponse(204);
    }
}
