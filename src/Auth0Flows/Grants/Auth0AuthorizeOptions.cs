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

    /// <summary>What exactly the user is asked for, where scopes are too coarse (RFC 9396).</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; init; }

    /// <summary>
    /// How the user should authenticate, the preferred first: <c>acr_values</c>. For a second factor at Auth0:
    /// <c>http://schemas.openid.net/pape/policies/2007/06/multi-factor</c>. It is a wish (OpenID Connect Core §3.1.2.1): how the user did
    /// is in the ID token, <c>acr</c> and <c>amr</c>.
    /// </summary>
    public IReadOnlyCollection<string> AcrValues { get; init; } = [];

    /// <summary>The languages of the pages, the preferred first: <c>ui_locales</c> (BCP 47).</summary>
    public IReadOnlyCollection<string> UILocales { get; init; } = [];

    /// <summary>Which page comes first: <c>signup</c> or <c>login</c>.</summary>
    public string? ScreenHint { get; init; }

    /// <summary>How the pages are shown: <c>page</c>, <c>popup</c>, <c>touch</c>, <c>wap</c> (OpenID Connect Core §3.1.2.1).</summary>
    public string? Display { get; init; }

    /// <summary>The scopes to request of the identity provider of the connection: <c>connection_scope</c>.</summary>
    public IReadOnlyCollection<string> ConnectionScope { get; init; } = [];

    /// <summary>
    /// The ID token of an earlier login of the same user: <c>id_token_hint</c>. Only in a pushed request, because it would be in the
    /// browser's URL.
    /// </summary>
    public Auth0Secret? IdTokenHint { get; init; }

    /// <summary>
    /// Any other parameters: <c>access_type</c>, <c>ext-theme</c>, … Names that a login sets itself are refused
    /// (<see cref="Auth0ErrorCode.ReservedParameter"/>).
    /// </summary>
    public IReadOnlyDictionary<string, string> AdditionalParameters { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Signs the parameters with the application's private key (RFC 9101), so that nobody can change them on the way. The signed request is
    /// valid for five minutes.
    /// </summary>
    public bool IsSigned { get; init; }

    /// <summary>
    /// The key that signs the parameters, if it is not the one that the application authenticates with. The caller disposes it.
    /// </summary>
    public Auth0RequestObjectKey? RequestObjectKey { get; init; }

    /// <summary>Whether the request is a signed JWT, by either property.</summary>
    internal bool IsJwt => IsSigned || RequestObjectKey is not null;

    /// <summary>Sends the parameters directly to the tenant first (RFC 9126), so that they are not in the browser's URL.</summary>
    public bool IsPushed { get; init; }

    /// <summary>Only openid returns an ID token, and only the ID token identifies the user.</summary>
    internal ScopeSet AllScopes => ScopeSet.From([.. Scope, "openid"]);
}
