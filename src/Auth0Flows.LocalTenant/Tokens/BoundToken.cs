using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Checks that whoever sends a token is the one that it is bound to (RFC 8705 §3).</summary>
internal static class BoundToken
{
    /// <summary>Why a request can't use the token; null if it can.</summary>
    public static string? RefusalOf(AccessToken token, ServerRequest request) =>
        token.CertificateThumbprint is not { } bound ? null
        : request.Certificate is not { } certificate ? "The access token is bound to a client certificate, and none was presented."
        : !ConstantTime.AreEqual(bound, certificate.Thumbprint) ? "The access token is bound to another client certificate."
        : null;
}
