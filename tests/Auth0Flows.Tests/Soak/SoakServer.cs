using System.Net;
using System.Net.Sockets;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Soak;

/// <summary>A tenant's server that sometimes fails, before or after it has processed a request.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private const double Share = 0.03;

    // No faults that take time by themselves, which depends on the clock, that send megabytes, which would hide a leak, or that a caller
    // can't distinguish from a correct response.
    private static readonly Fault[] _faults =
    [
        .. FaultTable.All.Where(static fault =>
            !fault.IsAtAccept
            && !fault.IsOfTokens
            && !fault.IsOtherContent
            && !fault.Name.Contains("silence", StringComparison.Ordinal)
            && !fault.Name.Contains("drip", StringComparison.Ordinal)
            && !fault.Name.Contains("endless", StringComparison.Ordinal)
            && fault.Name
                is not (
                    "tls-hello"
                    or "gzip-bomb"
                    or "head-large"
                    or "head-many"
                    or "400-error-long"
                    or "429-absurd"
                    or "429-future"
                    or "429-overflow"
                    or "429-reset-absurd"
                    or "503-absurd"
                )
        ),
    ];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly FakeTime _unused = new();
    private readonly Task _accepting;
    private int _requests;
    private int _errors;

    public SoakServer(TimeProvider time)
    {
        Tenant = new SoakTenant(time);
        _listener.Start(backlog: 512);
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public SoakTenant Tenant { get; }

    /// <summary>Whether it no longer fails.</summary>
    public bool IsHealed { get; set; }

    public int Requests => _requests;

    public int Errors => _errors;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            socket.NoDelay = true;
            _ = ServeAsync(new Line(socket, _unused, _stopping.Token));
        }
    }

    private async Task ServeAsync(Line line)
    {
        using (line)
        {
            try
            {
                while (!line.IsClosed && await RawRequest.ReadAsync(line.Stream, _stopping.Token) is { } request)
                {
                    await AnswerAsync(line, request);
                }
            }
            catch (Exception failure)
                when (failure is IOException or ObjectDisposedException or OperationCanceledException or SocketException)
            {
                // The caller has disconnected.
            }
        }
    }

    private async Task AnswerAsync(Line line, RawRequest request)
    {
        line.Request = request;
        Interlocked.Increment(ref _requests);
        RawAnswer answer;
        using (Tenant.RefreshTokens.Present(request.Path == "/oauth/token" ? request.Field("refresh_token") : null))
        {
            await Task.Yield(); // otherwise another request could enter here
            answer = Tenant.Answer(request);
        }

        // An error response stays one: with a success status, nobody could detect it.
        if (IsHealed || answer.Status >= 300 || Random.Shared.NextDouble() > Share)
        {
            await line.SendAsync(answer.Whole());
        }
        else
        {
            Interlocked.Increment(ref _errors);
            await _faults[Random.Shared.Next(_faults.Length)].Answer(line, answer);
        }
    }
}
