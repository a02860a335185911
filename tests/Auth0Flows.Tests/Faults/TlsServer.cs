using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Faults;

/// <summary>A tenant behind TLS, with a certificate that may be wrong.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2 _certificate;
    private readonly HealthyTenant _tenant;
    private readonly Task _accepting;
    private int _connections;
    private int _requests;

    public TlsServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _tenant = new HealthyTenant(new FakeTime(), Address);
        _accepting = AcceptAsync();
    }

    public string Address => $"https://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public int Connections => _connections;

    /// <summary>The number of requests received, which contain secrets.</summary>
    public int Requests => _requests;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
            Interlocked.Increment(ref _connections);
            _ = ServeAsync(caller);
        }
    }

    private async Task ServeAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                await using var stream = new SslStream(caller.GetStream());
                await stream.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = _certificate },
                    _stopping.Token
                );
                while (await RawRequest.ReadAsync(stream, _stopping.Token) is { } request)
                {
                    Interlocked.Increment(ref _requests);
                    await stream.WriteAsync(_tenant.Answer(request).Whole(), _stopping.Token);
                }
            }
            catch (Exception failure) when (failure is IOException or AuthenticationException or OperationCanceledException)
            {
                // The caller doesn't trust this server.
            }
        }
    }
}
