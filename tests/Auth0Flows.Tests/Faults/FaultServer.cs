using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.Tests.Faults;

/// <summary>
/// A socket server that responds like a tenant until it is broken: then the fault changes the responses of one endpoint. It shares no code
/// with the local tenant, which can't send most of these responses.
/// </summary>
internal sealed class FaultServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Line, bool> _lines = new();
    private readonly ConcurrentDictionary<Task, bool> _answers = new();
    private readonly Task _accepting;
    private readonly FakeTime _time;
    private volatile Breakage? _breakage;

    public FaultServer(FakeTime time, IPAddress? address = null)
    {
        _time = time;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        Tenant = new HealthyTenant(time, Address);
        _accepting = AcceptAsync();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public HealthyTenant Tenant { get; }

    /// <summary>The requests affected by the fault.</summary>
    public ConcurrentQueue<RawRequest> Broken { get; } = new();

    /// <summary>Breaks the requests of an endpoint from now on.</summary>
    /// <param name="target">The affected requests: the method and the beginning of the path and query.</param>
    /// <param name="fault">The fault.</param>
    public void Break(string target, Fault fault)
    {
        Broken.Clear();
        _breakage = new Breakage(target, fault);
        if (fault.IsAtAccept)
        {
            CloseIdle(); // otherwise the next request would use an already accepted connection
        }
    }

    /// <summary>Stops the fault; completes when all affected responses are done.</summary>
    public async Task HealAsync()
    {
        var wasAtAccept = _breakage is { Fault.IsAtAccept: true };
        _breakage = null;
        if (wasAtAccept)
        {
            CloseIdle(); // the caller may have opened a connection that it hasn't used yet
        }

        await Task.WhenAll(_answers.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        CloseIdle();
        _stopping.Dispose();
    }

    private void CloseIdle()
    {
        foreach (var line in _lines.Keys)
        {
            line.Close();
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var socket = await _listener.AcceptSocketAsync(_stopping.Token);
            socket.NoDelay = true;
            _ = ServeAsync(new Line(socket, _time, _stopping.Token));
        }
    }

    private async Task ServeAsync(Line line)
    {
        _lines[line] = true;
        try
        {
            if (_breakage is { Fault.IsAtAccept: true } early)
            {
                Broken.Enqueue(new RawRequest("", early.Target, new Dictionary<string, string>(), ""));
                await TrackAsync(() => early.Fault.Answer(line, new RawAnswer()));
            }

            while (!line.IsClosed && await RawRequest.ReadAsync(line.Stream, _stopping.Token) is { } request)
            {
                await TrackAsync(() => AnswerAsync(line, request));
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException or OperationCanceledException or SocketException)
        {
            // The caller has disconnected, or the test is over.
        }
        finally
        {
            _lines.TryRemove(line, out _);
            line.Dispose();
        }
    }

    // Tracked before it starts: the caller may get the response, and the test may continue, before it ends here.
    private async Task TrackAsync(Func<Task> answer)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _answers[over.Task] = true;
        try
        {
            await answer();
        }
        finally
        {
            _answers.TryRemove(over.Task, out _);
            over.SetResult();
        }
    }

    private async Task AnswerAsync(Line line, RawRequest request)
    {
        var answer = Tenant.Answer(request);
        if (_breakage is { } breakage && $"{request.Method} {request.Target}".StartsWith(breakage.Target, StringComparison.Ordinal))
        {
            Broken.Enqueue(request);
            line.Request = request;
            await breakage.Fault.Answer(line, answer);
        }
        else
        {
            await line.SendAsync(answer.Whole());
        }
    }

    private sealed record Breakage(string Target, Fault Fault);
}
