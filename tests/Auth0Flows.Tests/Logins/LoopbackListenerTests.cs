using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>The listener for the browser's redirect: RFC 8252 §7.3 and §8.</summary>
public sealed class LoopbackListenerTests : BrowserTest
{
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
    private string _callback = $"http://127.0.0.1:{FreePort.Take()}/callback";

    public LoopbackListenerTests() => Register(_callback);

    public override async ValueTask DisposeAsync()
    {
        await _end.CancelAsync(); // a login that still waits releases its port
        _end.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(Auth0ResponseMode.FormPost)]
    [InlineData(Auth0ResponseMode.Query)]
    public async Task Login_FromTheBrowserToTheToken(Auth0ResponseMode mode)
    {
        var (login, uri) = Begin(Options(mode: mode, redirectUri: _callback));
        var page = await AnswerAsync(await uri, mode);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("You are signed in", page.Text, StringComparison.Ordinal);
        Assert.Same(await login, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Page_LoadsNothing_AndIsNotKept()
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        var form = await VisitAsync(await uri);
        using var content = new FormUrlEncodedContent(form);
        using var response = await Browser.PostAsync(new Uri(_callback), content, Cancel);
        await login;

        Assert.Equal("default-src 'none'; frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FreePort_IsTheOneOfTheRedirectAddress()
    {
        var (login, uri) = Begin(Options(redirectUri: "http://127.0.0.1:0/callback"));
        _callback = System.Web.HttpUtility.ParseQueryString((await uri).Query)["redirect_uri"]!;
        Register(_callback);

        await AnswerAsync(await uri, Auth0ResponseMode.FormPost);

        Assert.NotEqual(0, new Uri(_callback).Port);
        await login;
    }

    [Theory]
    [InlineData("GET", "/callback", 405)]
    [InlineData("PUT", "/callback", 405)]
    [InlineData("OPTIONS", "/callback", 405)]
    [InlineData("POST", "/", 404)]
    [InlineData("POST", "/callback/", 404)]
    [InlineData("POST", "/Callback", 404)]
    [InlineData("POST", "/favicon.ico", 404)]
    [InlineData("POST", "/callback", 415, "application/json", "{}")]
    [InlineData("POST", "/callback", 415, "text/plain", "state=x")]
    [InlineData("POST", "/callback", 400, "application/x-www-form-urlencoded", "")]
    [InlineData("POST", "/callback", 400, "application/x-www-form-urlencoded", "state=wrong&code=x")]
    [InlineData("POST", "/callback", 400, "application/x-www-form-urlencoded", "code=x")]
    [InlineData("POST", "/callback", 400, "application/x-www-form-urlencoded", "state=<state>&state=<state>&code=x")]
    [InlineData("POST", "/callback", 413, "application/x-www-form-urlencoded", "<large>")]
    public async Task WhateverElseComes_IsRefused_AndTheLoginGoesOn(
        string method,
        string path,
        int status,
        string? contentType = null,
        string? body = null
    )
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        var state = System.Web.HttpUtility.ParseQueryString((await uri).Query)["state"]!;
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(new Uri(_callback), path));
        if (contentType is not null)
        {
            body =
                body == "<large>"
                    ? $"state={state}&code={new string('x', 70_000)}"
                    : body!.Replace("<state>", state, StringComparison.Ordinal);
            request.Content = new StringContent(body, Encoding.ASCII, contentType);
        }

        using var response = await Browser.SendAsync(request, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.False(login.IsCompleted);
        Assert.Equal(0, TokenRequests);
        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
    }

    // The form comes from the tenant's page, so its origin is never this one: the state identifies the login.
    [Fact]
    public async Task PageOfAnotherOrigin_NeedsTheState_AndMayReadNothing()
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        await uri;
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["state"] = "guessed", ["code"] = "x" });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_callback)) { Content = content };
        request.Headers.Add("Origin", "https://evil.example.com");

        using var response = await Browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain(
            response.Headers,
            static header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        );
        Assert.False(login.IsCompleted);
        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
    }

    [Fact]
    public async Task LargeBody_WithoutALength_IsRefusedToo()
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        await uri;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_callback))
        {
            // One byte too long: what lies behind the limit is not read, and writing it would fail.
            Content = new StringContent("state=".PadRight((64 * 1024) + 1, 'x'), Encoding.ASCII, "application/x-www-form-urlencoded"),
        };
        request.Headers.TransferEncodingChunked = true;

        using var response = await Browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
    }

    [Theory]
    [InlineData(
        "POST /callback HTTP/1.1\r\nHost: <host>\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nstate=x"
    )]
    [InlineData(
        "POST /callback HTTP/1.1\r\nHost: <host>\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    )]
    [InlineData("no request at all\r\n\r\n")]
    [InlineData("")]
    public async Task WhoLeavesInTheMiddle_DoesNotEndTheLogin(string request)
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        await uri;
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(_callback).Port, Cancel);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes(request.Replace("<host>", new Uri(_callback).Authority, StringComparison.Ordinal)),
                Cancel
            );
        }

        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\nstate=x")]
    [InlineData("Content-Length: 5\r\n")] // .NET's listener waits for the rest of this one when it is closed
    public async Task WhoDawdles_KeepsNobodyWaiting(string rest)
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        await uri;
        var dawdlers = new List<Socket>();
        for (var i = 0; i < 5; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            dawdlers.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, new Uri(_callback).Port, Cancel);
            await socket.SendAsync(
                Encoding.ASCII.GetBytes($"POST /callback HTTP/1.1\r\nHost: {new Uri(_callback).Authority}\r\n{rest}"),
                Cancel
            );
        }

        var started = TimeProvider.System.GetTimestamp();
        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(4)); // five waits of a second
        dawdlers.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("evil.example.com:<port>")]
    [InlineData("localhost:<port>")]
    [InlineData("127.0.0.1")]
    public async Task OtherHostNames_AreRefused(string host)
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        var form = await VisitAsync(await uri);
        using var content = new FormUrlEncodedContent(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_callback)) { Content = content };
        request.Headers.ConnectionClose = true; // another host's connection isn't the browser's
        request.Headers.Host = host.Replace("<port>", $"{new Uri(_callback).Port}", StringComparison.Ordinal);

        using var response = await Browser.SendAsync(request, Cancel);

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(0, TokenRequests);
        Assert.False(login.IsCompleted);
        using var again = new FormUrlEncodedContent(form);
        (await Browser.PostAsync(new Uri(_callback), again, Cancel)).Dispose();
        await login;
    }

    [Fact]
    public async Task Listener_IsOnLoopbackAlone()
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        await uri;
        var others = NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        foreach (var address in others)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, new Uri(_callback).Port, Cancel).AsTask());
        }

        await FinishAsync(await uri, Auth0ResponseMode.FormPost);
        Assert.Equal(Tenant.SignInAs!.UserId, (await login).Subject);
    }

    [Fact]
    public async Task AnswerThatIsRefused_EndsTheLogin_AndTheBrowserSaysWhy()
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.AlgorithmNone });
        var (login, uri) = Begin(Options("code id_token", redirectUri: _callback));

        var page = await AnswerAsync(await uri, Auth0ResponseMode.FormPost);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("You are not signed in. The ID token was rejected", page.Text, StringComparison.Ordinal);
        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenAlgorithmRefused, () => login);
    }

    [Fact]
    public async Task WordsOfTheServer_AreNoMarkup()
    {
        var (login, uri) = Begin(Options(redirectUri: _callback));
        var state = System.Web.HttpUtility.ParseQueryString((await uri).Query)["state"]!;
        using var content = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["state"] = state,
                ["error"] = "access_denied",
                ["error_description"] = "<script>alert(1)</script>",
            }
        );
        using var response = await Browser.PostAsync(new Uri(_callback), content, Cancel);

        Assert.DoesNotContain("<script>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.AccessDenied, () => login);
    }

    [Fact]
    public async Task PortInUse_HasItsOwnError()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/callback";

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.PortInUse, () => Begin(Options(redirectUri: address)).Login);
    }

    [Theory]
    [InlineData("http://[::1]:8484/callback")]
    [InlineData("http://user:pa55@127.0.0.1:8484/callback")]
    [InlineData("https://127.0.0.1:8484/callback")]
    [InlineData("http://192.0.2.1:8484/callback")]
    [InlineData("http://example.com/callback")]
    [InlineData("http://127.0.0.1.example.com/callback")]
    [InlineData("http://0.0.0.0:8484/callback")]
    [InlineData("http://127.0.0.1:8484/callback?a=b")]
    [InlineData("com.acme.app://callback")]
    public async Task AddressThatIsNotLoopback_HasItsOwnError(string address) =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidRedirectUri, () => Begin(Options(redirectUri: address)).Login);

    [Fact]
    public async Task NoAnswer_HasItsOwnError_AndThePortIsFreeAgain()
    {
        var time = new FakeTime();
        var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(Tenant.Domain),
                Client = Auth0ClientAuthentication.None(WebApplication.ClientId),
                TimeProvider = time,
            }
        );
        var login = session.SignInByBrowserAsync(
            Options(redirectUri: _callback),
            _ => Task.CompletedTask,
            TimeSpan.FromMinutes(5),
            cancellationToken: Cancel
        );
        await time.UntilWaitingAsync(1, Cancel);

        time.Advance(TimeSpan.FromMinutes(5));

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.AuthorizationTimeout, () => login);
        using var free = new TcpListener(IPAddress.Loopback, new Uri(_callback).Port);
        free.Start();
        session.Dispose();
    }

    [Fact]
    public async Task Cancelled_ThePortIsFreeAgain()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var opened = new TaskCompletionSource();
        var login = Web.SignInByBrowserAsync(
            Options(redirectUri: _callback),
            _ =>
            {
                opened.SetResult();
                return Task.CompletedTask;
            },
            _patience,
            cancellationToken: stop.Token
        );
        await opened.Task;

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => login);
        using var free = new TcpListener(IPAddress.Loopback, new Uri(_callback).Port);
        free.Start();
    }

    private (Task<Auth0Token> Login, Task<Uri> Uri) Begin(Auth0AuthorizeOptions options)
    {
        var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var login = Web.SignInByBrowserAsync(
            options,
            uri =>
            {
                opened.SetResult(uri);
                return Task.CompletedTask;
            },
            _patience,
            cancellationToken: _end.Token
        );
        return (login, opened.Task.WaitAsync(Cancel));
    }

    // A refused answer leaves the login waiting: the test fails here, with the reason, and doesn't wait with it.
    private async Task FinishAsync(Uri uri, Auth0ResponseMode mode)
    {
        var (status, text) = await AnswerAsync(uri, mode);
        Assert.True(status == HttpStatusCode.OK, $"{status}: {text}");
    }

    private async Task<(HttpStatusCode Status, string Text)> AnswerAsync(Uri uri, Auth0ResponseMode mode)
    {
        var form = await VisitAsync(uri);
        using var content = new FormUrlEncodedContent(form);
        using var response =
            mode == Auth0ResponseMode.FormPost
                ? await Browser.PostAsync(new Uri(_callback), content, Cancel)
                : await Browser.GetAsync(new Uri(_callback + "?" + await content.ReadAsStringAsync(Cancel)), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
