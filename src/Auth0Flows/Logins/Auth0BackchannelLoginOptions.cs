namespace Auth0Flows;

/// <summary>
/// The parameters of a backchannel login: OpenID Connect CIBA Core §7.1,
/// <see href="https://auth0.com/docs/api/authentication/login/start-back-channel-login"/>.
/// </summary>
public sealed record Auth0BackchannelLoginOptions
{
    /// <summary>
    /// The user: a user id such as <c>auth0|6f1c…</c>, which is sent in the format <c>iss_sub</c> that Auth0 requires; or a JSON object or
    /// any other text, which is sent as it is.
    /// </summary>
    public required string LoginHint { get; init; }

    /// <summary>
    /// The message that the user sees on their device. At most 64 characters: letters, digits, spaces and <c>+-_.,:#</c>.
    /// </summary>
    public required string BindingMessage { get; init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes to request; <c>openid</c> is added, because the flow requires it.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>
    /// How long the user may take: 1 to 259,200 seconds (72 hours). Above 300 seconds, Auth0 sends an e-mail instead of a push
    /// notification. Default: the tenant's, which is 300 seconds.
    /// </summary>
    public TimeSpan? RequestedExpiry { get; init; }

    /// <summary>What exactly the user is asked to authorize (RFC 9396), if it is more than the scopes say.</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; init; }
}
