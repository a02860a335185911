using System.Collections.Specialized;

namespace Auth0Flows;

/// <summary>
/// The key that a token is bound to (<c>cnf</c>, RFC 7800 §3.1): only a client with that key can use the token. A token without one can be
/// used by whoever has it.
/// </summary>
/// <param name="JwkThumbprint">
/// The thumbprint of a public key (<c>jkt</c>, RFC 9449 §6.1): the client proves with DPoP that it has the private key. Null for none.
/// </param>
/// <param name="CertificateThumbprint">
/// The SHA-256 thumbprint of a certificate (<c>x5t#S256</c>, RFC 8705 §3.1): the client presents the certificate with TLS. Null for none.
/// </param>
public sealed record Auth0TokenConfirmation(string? JwkThumbprint, string? CertificateThumbprint)
{
    /// <summary>The methods and thumbprints: <c>jkt=0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I</c>.</summary>
    public override string ToString() =>
        string.Join(
            ", ",
            new[]
            {
                JwkThumbprint is null ? null : $"jkt={JwkThumbprint}",
                CertificateThumbprint is null ? null : $"x5t#S256={CertificateThumbprint}",
            }.OfType<string>()
        );

    /// <summary>Reads the claim <c>cnf</c>; null if there is none, or none of these methods is in it.</summary>
    internal static Auth0TokenConfirmation? Read(OrderedDictionary claims) =>
        claims["cnf"] is OrderedDictionary confirmation
        && (confirmation["jkt"] as string, confirmation["x5t#S256"] as string) is var (key, certificate)
        && (key ?? certificate) is not null
            ? new(key, certificate)
            : null;
}
