using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Faults;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>The library's waits.</summary>
internal static class WaitTable
{
    private const string Orders = "https://orders.example.com/";

    private static readonly Fault _silence = new("silence", "no answer", static (line, _) => line.AbideAsync());

    private static readonly Fault _failing = new(
        "503",
        "a failing server",
        static (line, _) => line.SendAsync((RawAnswer.Json("{}") with { Status = 503 }).Whole())
    );

    private static readonly Fault _limited = new(
        "429",
        "a rate limit",
        static (line, _) => line.SendAsync((RawAnswer.Json("{}") with { Status = 429 }).Whole("Retry-After: 30"))
    );

    private static readonly Fault _usedUp = new(
        "used-up",
        "the last request of a rate limit",
        static (line, answer) =>
            line.SendAsync(answer.Whole("x-ratelimit-limit: 10", "x-ratelimit-remaining: 0", "x-ratelimit-reset: 1795176040"))
    );

    private static readonly Fault _pending = new(
        "pending",
        "a user who has not answered",
        static (line, _) => line.SendAsync(RawAnswer.Json("""{"error":"authorization_pending"}""", 403).Whole())
    );

    private static readonly Fault _full = new(
        "full",
        "a tenant that imports already",
        static (line, _) =>
            line.SendAsync(RawAnswer.Json("""{"statusCode":429,"message":"There are 2 active import users jobs"}""", 400).Whole())
    );

    private static readonly Fault _half = new(
        "half",
        "half of a file",
        static async (line, answer) =>
        {
            await line.SendAsync(answer.Whole().AsMemory(..^(answer.Body.Length / 2)));
            await line.AbideAsync();
        }
    );

    public static IReadOnlyList<Wait> All { get; } =
    [
        new("connect", "for a host that takes no connection", BeginConnectAsync),
        new(
            "token",
            "for the answer to a token request",
            static stage =>
                Broken(
                    stage,
                    "POST /oauth/token",
                    _silence,
                    token => stage.Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: token).AsTask()
                )
        ),
        new(
            "flight",
            "for a request that another caller sent",
            static stage =>
                Broken(
                    stage,
                    "POST /oauth/token",
                    _silence,
                    token =>
                        Task.WhenAll(
                            Enumerable
                                .Range(0, 8)
                                .Select(_ =>
                                    stage.Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: token).AsTask()
                                )
                        )
                )
        ),
        new(
            "login",
            "for the answer to a password",
            static stage =>
                Broken(
                    stage,
                    "POST /oauth/token",
                    _silence,
                    token =>
                        stage
                            .Session.GetTokenAsync(new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders), cancellationToken: token)
                            .AsTask()
                )
        ),
        new(
            "retry",
            "between two tries of a failing server",
            static stage =>
                Broken(
                    stage,
                    "POST /oauth/token",
                    _failing,
                    token => stage.Session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: token).AsTask()
                )
        ),
        new(
            "rate-limit",
            "as long as a 429 asks",
            static stage =>
                Broken(
                    stage,
                    "GET /api/v2/clients",
                    _limited,
                    token => stage.Session.GetAsync(Auth0Resources.Clients, "c1", cancellationToken: token)
                )
        ),
        new("pacer", "for the tenant's next token of a rate limit, and in the queue behind who waits for it", BeginPacerAsync),
        new("refresh", "for the answer to a refresh", BeginRefreshAsync) { GoesOn = true },
        new(
            "revoke",
            "for the answer to a revocation",
            static stage =>
                Broken(
                    stage,
                    "POST /oauth/revoke",
                    _silence,
                    token => stage.Session.RevokeAsync(Flow.Visit.Secret("rt-0"), cancellationToken: token)
                )
        ),
        new(
            "keys",
            "for the tenant's keys, and in the queue behind who fetches them",
            static stage =>
                Broken(
                    stage,
                    "GET /.well-known/jwks.json",
                    _silence,
                    token => Task.WhenAll(TestAsync(stage, token), TestAsync(stage, token))
                )
        ),
        new("device", "between two questions of a device login", BeginDeviceAsync),
        new("backchannel", "between two questions of a backchannel login", BeginBackchannelAsync),
        new(
            "passkey-start",
            "for the challenge of a passkey",
            static stage =>
                Broken(
                    stage,
                    "POST /passkey/challenge",
                    _silence,
                    token => stage.Session.StartPasskeyLoginAsync(new Auth0PasskeyLoginOptions(), cancellationToken: token)
                )
        ),
        new("passkey", "for the answer to what an authenticator signed", BeginPasskeyAsync),
        new("push", "between two questions after a push notification", BeginPushAsync),
        new("browser", "for the browser's answer", BeginBrowserAsync),
        new("job", "between two questions about a job", static stage => BeginJobAsync(stage)),
        new(
            "import-room",
            "until the tenant takes another import",
            static stage =>
                Called(
                    stage,
                    "POST /api/v2/jobs/users-imports",
                    _full,
                    token =>
                        stage.Session.StartUserImportAsync(
                            new Auth0UserImportOptions { ConnectionId = "c" },
                            "[]"u8.ToArray(),
                            TimeSpan.FromHours(1),
                            cancellationToken: token
                        )
                )
        ),
        new("import-upload", "for a server that reads slowly what is sent", BeginUploadAsync),
        new(
            "export-read",
            "for the rest of a file",
            static stage =>
                Called(
                    stage,
                    "GET /export.json.gz",
                    _half,
                    token => ReadAsync(stage.Session.ReadUserExportAsync("job_1", cancellationToken: token))
                )
        ),
        new(
            "export-save",
            "for the rest of a file that is saved",
            static stage =>
                Called(
                    stage,
                    "GET /export.json.gz",
                    _half,
                    token => stage.Session.SaveUserExportAsync("job_1", Path.Combine(stage.Folder, "users.json"), cancellationToken: token)
                )
        ),
        new(
            "list",
            "for the second page of a list",
            static stage =>
                Called(
                    stage,
                    "GET /api/v2/roles?page=1",
                    _silence,
                    token =>
                        ReadAsync(
                            stage.Session.ListAsync(Auth0Resources.Roles, new Auth0ListOptions { PageSize = 2 }, cancellationToken: token)
                        )
                )
        ),
        new(
            "log",
            "for new entries of the log",
            static stage =>
                Called(
                    stage,
                    "GET /nothing",
                    _silence,
                    token => ReadAsync(stage.Session.FollowLogAsync("0", TimeSpan.FromSeconds(10), cancellationToken: token))
                )
        ),
        new(
            "call",
            "for the answer to a call",
            static stage =>
                Called(
                    stage,
                    "POST /api/v2/clients",
                    _silence,
                    token =>
                        stage.Session.CreateAsync(
                            Auth0Resources.Clients,
                            new Dictionary<string, object> { ["name"] = "n" },
                            cancellationToken: token
                        )
                )
        ),
    ];

    public static Wait Named(string name) => All.Single(wait => wait.Name == name);

    private static Task<Func<CancellationToken, Task>> Broken(
        Wait.Stage stage,
        string target,
        Fault fault,
        Func<CancellationToken, Task> act
    )
    {
        stage.Server.Break(target, fault);
        return Task.FromResult(act);
    }

    // The same for a call that needs a token.
    private static async Task<Func<CancellationToken, Task>> Called(
        Wait.Stage stage,
        string target,
        Fault fault,
        Func<CancellationToken, Task> act
    )
    {
        await stage.Session.GetTokenAsync(stage.Session.ManagementAudience);
        stage.Server.Break(target, fault);
        return act;
    }

    private static Task<Func<CancellationToken, Task>> BeginConnectAsync(Wait.Stage stage)
    {
        var listener = new FullListener();
        var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(listener.Address),
                Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("secret")),
                Timeout = Line.TimeOut,
                TimeProvider = stage.Time,
            }
        );
        stage.Owned.AddRange([listener, session]);
        return Task.FromResult<Func<CancellationToken, Task>>(token =>
            session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: token).AsTask()
        );
    }

    private static async Task<Func<CancellationToken, Task>> BeginPacerAsync(Wait.Stage stage)
    {
        await stage.Session.GetTokenAsync(stage.Session.ManagementAudience);
        stage.Server.Break("GET /api/v2/clients", _usedUp);
        await stage.Session.GetAsync(Auth0Resources.Clients, "c1");
        return token =>
            Task.WhenAll(
                stage.Session.GetAsync(Auth0Resources.Clients, "c1", cancellationToken: token),
                stage.Session.GetAsync(Auth0Resources.Clients, "c1", cancellationToken: token)
            );
    }

    private static async Task<Func<CancellationToken, Task>> BeginRefreshAsync(Wait.Stage stage)
    {
        var held = await stage.Session.GetTokenAsync(new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders, ["offline_access"]));
        stage.Server.Break("POST /oauth/token", _silence);
        return token => stage.Session.RefreshAsync(held, force: true, cancellationToken: token);
    }

    private static Task<Auth0TokenTest> TestAsync(Wait.Stage stage, CancellationToken cancellationToken) =>
        stage.Session.TestTokenAsync(
            Flow.Visit.Secret(stage.Server.Tenant.Keys.AccessToken(Orders)),
            new Auth0TokenRequirements { Audience = [Orders] },
            cancellationToken: cancellationToken
        );

    private static async Task<Func<CancellationToken, Task>> BeginDeviceAsync(Wait.Stage stage)
    {
        var code = await stage.Session.StartDeviceLoginAsync(Orders);
        stage.Server.Break("POST /oauth/token", _pending);
        return token => stage.Session.WaitDeviceLoginAsync(code, cancellationToken: token);
    }

    private static async Task<Func<CancellationToken, Task>> BeginBackchannelAsync(Wait.Stage stage)
    {
        var login = await stage.Session.StartBackchannelLoginAsync(
            new Auth0BackchannelLoginOptions { LoginHint = "auth0|alice", BindingMessage = "Order 4711" }
        );
        stage.Server.Break("POST /oauth/token", _pending);
        return token => stage.Session.WaitBackchannelLoginAsync(login, cancellationToken: token);
    }

    private static async Task<Func<CancellationToken, Task>> BeginPasskeyAsync(Wait.Stage stage)
    {
        var challenge = await stage.Session.StartPasskeyLoginAsync(new Auth0PasskeyLoginOptions());
        using var key = new SoftwareAuthenticator { UserHandle = "dTE" };
        var answer = Auth0PasskeyAnswer.Parse(key.Get(JsonNode.Parse(challenge.OptionsJson)!).ToJsonString());
        stage.Server.Break("POST /oauth/token", _silence);
        return token => stage.Session.GetTokenAsync(new PasskeyGrant(challenge, answer), cancellationToken: token).AsTask();
    }

    private static async Task<Func<CancellationToken, Task>> BeginPushAsync(Wait.Stage stage)
    {
        var required = await Assert.ThrowsAsync<Auth0MfaRequiredException>(() =>
            stage.Session.GetTokenAsync(new PasswordGrant("mfa", Flow.Visit.Secret("p"), Orders)).AsTask()
        );
        stage.Server.Break("POST /oauth/token", _pending);
        return token => stage.Session.GetTokenAsync(new MfaOobGrant(required.Challenge), cancellationToken: token).AsTask();
    }

    // On the same port each time: it must be free as soon as the wait is over.
    private static Task<Func<CancellationToken, Task>> BeginBrowserAsync(Wait.Stage stage)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = new Uri($"http://{socket.LocalEndPoint}/callback");
        return Task.FromResult<Func<CancellationToken, Task>>(token =>
            stage.Session.SignInByBrowserAsync(
                new Auth0AuthorizeOptions { RedirectUri = address },
                static _ => Task.CompletedTask,
                TimeSpan.FromHours(1),
                cancellationToken: token
            )
        );
    }

    private static Task<Func<CancellationToken, Task>> BeginJobAsync(Wait.Stage stage) =>
        Called(
            stage,
            "GET /api/v2/jobs/job_1",
            new Fault(
                "pending",
                "a job that goes on",
                static (line, _) => line.SendAsync(RawAnswer.Json("""{"id":"job_1","status":"pending"}""").Whole())
            ),
            token => stage.Session.WaitJobAsync("job_1", TimeSpan.FromHours(1), cancellationToken: token)
        );

    // More than is read in the available time.
    private static async Task<Func<CancellationToken, Task>> BeginUploadAsync(Wait.Stage stage)
    {
        await stage.Session.GetTokenAsync(stage.Session.ManagementAudience);
        var users = Encoding.ASCII.GetBytes("[" + new string(' ', 24 * 1024 * 1024) + "]");
        stage.Server.Break("", _silence with { IsAtAccept = true });
        return token =>
            stage.Session.StartUserImportAsync(
                new Auth0UserImportOptions { ConnectionId = "c" },
                users,
                TimeSpan.FromHours(1),
                cancellationToken: token
            );
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items) { }
    }
}
