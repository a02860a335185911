using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// What an authenticator answered to a challenge: <see href="https://auth0.com/docs/native-passkeys-api"/>. For a registration, the tenant
/// creates the user with it.
/// </summary>
public sealed class PasskeyGrant : Auth0Grant
{
    /// <param name="challenge">The login, or the registration.</param>
    /// <param name="answer">What the authenticator answered.</param>
    public PasskeyGrant(Auth0PasskeyChallenge challenge, Auth0PasskeyAnswer answer)
        : base((challenge ?? throw new ArgumentNullException(nameof(challenge))).Audience, challenge.Organization, challenge.Scope)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (Challenge, Answer) = (challenge, answer);
        AuthorizationDetails = challenge.AuthorizationDetails;
    }

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.Passkey;

    /// <summary>The login, or the registration.</summary>
    public Auth0PasskeyChallenge Challenge { get; }

    /// <summary>What the authenticator answered.</summary>
    public Auth0PasskeyAnswer Answer { get; }

    internal override string WireName => "urn:okta:params:oauth:grant-type:webauthn";

    // The documented request is JSON, with authn_response as an object. A form has no objects.
    internal override bool IsJson => true;

    internal override void Write(FieldContent body) =>
        body.Add("auth_session", Challenge.AuthSession)
            .AddObject("authn_response", Answer.Json, Answer.Secrets)
            .Add("realm", Challenge.Realm)
            .Add("audience", Audience)
            .Add("scope", Scope.ToString())
            .Add("organization", Organization);

    // Auth0 documents no descriptions: an error that names neither the session nor the application is about the answer.
    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "expired_token" => Auth0ErrorCode.PasskeyChallengeExpired,
            "invalid_grant" or "invalid_request" or "access_denied" when IsAboutSession(description) =>
                Auth0ErrorCode.PasskeyChallengeExpired,
            "invalid_request" when Mentions(description, "authn_response") => Auth0ErrorCode.InvalidPasskeyAnswer,
            "invalid_request" when Mentions(description, "already exists") => Auth0ErrorCode.UserExists,
            "invalid_request" when Mentions(description, "connection") || Mentions(description, "realm") => Auth0ErrorCode.UnknownRealm,
            "invalid_grant" => Auth0ErrorCode.PasskeyRefused,
            _ => null,
        };

    private static bool IsAboutSession(string description) =>
        Mentions(description, "auth_session") || Mentions(description, "auth session") || Mentions(description, "expired");
}
