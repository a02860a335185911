using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// The parameters of a browser login (/authorize): <see href="https://auth0.com/docs/api/authentication/login/authorize-client"/>.
/// </summary>
public sealed record Auth0AuthorizeOptions
{
    /// <summary>
    /// The response type: <c>code</c>, or the hybrid <c>code id_token</c>, <c>code token</c>, <c>code id_token token</c> (OpenID Connect
    /// Core §3.3).
    /// </summary>
    public string ResponseType { get; init; } = "code";

    /// <summary>The response mode.</summary>
    public Auth0ResponseMode ResponseMode { get; init; }

    /// <summary>The redirect URI, exactly as registered for the application.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes to request.</summary>
    public IReadOnlyCollection<string> Scope { get; init; } = [];

    /// <summary>The organization, by id or name.</summary>
    public string? Organization { get; init; }

    /// <summary>The ticket of an invitation to the organization.</summary>
    public string? Invitation { get; init; }

    /// <summary>The connection to sign in with, without asking the user.</summary>
    public string? Connection { get; init; }

    /// <summary>The user who will probably sign in.</summary>
    public string? LoginHint { get; init; }

    /// <summary>What the user is always asked for: <c>login</c>, <c>consent</c>, <c>none</c>, …</summary>
    public string? Prompt { get; init; }

    /// <summary>The maximum time since the user last authenticated.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Sends the parameters directly to the tenant first (RFC 9126), so that they are not in the browser's URL.</summary>
    public bool IsPushed { get; init; }

    /// <summary>Only openid returns an ID token, and only the ID token identifies the user.</summary>
    internal ScopeSet AllScopes => ScopeSet.From([.. Scope, "openid"]);
}
