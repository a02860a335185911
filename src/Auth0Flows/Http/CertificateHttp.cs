using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Http;

/// <summary>
/// Connections that present a client certificate: a pool of one session, closed with it. The pool of all sessions never has a certificate,
/// because a connection belongs to whoever it was authenticated for.
/// </summary>
internal sealed class CertificateHttp : IDisposable
{
    private static readonly HttpRequestOptionsKey<bool> _presents = new("Auth0Flows.PresentsCertificate");

    private readonly SameHostRedirectHandler _handler;

    /// <summary>Creates the pool; it connects with the first request.</summary>
    /// <param name="certificate">The certificate and its chain.</param>
    /// <param name="subject">Its subject, for messages.</param>
    /// <param name="loopbackServer">
    /// The certificate of a local tenant in this process, which is trusted on loopback and nowhere else. Null: the system decides alone.
    /// </param>
    public CertificateHttp(SslStreamCertificateContext certificate, string subject, X509Certificate2? loopbackServer)
    {
        Subject = subject;
        var sockets = Auth0Http.CreateHandler();
        sockets.SslOptions.ClientCertificateContext = certificate;
        if (loopbackServer is not null)
        {
            new LocalTenantTrust(loopbackServer).AddTo(sockets.SslOptions);
        }

        _handler = new SameHostRedirectHandler { InnerHandler = sockets };
    }

    /// <summary>The certificate's subject, for messages.</summary>
    public string Subject { get; }

    /// <summary>Marks a request that presents the certificate at its own address: an API's, with a token that is bound to it.</summary>
    public static void Present(HttpRequestMessage request) => request.Options.Set(_presents, true);

    /// <summary>Whether a request is marked.</summary>
    public static bool IsPresentedBy(HttpRequestMessage request) => request.Options.TryGetValue(_presents, out var presents) && presents;

    /// <summary>A client for one request, as the factory makes them for the other pool.</summary>
    public HttpClient CreateClient() => new(_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public void Dispose() => _handler.Dispose();
}
