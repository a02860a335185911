namespace Auth0Flows;

/// <summary>
/// A login in a browser that was begun: where the browser goes, and the secrets by which its answer is known. Good for one answer.
/// </summary>
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

    /// <summary>Where the browser goes.</summary>
    public Uri Uri { get; }

    /// <summary>Where its answer comes to.</summary>
    public Uri RedirectUri => Options.RedirectUri;

    /// <summary>What comes back.</summary>
    public string ResponseType => Options.ResponseType;

    /// <summary>Comes back unchanged (RFC 6749 §10.12).</summary>
    public Auth0Secret State { get; }

    /// <summary>Stands in the ID token (OpenID Connect Core §3.1.2.1).</summary>
    public Auth0Secret Nonce { get; }

    /// <summary>The secret behind the code challenge (RFC 7636 §4.1).</summary>
    public Auth0Secret CodeVerifier { get; }

    internal Auth0AuthorizeOptions Options { get; }

    /// <summary>The tenant of the login: no other one may be told the code and its verifier.</summary>
    internal Auth0Domain Domain { get; }

    /// <summary>The application of the login, likewise.</summary>
    internal string ClientId { get; }

    /// <summary>Takes it for an answer; false where another answer has it already.</summary>
    internal bool TryUse() => Interlocked.Exchange(ref _isUsed, 1) == 0;

    /// <summary>Where the answer comes to; the address itself holds the state.</summary>
    public override string ToString() => $"login with {ResponseType}, back to {RedirectUri}";
}
