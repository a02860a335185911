using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.Tests.Faults;

/// <summary>Hosts that can't be reached, and hosts that can be reached through another type of address.</summary>
public sealed class ReachTests : IDisposable
{
    private readonly FakeTime _time = new() { JumpsOverDelays = true };
    private readonly FullListener _full = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _full.Dispose();

    [Fact]
    public async Task Refused_SaysSoAndTriesAsOftenAsAsked()
    {
        using var session = Connect($"http://127.0.0.1:{FreePort.Take()}");

        var failure = await FailsAsync(Auth0ErrorCode.ConnectionFailed, session);

        Assert.Contains("refused", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, _time.Delays.Count);
    }

    [Fact]
    public async Task HostThatTakesNoConnection_IsATimeOut()
    {
        using var session = Connect(_full.Address, retries: 0);
        var call = GetTokenAsync(session);
        await _time.UntilWaitingAsync(1, Cancel);

        _time.Advance(Line.TimeOut);

        await FailsAsync(Auth0ErrorCode.RequestTimeout, session, call);
    }

    [Fact]
    public async Task HostThatTakesNoConnection_EndsWithCancellation()
    {
        using var session = Connect(_full.Address, retries: 0);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var call = session.GetTokenAsync(new ClientCredentialsGrant("urn:api"), cancellationToken: cancellation.Token).AsTask();
        await _time.UntilWaitingAsync(1, Cancel);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task IPv6_IsAHostAsAnyOther()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && IsFree(IPAddress.IPv6Loopback), "This machine has no IPv6.");
        await using var server = new FaultServer(_time, IPAddress.IPv6Loopback);
        using var session = Connect(server.Address);

        Assert.Equal("at-1", (await GetTokenAsync(session)).AccessToken.Reveal());
        Assert.StartsWith("http://[::1]:", session.Domain.Issuer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IPv6_RefusedIsNamedAsItIs()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && IsFree(IPAddress.IPv6Loopback), "This machine has no IPv6.");
        using var session = Connect($"http://[::1]:{FreePort.Take()}");

        var failure = await FailsAsync(Auth0ErrorCode.ConnectionFailed, session);

        Assert.Contains("[::1]:", failure.Message, StringComparison.Ordinal);
    }

    private static Task<Auth0Token> GetTokenAsync(Auth0Session session) =>
        session.GetTokenAsync(new ClientCredentialsGrant("urn:api"), cancellationToken: Cancel).AsTask();

    private static async Task<Auth0Exception> FailsAsync(Auth0ErrorCode code, Auth0Session session, Task? call = null)
    {
        var failure = await Assert.ThrowsAsync<Auth0ConnectionException>(() => call ?? GetTokenAsync(session));
        Assert.Equal(code, failure.Code);
        Assert.Empty(session.Tokens);
        return failure;
    }

    private static bool IsFree(IPAddress address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Auth0Session Connect(string domain, int retries = 2) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(domain),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                MaximumRetryCount = retries,
                Timeout = Line.TimeOut,
                TimeProvider = _time,
            }
        );
}
