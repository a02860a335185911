using System.Net;
using System.Net.Sockets;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Soak;

/// <summary>A tenant's server that errs now and then, before or after it did what was asked.</summary>
internal sealed class SoakServer : IAsyncDisposable
{
    private const double Share = 0.03;

    // None that takes time by itself, which the clock has, that fills megabytes, which would hide a leak, or that a caller can't know from
    // a right answer.
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

    /// <summary>Whether it errs no more.</summary>
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
                // The caller has gone.
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
            await Task.Yield(); // another one would be let in here
            answer = Tenant.Answer(request);
        }

        // A refusal stays one: with a success's status it would be a lie that nobody can see through.
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
