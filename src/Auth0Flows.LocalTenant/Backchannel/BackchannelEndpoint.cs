using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Backchannel;

/// <summary>
/// POST /bc-authorize: asks a user to approve a login, by a push notification or an e-mail (OpenID Connect CIBA Core §7; Auth0,
/// "Back-Channel Login").
/// </summary>
internal sealed partial class BackchannelEndpoint(
    ClientAuthenticator authenticator,
    UserStore users,
    UserScopes userScopes,
    AuthorizationDetails details,
    BackchannelAuthorizations logins,
    Outbox outbox,
    TenantLog log,
    TenantClock clock,
    string issuer
)
{
    public const string Path = "/bc-authorize";

    // Auth0, "Configure Client-Initiated Backchannel Authentication": up to 300 seconds by push notification, above by e-mail.
    private const string Push = "guardian-push";
    private const string Email = "email";
    private const int LongestPush = 300;
    private const int Longest = 259_200;

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        if (!request.IsForm)
        {
            throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        }

        var parameters = TokenRequest.Read(request);
        Auth0LocalTenantUser? user = null;
        AuthenticatedClient? client = null;
        try
        {
            client = authenticator.Authenticate(request, parameters);
            user =
                client.IsPublic || !client.GrantTypes.Contains(GrantTypes.Ciba)
                    ? throw OAuthException.GrantNotAllowed(GrantTypes.Ciba)
                    : FindUser(parameters);
            var answer = Begin(parameters, client, user);
            Log("ciba_start_succeeded", null);
            return ValueTask.FromResult(ServerResponse.Json(200, answer));
        }
        catch (OAuthException refusal)
        {
            Log("ciba_start_failed", refusal.Message);
            throw;
        }

        void Log(string type, string? description) =>
            log.Add(
                type,
                description,
                request,
                client?.ClientId ?? parameters["client_id"],
                user,
                audience: parameters["audience"],
                scope: parameters["scope"]
            );
    }

    private JsonObject Begin(TokenRequest parameters, AuthenticatedClient client, Auth0LocalTenantUser user)
    {
        var message = parameters.Require("binding_message");
        if (!BindingMessage().IsMatch(message))
        {
            // CIBA Core §13.
            throw new OAuthException(
                400,
                "invalid_binding_message",
                "binding_message must have at most 64 characters: alphanumeric characters, spaces and +-_.,:#"
            );
        }

        var asked = parameters.Scopes;
        if (!asked.Contains("openid"))
        {
            throw new OAuthException(400, "invalid_scope", "scope must contain openid");
        }

        var audience = parameters["audience"];
        var scopes = userScopes.Grant(asked, audience, givesAll: false);
        var asksFor = details.Read(parameters["authorization_details"], audience);
        var seconds = ReadExpiry(parameters["requested_expiry"]);
        var channel = seconds > LongestPush ? Email : Push;
        Notify(channel, client, user, message);
        var id = logins.Begin(
            new BackchannelAuthorization
            {
                ClientId = client.ClientId,
                User = user,
                BindingMessage = message,
                Audience = audience,
                AskedScopes = asked,
                Scopes = scopes,
                Channel = channel,
                AuthorizationDetails = asksFor,
                ExpiresAt = clock.UtcNow.AddSeconds(seconds),
                Interval = BackchannelAuthorizations.Interval,
            }
        );
        return new JsonObject
        {
            ["auth_req_id"] = id,
            ["expires_in"] = seconds,
            ["interval"] = (int)BackchannelAuthorizations.Interval.TotalSeconds,
        };
    }

    private void Notify(string channel, AuthenticatedClient client, Auth0LocalTenantUser user, string message)
    {
        if (!client.NotificationChannels.Contains(channel))
        {
            throw OAuthException.InvalidRequest($"The notification channel {channel} is not enabled for the client.");
        }

        if (channel == Push)
        {
            if (!user.Authenticators.Any(authenticator => authenticator is { IsActive: true, Channel: Authenticator.Push }))
            {
                throw OAuthException.InvalidRequest("The user is not enrolled in push notifications.");
            }
        }
        else if (user is { Email: { } address, EmailVerified: true })
        {
            outbox.Send(user.UserId, message);
            outbox.Send(address, message);
        }
        else
        {
            throw OAuthException.InvalidRequest("The user has no verified e-mail address for a notification.");
        }
    }

    private Auth0LocalTenantUser FindUser(TokenRequest parameters)
    {
        var hint = parameters.Require("login_hint");
        JsonObject? json;
        try
        {
            json = JsonNode.Parse(hint, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            json = null;
        }

        if (json?["format"].AsText() != "iss_sub" || json["sub"].AsText() is not { Length: > 0 } subject)
        {
            throw OAuthException.InvalidRequest("login_hint must be a JSON object in the format iss_sub, with iss and sub.");
        }

        return json["iss"].AsText() != issuer
            ? throw OAuthException.InvalidRequest($"The iss of login_hint must be {issuer}")
            // CIBA Core §13.
            : users.FindById(subject) ?? throw new OAuthException(400, "unknown_user_id", "The user does not exist.");
    }

    private static int ReadExpiry(string? seconds) =>
        seconds is null ? LongestPush
        : int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= Longest ? asked
        : throw OAuthException.InvalidRequest($"requested_expiry must be between 1 and {Longest}");

    [GeneratedRegex("^[A-Za-z0-9 +_.,:#-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex BindingMessage();
}
