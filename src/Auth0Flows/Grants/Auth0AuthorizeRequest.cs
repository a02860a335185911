namespace Auth0Flows;

/// <summary>A browser login in progress: the URL for the browser, and the secrets that validate its response. Can be used once.</summary>
public sealed class Auth0AuthorizeRequest
{
    private int _isUsed;

    internal Auth0AuthorizeRequest(
        Auth0Domain domain,
        string clientId,
        Uri uri,
        Auth0Secret state,
        Auth0Secret nonce,
        Auth0Secret codeVerifier,
        Auth0AuthorizeOptions options
    ) => (Domain, ClientId, Uri, State, Nonce, CodeVerifier, Options) = (domain, clientId, uri, state, nonce, codeVerifier, options);

    /// <summary>The URL for the browser.</summary>
    public Uri Uri { get; }

    /// <summary>The redirect URI, which receives the response.</summary>
    public Uri RedirectUri => Options.RedirectUri;

    /// <summary>The response type.</summary>
    public string ResponseType => Options.ResponseType;

    /// <summary>The response must contain it unchanged (RFC 6749 §10.12).</summary>
    public Auth0Secret State { get; }

    /// <summary>The ID token must contain it (OpenID Connect Core §3.1.2.1).</summary>
    public Auth0Secret Nonce { get; }

    /// <summary>The secret of the code challenge (RFC 7636 §4.1).</summary>
    public Auth0Secret CodeVerifier { get; }

    internal Auth0AuthorizeOptions Options { get; }

    /// <summary>The tenant of the login: the code and its verifier must not be sent to another one.</summary>
    internal Auth0Domain Domain { get; }

    /// <summary>The application of the login: the code and its verifier are only for this one.</summary>
    internal string ClientId { get; }

    /// <summary>Uses the login for a response; false if another response already used it.</summary>
    internal bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>The redirect URI. The login's own URL contains the state.</summary>
    public override string ToString() => $"login with {ResponseType}, back to {RedirectUri}";
}
