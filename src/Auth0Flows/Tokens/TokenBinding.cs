using Auth0Flows.Errors;

namespace Auth0Flows.Tokens;

/// <summary>
/// Checks that a token is bound to the key that it was requested with (RFC 9449 §5, §6.1). A bearer token in its place is a downgrade,
/// which a session with DPoP doesn't accept. An opaque or encrypted token can't be looked into: its type tells.
/// </summary>
internal static class TokenBinding
{
    /// <param name="answer">The response.</param>
    /// <param name="thumbprint">The key's thumbprint; null without DPoP.</param>
    /// <param name="audience">The requested API, for errors.</param>
    /// <param name="client">The application, which may have a certificate.</param>
    /// <exception cref="Auth0ResponseException">
    /// The token isn't bound to the key: <see cref="Auth0ErrorCode.BearerTokenIssued"/>, <see cref="Auth0ErrorCode.TokenNotBound"/>, <see
    /// cref="Auth0ErrorCode.TokenBoundToOtherKey"/>, <see cref="Auth0ErrorCode.DPoPKeyMissing"/>.
    /// </exception>
    public static TokenAnswer Check(TokenAnswer answer, string? thumbprint, string? audience, Auth0ClientAuthentication client)
    {
        if (answer.TokenType == TokenAnswer.NotApplicable || (thumbprint is null && answer.TokenType == TokenAnswer.Bearer))
        {
            return answer;
        }

        var claims = DecodedJwt.Read(answer.AccessToken).Claims;
        var confirmation = Auth0TokenConfirmation.Read(claims);
        var bound = confirmation?.JwkThumbprint;
        var api = audience is null ? "" : $" for {audience}";
        (Auth0ErrorCode Code, string Message)? fault = thumbprint is null
            // Bound to a certificate, whose tokens Auth0 calls DPoP, too. Nobody but its API can see that of an encrypted token.
            ? confirmation is { JwkThumbprint: null } || (claims.Count == 0 && client.TlsCertificate is not null)
                ? null
                : (
                    Auth0ErrorCode.DPoPKeyMissing,
                    $"The token endpoint answered with a token{api} of type DPoP, but the session has no key: it connected without DPoP."
                )
            : answer.TokenType == TokenAnswer.Bearer
                ? (
                    Auth0ErrorCode.BearerTokenIssued,
                    $"A token{api} that is bound to this session's key was requested (DPoP), but the token endpoint answered with a bearer token, which {(confirmation?.CertificateThumbprint is null ? "anybody could use" : "is bound to a certificate alone: its API wants mTLS, not DPoP")}. It was not kept."
                )
                : claims.Count == 0
                    ? null
                    : bound is null
                        ? (
                            Auth0ErrorCode.TokenNotBound,
                            $"The token endpoint answered with a token{api} of type DPoP that is bound to no key: it has no cnf.jkt. It was not kept."
                        )
                        : bound != thumbprint
                            ? (
                                Auth0ErrorCode.TokenBoundToOtherKey,
                                $"The token endpoint answered with a token{api} that is bound to another key than this session's (jkt {ServerText.Clean(bound)}). It was not kept."
                            )
                            : null;
        return fault is not { } found
            ? answer
            : throw new Auth0ResponseException(found.Code, found.Message) { Audience = audience, ClientId = client.ClientId };
    }
}
