using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Jobs;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.RateLimits;
using Auth0Flows.LocalTenant.Requests;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// An Auth0 tenant inside this process, for trying, for tests, and for work without a network. It listens on 127.0.0.1, answers as Auth0
/// documents (Authentication API, Management API v2), signs real tokens, records what it was asked, and goes wrong on order.
/// </summary>
/// <remarks>All members may be used by several threads at once.</remarks>
public sealed partial class Auth0LocalTenant : IDisposable, IAsyncDisposable
{
    private readonly ApiStore _apis = new();
    private readonly ClientStore _clients;
    private readonly TenantDirectory _directory;
    private readonly TenantLog _tenantLog;
    private ExportEndpoint? _exports;
    private readonly SigningKeys _keys;
    private readonly AccessTokens _tokens;
    private readonly AuthenticationApi _authentication;
    private readonly TenantClock _clock;
    private readonly RequestLog _log = new();
    private readonly FaultQueue<Auth0LocalTenantFault> _faults = new(static fault => fault.Times, static fault => fault.Skip);
    private readonly RequestPipeline _pipeline;
    private readonly HttpServer _server;

    private Auth0LocalTenant(Auth0LocalTenantOptions options)
    {
        var router = new Router();
        _clock = new TenantClock(options.TimeProvider, options.ClockSkew);
        _pipeline = new RequestPipeline(router, _log, _faults, _clock, options.Latency, request => RequestReceived?.Invoke(this, request));
        _server = new HttpServer(options.Port, _pipeline.AnswerAsync);
        _keys = new SigningKeys("127.0.0.1", _clock);
        _tokens = new AccessTokens(_keys, _clock, Issuer, options.TokenLifetime);

        var tenantKey = RandomNumberGenerator.GetBytes(32);
        var automation = new SeededClient(0, tenantKey);
        _clients = new ClientStore(
            Enumerable.Range(1, options.ClientCount - 1).Select(index => new SeededClient(index, tenantKey)).Prepend(automation)
        );
        ClientId = automation.ClientId;
        ClientSecret = new Auth0LocalTenantSecret(automation.ClientSecret);

        AddManagementApi();
        AddApi("https://orders.example.com/", "read:orders", "create:orders", "update:orders", "delete:orders").AllowOfflineAccess = true;
        AddApi("urn:example:reports", "read:reports", "run:reports");
        for (var number = 0; number < options.ApiCount; number++)
        {
            AddApi(string.Create(CultureInfo.InvariantCulture, $"https://api-{number:00000}.example.com/"), "read:items", "create:items");
        }

        _directory = new TenantDirectory(options, _clock);
        _tenantLog = new TenantLog(new SeededLog(options.LogCount, options.UserCount, _clock.UtcNow), _clients, _clock);
        _authentication = new AuthenticationApi(
            _clients,
            _apis,
            _directory,
            _tenantLog,
            _keys,
            _tokens,
            _clock,
            Issuer,
            ManagementAudience
        );
        _authentication.Map(router, options.LimitsUserInfo);
        Map(router, options);
    }

    /// <summary>
    /// A request has arrived. Raised before it is answered, on a thread of the thread pool; what a handler throws becomes a 500.
    /// </summary>
    public event EventHandler<Auth0LocalTenantRequest>? RequestReceived;

    /// <summary>Where the tenant is: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Domain => $"http://127.0.0.1:{Port}";

    /// <summary>The TCP port it listens on.</summary>
    public int Port => _server.Port;

    /// <summary>The <c>iss</c> of its tokens: the domain with a slash behind.</summary>
    public string Issuer => $"{Domain}/";

    /// <summary>The audience of tokens for its Management API.</summary>
    public string ManagementAudience => $"{Issuer}api/v2/";

    /// <summary>The client id of the machine-to-machine application "Automation". It is the same in every tenant.</summary>
    public string ClientId { get; }

    /// <summary>The secret of that application, read-only. It is another one in every tenant.</summary>
    public Auth0LocalTenantSecret ClientSecret { get; }

    /// <summary>Whether the tenant still answers.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>The APIs that tokens are issued for; the Management API first.</summary>
    public IReadOnlyList<Auth0LocalTenantApi> Apis => _apis.Snapshot();

    /// <summary>The requests that arrived so far, faulty ones included, in order of arrival. A snapshot.</summary>
    public IReadOnlyList<Auth0LocalTenantRequest> Requests => _log.Snapshot();

    /// <summary>What the tenant's clock is ahead of the time provider; behind where negative.</summary>
    public TimeSpan ClockSkew
    {
        get => _clock.Skew;
        set => _clock.Skew = value;
    }

    /// <summary>How long the access tokens live that are issued from now on. 24 hours unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It isn't above zero.</exception>
    public TimeSpan TokenLifetime
    {
        get => _tokens.Lifetime;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _tokens.Lifetime = value;
        }
    }

    /// <summary>How long the tenant waits before it turns to a request. Zero unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below zero.</exception>
    public TimeSpan Latency
    {
        get => _pipeline.Latency;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _pipeline.Latency = value;
        }
    }

    /// <summary>Starts a tenant.</summary>
    /// <param name="options">How it is set up; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public static Auth0LocalTenant Start(Auth0LocalTenantOptions? options = null)
    {
        options ??= new Auth0LocalTenantOptions();
        options.Check();
        var tenant = new Auth0LocalTenant(options);
        tenant._server.Start();
        return tenant;
    }

    /// <summary>
    /// Ends the tenant, and with it all connections and the requests under way. What it recorded stays. May be called again.
    /// </summary>
    public void Stop() => _server.Stop();

    /// <summary>Forgets the requests that were recorded.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>How many requests were recorded.</summary>
    /// <param name="method">Those of this method, in any case of letters; null for all.</param>
    /// <param name="path">
    /// Those of this path, as sent and without the query; with <c>*</c> at its end, those that begin so. Null for all.
    /// </param>
    public int CountRequests(string? method = null, string? path = null) => _log.Count(method, path);

    /// <summary>Orders a fault. Of several that match a request, it meets the one that was added first.</summary>
    public void AddFault(Auth0LocalTenantFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _faults.Add(fault);
    }

    /// <summary>Orders a fault of the next ID tokens. Of several that are due, a token meets the one that was added first.</summary>
    public void AddIdTokenFault(Auth0LocalTenantIdTokenFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _authentication.IdTokenFaults.Add(fault);
    }

    /// <summary>Takes back all faults, those of ID tokens too, and lets go of the requests they hold.</summary>
    public void ClearFaults()
    {
        _authentication.IdTokenFaults.Clear();
        Array.ForEach(_faults.Clear(), static fault => fault.Release()); // and the requests that they hold
    }

    /// <summary>
    /// Signs with a new key from now on. The old ones stay published, and the tokens they signed stay good. Takes up to some 100 ms.
    /// </summary>
    public void RotateSigningKey() => _keys.Rotate();

    /// <summary>Makes every access token invalid that was issued up to now.</summary>
    public void RevokeTokens() => _tokens.RevokeAll();

    /// <summary>
    /// Registers an API, in place of one of the same identifier, and grants it to the application "Automation" with all its scopes.
    /// </summary>
    /// <param name="identifier">Its audience.</param>
    /// <param name="scopes">The scopes it knows.</param>
    /// <exception cref="ArgumentException">The identifier is empty, or the Management API's.</exception>
    public Auth0LocalTenantApi AddApi(string identifier, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        ArgumentNullException.ThrowIfNull(scopes);
        return identifier == ManagementAudience
            ? throw new ArgumentException("The Management API is there already, and stays as it is.", nameof(identifier))
            : AddGrantedApi(identifier, scopes);
    }

    /// <summary>Grants an application scopes of an API (a client grant), in place of those it had.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="audience">The API.</param>
    /// <param name="scopes">Scopes of that API; none for a grant without scopes.</param>
    /// <exception cref="ArgumentException">There is no such application or API, or the API doesn't know a scope.</exception>
    public void AddClientGrant(string clientId, string audience, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        ArgumentNullException.ThrowIfNull(scopes);
        if (_clients.Find(clientId) is null)
        {
            throw new ArgumentException($"There is no application {clientId}.", nameof(clientId));
        }

        var api = _apis.Find(audience) ?? throw new ArgumentException($"There is no API {audience}.", nameof(audience));
        if (scopes.Except(api.Scopes, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"The API {audience} doesn't know the scope {unknown}.", nameof(scopes));
        }

        _apis.Grant(clientId, audience, scopes);
    }

    /// <summary>Where the tenant is, and whether it runs.</summary>
    public override string ToString() => $"Auth0 local tenant at {Domain} ({(IsRunning ? "running" : "stopped")})";

    /// <summary>Stops the tenant.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _keys.Dispose();
        _authentication.Dispose();
        _exports?.Dispose();
    }

    /// <summary>Stops the tenant, and waits for the end of what was under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync().ConfigureAwait(false);
        Dispose();
    }

    private Auth0LocalTenantApi AddGrantedApi(string identifier, IEnumerable<string> scopes)
    {
        var api = _apis.Add(identifier, scopes);
        _apis.Grant(ClientId, identifier, api.Scopes);
        return api;
    }

    private void AddManagementApi()
    {
        var scopes = new JsonArray([
            .. ManagementScopes.All.Select(scope => new JsonObject { ["value"] = scope, ["description"] = scope.Replace(':', ' ') }),
        ]);
        var api = new Auth0LocalTenantApi(ManagementAudience, new JsonObject { ["name"] = "Auth0 Management API", ["scopes"] = scopes })
        {
            IsSystem = true,
        };
        _apis.TryAdd(api);
        _apis.Grant(ClientId, ManagementAudience, api.Scopes);
    }

    private void Map(Router router, Auth0LocalTenantOptions options)
    {
        var logs = new LogCollection(_tenantLog, $"{ManagementAudience}logs", options.ListLimit);
        var jobs = new JobStore(_clock, options.JobDuration);
        _exports = new ExportEndpoint(jobs, _clock, Issuer);
        var management = new ManagementApi(
            ManagementAudience,
            _tokens,
            _tenantLog,
            new RateLimiter(options.RateLimit, options.RateLimitPerSecond, _clock),
            [
                new ClientCollection(_clients, _keys, options.ListLimit),
                new UserCollection(_directory, _apis, logs, _clock, options.ListLimit),
                logs,
                new JobCollection(jobs, _exports, _directory, _clock),
                new UsersByEmailCollection(_directory.Users),
                new RoleCollection(_directory, _apis, options.ListLimit),
                new OrganizationCollection(_directory, options.ListLimit),
                new ConnectionCollection(_directory, _clock, options.ListLimit),
                new ResourceServerCollection(_apis, options.ListLimit),
                new ClientGrantCollection(_apis, _clients, options.ListLimit),
                new FixedCollection(
                    "tenants",
                    "settings",
                    "read:tenant_settings",
                    () =>
                        new JsonObject
                        {
                            ["friendly_name"] = "Local tenant",
                            ["support_email"] = "support@example.com",
                            ["default_directory"] = Connections.Default,
                            ["session_lifetime"] = 168,
                            ["idle_session_lifetime"] = 72,
                            ["enabled_locales"] = new JsonArray("en"),
                        }
                ),
                new FixedCollection("stats", "active-users", "read:stats", () => JsonValue.Create(_directory.Users.Profiles.Count)),
                new FixedCollection("custom-domains", null, "read:custom_domains", () => new JsonArray()),
                new FixedCollection(
                    "actions",
                    "actions",
                    "read:actions",
                    () =>
                        new JsonObject
                        {
                            ["actions"] = new JsonArray(),
                            ["total"] = 0,
                            ["page"] = 0,
                            ["per_page"] = 20,
                        }
                ),
            ]
        );
        var echo = new EchoApi(_apis, _tokens, ManagementAudience);

        router.Map("GET", RedirectEndpoint.Path, RedirectEndpoint.AnswerAsync);
        router.MapBelow(ManagementApi.Prefix, management.AnswerAsync);
        router.MapBelow(ExportEndpoint.Prefix, _exports.AnswerAsync);
        router.MapBelow(EchoApi.Prefix, echo.AnswerAsync);
    }
}
