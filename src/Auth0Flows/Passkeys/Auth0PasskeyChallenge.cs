namespace Auth0Flows;

/// <summary>
/// A login or a registration with a passkey that has been started: an authenticator has to answer <see cref="Options"/>. Complete it with
/// <c>Complete-Auth0PasskeyLogin</c>, once: <see href="https://auth0.com/docs/native-passkeys-api"/>.
/// </summary>
public sealed class Auth0PasskeyChallenge
{
    internal Auth0PasskeyChallenge(
        Auth0Secret authSession,
        Auth0PasskeyOptions options,
        bool isRegistration,
        Auth0Domain domain,
        string clientId
    ) => (AuthSession, Options, IsRegistration, Domain, ClientId) = (authSession, options, isRegistration, domain, clientId);

    /// <summary>Identifies the login at the tenant: <c>auth_session</c>.</summary>
    public Auth0Secret AuthSession { get; }

    /// <summary>Whether a new user with a new passkey is registered; otherwise, a user signs in.</summary>
    public bool IsRegistration { get; }

    /// <summary>What the authenticator is asked.</summary>
    public Auth0PasskeyOptions Options { get; }

    /// <summary>The same as JSON, which authenticators take.</summary>
    public string OptionsJson => Options.ToJson();

    /// <summary>The domain that the passkey belongs to.</summary>
    public string RelyingPartyId => Options.RelyingPartyId ?? Domain.Host;

    /// <summary>When the challenge expires; null if the tenant doesn't say it.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>The user's connection, if it was specified.</summary>
    public string? Realm { get; internal init; }

    /// <summary>The organization, if it was specified.</summary>
    public string? Organization { get; internal init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; internal init; }

    /// <summary>The requested scopes.</summary>
    public string[] Scope { get; internal init; } = [];

    /// <summary>What exactly is requested (RFC 9396), if anything is.</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; internal init; }

    internal Auth0Domain Domain { get; }

    internal string ClientId { get; }

    /// <summary>What it is for, and where; never the session.</summary>
    public override string ToString() =>
        $"{(IsRegistration ? $"registration of {Options.UserName}" : "login")} with a passkey of {RelyingPartyId}";
}
