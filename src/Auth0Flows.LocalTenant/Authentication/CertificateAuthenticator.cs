using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// Authenticates applications by their certificates: one that is registered itself (RFC 8705 §2.2), or one with a registered subject that a
/// trusted authority issued (§2.1). In front of Auth0, the customer's edge checks the chain.
/// </summary>
internal sealed class CertificateAuthenticator(TenantClock clock)
{
    private readonly Lock _lock = new();
    private X509Certificate2[] _authorities = [];

    /// <summary>Trusts an authority.</summary>
    public void Trust(X509Certificate2 authority)
    {
        lock (_lock)
        {
            _authorities = [.. _authorities, authority];
        }
    }

    /// <summary>Checks the certificate that a request came with.</summary>
    /// <exception cref="OAuthException">It isn't the application's; the description says why.</exception>
    public void Check(Client client, string method, PeerCertificate? peer)
    {
        if (peer is null)
        {
            throw Refused("no client certificate was presented");
        }

        var (certificate, now) = (peer.Certificate, clock.UtcNow);
        if (now > certificate.NotAfter.ToUniversalTime())
        {
            throw Refused("the client certificate has expired");
        }

        if (now < certificate.NotBefore.ToUniversalTime())
        {
            throw Refused("the client certificate is not valid yet");
        }

        var credentials = ClientCertificates.EnabledOf(client, method).Where(credential => IsCurrent(credential, now)).ToArray();
        if (method == ClientCertificates.SelfSigned)
        {
            if (!Array.Exists(credentials, credential => credential["thumbprint_sha256"].AsText() == peer.Thumbprint))
            {
                throw Refused("the client certificate is not registered for this application");
            }

            return;
        }

        if (!IsIssuedByAuthority(peer, now))
        {
            throw Refused("no trusted authority issued the client certificate");
        }

        if (
            !Array.Exists(credentials, credential => DistinguishedName.AreEqual(credential["subject_dn"].AsText(), certificate.SubjectName))
        )
        {
            throw Refused("the subject of the client certificate is not registered for this application");
        }
    }

    private static bool IsCurrent(JsonObject credential, DateTimeOffset now) =>
        credential["expires_at"].AsText() is not { } text
        || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry)
        || now < expiry;

    private bool IsIssuedByAuthority(PeerCertificate peer, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ExtraStore.AddRange(peer.Chain);
        lock (_lock)
        {
            chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        }

        try
        {
            return chain.ChainPolicy.CustomTrustStore.Count > 0 && chain.Build(peer.Certificate);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static OAuthException Refused(string reason) => OAuthException.InvalidClient($"Invalid client certificate: {reason}.");
}
