namespace Auth0Flows;

/// <summary>
/// The parameters of a logout in the browser: OpenID Connect RP-Initiated Logout §2,
/// <see href="https://auth0.com/docs/authenticate/login/logout/log-users-out-of-auth0"/>.
/// </summary>
public sealed record Auth0LogoutOptions
{
    /// <summary>
    /// The user's token, whose ID token tells the tenant who logs out, so that the user isn't asked (<c>id_token_hint</c>). An expired ID
    /// token is allowed.
    /// </summary>
    public Auth0Token? Token { get; init; }

    /// <summary>An ID token that was stored elsewhere, instead of a token.</summary>
    public Auth0Secret? IdTokenHint { get; init; }

    /// <summary>Where the browser goes afterwards; one of the application's Allowed Logout URLs. Default: Auth0's page.</summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>A value that the redirect URI gets back as <c>state</c>.</summary>
    public Auth0Secret? State { get; init; }

    /// <summary>The session to end: the claim <c>sid</c> of the ID token (<c>logout_hint</c>).</summary>
    public string? LogoutHint { get; init; }

    /// <summary>The languages of the page that asks the user, in the order of preference (<c>ui_locales</c>).</summary>
    public IReadOnlyList<string> UiLocales { get; init; } = [];

    /// <summary>Logs the user out of the identity provider of the login, too, where Auth0 supports it.</summary>
    public bool IsFederated { get; init; }

    /// <summary>Uses the older endpoint <c>/v2/logout</c>, which needs no ID token and asks nothing.</summary>
    public bool IsV2 { get; init; }
}
