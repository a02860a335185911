using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.Tokens;

/// <summary>
/// Tokens that are bound to a client's certificate (RFC 8705 §3). Whether a token is bound is the tenant's decision for each API, so one
/// that isn't bound is accepted. A session without a certificate uses bound tokens too: something on the way may present it.
/// </summary>
internal static class CertificateBinding
{
    /// <summary>Checks that a token that arrived isn't bound to another certificate than the client's.</summary>
    /// <exception cref="Auth0ResponseException">It is (<see cref="Auth0ErrorCode.CertificateBindingMismatch"/>).</exception>
    public static void Check(Auth0Token token, Auth0ClientAuthentication client)
    {
        if (MismatchOf(token, client) is { } mismatch)
        {
            throw new Auth0ResponseException(Auth0ErrorCode.CertificateBindingMismatch, $"{mismatch} No token was kept.")
            {
                ClientId = client.ClientId,
                Audience = token.AudienceAsked,
            };
        }
    }

    /// <summary>Checks the same before a call.</summary>
    /// <exception cref="Auth0ConfigurationException">It is (<see cref="Auth0ErrorCode.CertificateBindingMismatch"/>).</exception>
    public static void CheckUse(Auth0Token token, Auth0ClientAuthentication client)
    {
        if (MismatchOf(token, client) is { } mismatch)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.CertificateBindingMismatch, $"{mismatch} It was not sent.")
            {
                ClientId = client.ClientId,
                Audience = token.Audience.FirstOrDefault(),
            };
        }
    }

    /// <summary>Whether a token, such as one in a store, is bound to another certificate than the client's.</summary>
    public static bool IsOfAnother(Auth0Token token, Auth0ClientAuthentication client) => MismatchOf(token, client) is not null;

    /// <summary>
    /// Presents the certificate with a call if its token is bound to it, or may be: nobody but its API can read an encrypted token.
    /// </summary>
    public static HttpRequestMessage Present(HttpRequestMessage request, Auth0Token token, Auth0ClientAuthentication client)
    {
        if (client.TlsCertificate is not null && (token.Confirmation?.CertificateThumbprint is not null || token.Claims.Count == 0))
        {
            CertificateHttp.Present(request);
        }

        return request;
    }

    private static string? MismatchOf(Auth0Token token, Auth0ClientAuthentication client) =>
        client.TlsCertificate is { } certificate
        && token.Confirmation?.CertificateThumbprint is { } bound
        && bound != certificate.Thumbprint
            ? $"The token is bound to another certificate (x5t#S256 {ServerText.Clean(bound)}) than the session's, {certificate.Subject} ({certificate.Thumbprint})."
            : null;
}
