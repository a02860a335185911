using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>
/// /oidc/logout (OpenID Connect RP-Initiated Logout §2) and the older /v2/logout: end the user's session in the browser.
/// </summary>
internal sealed class LogoutEndpoint(
    ClientStore clients,
    TenantDirectory directory,
    BrowserSession browsers,
    SigningKeys keys,
    TenantLog log,
    string issuer
)
{
    public const string OidcPath = "/oidc/logout";

    public const string V2Path = "/v2/logout";

    /// <summary>GET /oidc/logout: logs the user of the hint out; without a hint, asks first.</summary>
    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request) => OidcAsync(request, request.Parameters, isConfirmed: false);

    /// <summary>POST /oidc/logout: the same with a form, or the user's click.</summary>
    public ValueTask<ServerResponse> ConfirmAsync(ServerRequest request)
    {
        var form = QueryParameters.Parse(request.IsForm ? request.BodyText : "");
        return OidcAsync(request, form, isConfirmed: form["confirmed"] == "yes");
    }

    /// <summary>GET /v2/logout: logs the browser's user out, without a question.</summary>
    public ValueTask<ServerResponse> AnswerV2Async(ServerRequest request)
    {
        var parameters = request.Parameters;
        var client = parameters["client_id"] is { Length: > 0 } clientId ? Find(clientId) : null;
        if (parameters["client_id"] is { Length: > 0 } && client is null)
        {
            return Refused(request, "client_id is not a valid client");
        }

        // Without a client_id, the tenant's own list counts, which is empty here.
        return parameters["returnTo"] is { Length: > 0 } address && !IsAllowed(client, address)
            ? Refused(
                request,
                $"The \"returnTo\" querystring parameter \"{address}\" is not defined as a valid URL in \"Allowed Logout URLs\""
            )
            : ValueTask.FromResult(End(request, client, browsers.User, parameters["returnTo"], state: null));
    }

    private async ValueTask<ServerResponse> OidcAsync(ServerRequest request, QueryParameters parameters, bool isConfirmed)
    {
        var client = parameters["client_id"] is { Length: > 0 } clientId ? Find(clientId) : null;
        if (parameters["client_id"] is { Length: > 0 } && client is null)
        {
            return await Refused(request, "client_id is not a valid client").ConfigureAwait(false);
        }

        Auth0LocalTenantUser? user = null;
        if (parameters["id_token_hint"] is { Length: > 0 } hint)
        {
            // §2: the issuer must be this tenant, and the audience the application; it may have expired.
            if (await ReadAsync(hint).ConfigureAwait(false) is not { } idToken)
            {
                return await Refused(request, "id_token_hint is invalid").ConfigureAwait(false);
            }

            if (client is not null && !idToken.Audiences.Contains(client.ClientId))
            {
                return await Refused(request, "id_token_hint was not issued to client_id").ConfigureAwait(false);
            }

            client ??= Find(idToken.Audiences[0]);
            user = directory.Users.FindById(idToken.Text("sub") ?? "");
        }

        if (parameters["post_logout_redirect_uri"] is { Length: > 0 } address && !IsAllowed(client, address))
        {
            return await Refused(request, "post_logout_redirect_uri is not one of the Allowed Logout URLs").ConfigureAwait(false);
        }

        return user is not null || isConfirmed
            ? End(request, client, user ?? browsers.User, parameters["post_logout_redirect_uri"], parameters["state"])
            : Question(parameters);
    }

    private static ServerResponse Question(QueryParameters parameters) =>
        HtmlPage.Answer(
            200,
            "Log Out",
            $"<p>Are you sure you want to log out?</p><form method=\"post\" action=\"{OidcPath}\">{string.Concat(parameters.Pairs.Select(static pair => HtmlPage.Hidden(pair.Key, pair.Value)))}{HtmlPage.Button("confirmed", "yes", "Accept")}</form>"
        );

    private ServerResponse End(ServerRequest request, Client? client, Auth0LocalTenantUser? user, string? address, string? state)
    {
        if (user is not null)
        {
            directory.Sessions.EndAll(user.UserId);
            if (browsers.User == user)
            {
                browsers.User = null;
            }

            log.Add("slo", "User successfully logged out", request, client?.ClientId, user);
        }

        if (string.IsNullOrEmpty(address))
        {
            return HtmlPage.Answer(200, "Logged out", "<p>You are logged out.</p>");
        }

        var separator = address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var target = string.IsNullOrEmpty(state) ? address : $"{address}{separator}state={Uri.EscapeDataString(state)}";
        return new ServerResponse(302).With("Location", target);
    }

    private ValueTask<ServerResponse> Refused(ServerRequest request, string reason)
    {
        log.Add("flo", reason, request, request.Parameters["client_id"]);
        return ValueTask.FromResult(HtmlPage.Answer(400, "Oops!, something went wrong", $"<p>{HtmlPage.Encode(reason)}</p>"));
    }

    private async ValueTask<Jwt?> ReadAsync(string hint) =>
        Jwt.TryRead(hint, out var jwt)
        && jwt is { Algorithm: "RS256", KeyId: { } keyId }
        && await keys.FindAsync(keyId).ConfigureAwait(false) is { } key
        && key.Verify(jwt.Signed, jwt.Signature)
        && jwt.Text("iss") == issuer
        && jwt.Audiences.Count > 0
            ? jwt
            : null;

    private Client? Find(string clientId) => clients.Find(clientId) is { IsGlobal: false } client ? client : null;

    // Exactly, with or without a query if the registered address has none.
    private static bool IsAllowed(Client? client, string address) =>
        (client?.ToJson()["allowed_logout_urls"] as System.Text.Json.Nodes.JsonArray ?? [])
            .Select(JsonValues.AsText)
            .Any(allowed => allowed == address || allowed == address.Split('?')[0]);
}
