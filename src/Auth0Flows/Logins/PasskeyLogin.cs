using System.Text.Json.Nodes;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;
using Auth0Flows.Passkeys;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// Starts logins and registrations with passkeys: <see href="https://auth0.com/docs/api/authentication/passkey/challenge"/>, <see
/// href="https://auth0.com/docs/api/authentication/passkey/register"/>.
/// </summary>
internal sealed class PasskeyLogin(AuthenticationApi api)
{
    /// <summary>POST /passkey/challenge.</summary>
    public Task<Auth0PasskeyChallenge> StartAsync(
        Auth0PasskeyLoginOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            "passkey/challenge",
            static _ => { },
            options,
            isRegistration: false,
            "The login with a passkey was not started",
            activity,
            cancellationToken
        );

    /// <summary>POST /passkey/register.</summary>
    public Task<Auth0PasskeyChallenge> RegisterAsync(
        Auth0PasskeyUser user,
        Auth0PasskeyLoginOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (user is { Email: null, PhoneNumber: null, Username: null })
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidPasskeyUser,
                "A registration needs what the user is known by: an e-mail address, a phone number or a user name."
            );
        }

        var secrets = new List<Auth0Secret>();
        var metadata = user.UserMetadata is { Count: > 0 } given ? JsonValues.ToUtf8(given) : null;
        if (metadata is not null)
        {
            SecretFinder.AddFrom(user.UserMetadata!, secrets);
        }

        return SendAsync(
            "passkey/register",
            request =>
            {
                var body = (JsonContent)request.Content!;
                body.AddJson("user_profile", ProfileOf(user));
                if (metadata is not null)
                {
                    body.AddJson("user_metadata", metadata);
                    SentSecrets.Add(request, () => secrets);
                }
            },
            options,
            isRegistration: true,
            $"The registration of {user} was not started",
            activity,
            cancellationToken
        );
    }

    private static JsonObject ProfileOf(Auth0PasskeyUser user)
    {
        (string Name, string? Value)[] values =
        [
            ("email", user.Email),
            ("phone_number", user.PhoneNumber),
            ("username", user.Username),
            ("name", user.Name),
            ("given_name", user.GivenName),
            ("family_name", user.FamilyName),
            ("nickname", user.Nickname),
            ("picture", user.Picture),
        ];
        return new JsonObject(
            values
                .Where(static pair => pair.Value is not null)
                .Select(static pair => new KeyValuePair<string, JsonNode?>(pair.Name, pair.Value))
        );
    }

    private async Task<Auth0PasskeyChallenge> SendAsync(
        string path,
        Action<HttpRequestMessage> write,
        Auth0PasskeyLoginOptions options,
        bool isRegistration,
        string what,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await api.SendAsync(
                    () =>
                    {
                        var body = new JsonContent();
                        var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf(path)) { Content = body };
                        api.Authenticate(request, body);
                        body.Add("realm", options.Realm).Add("organization", options.Organization);
                        write(request);
                        return request;
                    },
                    RepeatPolicy.WhenRateLimited, // each request starts another login
                    what,
                    (error, description) => Explain(error, description, options),
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return Read(answer, options, isRegistration);
        }
        catch (Auth0TokenException failure) when (failure is { Code: Auth0ErrorCode.NotFound, Error: not null })
        {
            throw failure.WithCode(Auth0ErrorCode.PasskeysNotEnabled); // the tenant's own 404
        }
        catch (Auth0Exception failure)
        {
            failure.Audience ??= options.Audience;
            throw;
        }
    }

    private Auth0PasskeyChallenge Read(HttpExchange answer, Auth0PasskeyLoginOptions options, bool isRegistration)
    {
        const string Parameters = "authn_params_public_key";
        using var started = new StartedLogin(answer);
        var publicKey =
            Auth0PasskeyOptions.Read(started.RequireObject(Parameters), isRegistration)
            ?? throw started.Malformed($"{Parameters}.challenge");
        var challenge = new Auth0PasskeyChallenge(
            started.Require("auth_session").ToSecret(),
            publicKey,
            isRegistration,
            api.Context.Domain,
            api.Context.ClientId
        )
        {
            ExpiresAt = publicKey.Timeout is { } timeout ? api.Context.Now + timeout : null,
            Realm = options.Realm,
            Organization = options.Organization,
            Audience = options.Audience,
            Scope = ScopeSet.From(options.Scope).ToArray(),
            AuthorizationDetails = options.AuthorizationDetails,
        };
        PasskeyCheck.CheckDomain(challenge.RelyingPartyId, api.Context.Domain);
        return challenge;
    }

    // Auth0 documents the causes of a 400, but not its texts.
    private static Auth0ErrorCode? Explain(string? error, string description, Auth0PasskeyLoginOptions options) =>
        error switch
        {
            _ when Mentions(description, "custom domain") => Auth0ErrorCode.PasskeyCustomDomainRequired,
            "unauthorized_client" => Auth0ErrorCode.UnauthorizedClient,
            "invalid_request" or "access_denied" when Mentions(description, "already exists") => Auth0ErrorCode.UserExists,
            "invalid_request" when Mentions(description, "signup") && Mentions(description, "disabled") => Auth0ErrorCode.SignupDisabled,
            "invalid_request" when Mentions(description, "user_profile") || Mentions(description, "user_metadata") =>
                Auth0ErrorCode.InvalidPasskeyUser,
            "invalid_request" when options.Organization is not null && Mentions(description, "organization") =>
                Auth0ErrorCode.InvalidOrganization,
            "invalid_request"
            or "access_denied"
            or "feature_not_enabled"
                when Mentions(description, "passkey") || Mentions(description, "party") || Mentions(description, "OIDC") =>
                Auth0ErrorCode.PasskeysNotEnabled,
            "invalid_request" when Mentions(description, "connection") || Mentions(description, "realm") => Auth0ErrorCode.UnknownRealm,
            _ => null,
        };

    private static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
