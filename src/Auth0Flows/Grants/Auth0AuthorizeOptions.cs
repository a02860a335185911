using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// What a login in a browser asks for: the parameters of /authorize, <see
/// href="https://auth0.com/docs/api/authentication/login/authorize-client"/>.
/// </summary>
public sealed record Auth0AuthorizeOptions
{
    /// <summary>
    /// What comes back: <c>code</c>, or the hybrid <c>code id_token</c>, <c>code token</c>, <c>code id_token token</c> (OpenID Connect Core
    /// §3.3).
    /// </summary>
    public string ResponseType { get; init; } = "code";

    /// <summary>How it comes back.</summary>
    public Auth0ResponseMode ResponseMode { get; init; }

    /// <summary>The redirect address, exactly as registered for the application.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes that the login asks for.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>The organization, by id or name.</summary>
    public string? Organization { get; init; }

    /// <summary>The ticket of an invitation to the organization.</summary>
    public string? Invitation { get; init; }

    /// <summary>The connection to sign in by, without asking.</summary>
    public string? Connection { get; init; }

    /// <summary>Who will probably sign in.</summary>
    public string? LoginHint { get; init; }

    /// <summary>What the user is asked in any case: <c>login</c>, <c>consent</c>, <c>none</c>, …</summary>
    public string? Prompt { get; init; }

    /// <summary>How long ago the user may have proved themselves at most.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Sends the parameters to the tenant first (RFC 9126), so that the browser carries none of them.</summary>
    public bool IsPushed { get; init; }

    /// <summary>An ID token is returned only for openid, and only the ID token tells who signed in.</summary>
    internal ScopeSet AllScopes => ScopeSet.From([.. Scope, "openid"]);
}
