namespace Auth0Flows;

// Proofs for calls that others send.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Creates a DPoP proof (RFC 9449 §4.2) for one call that another client sends, with <c>Authorization: DPoP</c> and the token. It is
    /// valid once, for about a minute.
    /// </summary>
    /// <param name="token">The token of the call, which is bound to a key of this session.</param>
    /// <param name="method">The call's method: <c>GET</c>.</param>
    /// <param name="uri">The call's address. Query and fragment don't matter.</param>
    /// <param name="nonce">The nonce of the API's last response (<c>DPoP-Nonce</c>). Default: the newest that the session received.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The token is bound to no key (<see cref="Auth0ErrorCode.TokenNotBound"/>), or to one that the session doesn't have (<see
    /// cref="Auth0ErrorCode.DPoPKeyMissing"/>); it has expired (<see cref="Auth0ErrorCode.TokenExpired"/>), or is for another API (<see
    /// cref="Auth0ErrorCode.TokenAudienceMismatch"/>).
    /// </exception>
    public Auth0Secret CreateDPoPProof(Auth0Token token, string method, Uri uri, string? nonce = null)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentException.ThrowIfNullOrEmpty(method);
        ArgumentNullException.ThrowIfNull(uri);
        ThrowIfClosed();
        _api.CheckMayCall(token, uri);
        return _proofs.Sender.Prove(
            _proofs.For(token)
                ?? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.TokenNotBound,
                    $"The token for {string.Join(' ', token.Audience)} is bound to no key, so that there is nothing to prove: send it as a bearer token."
                )
                {
                    Audience = token.AudienceAsked,
                    ClientId = token.ClientId,
                },
            method,
            uri,
            nonce
        );
    }
}
