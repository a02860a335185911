using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Configuration;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Jobs;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Requests;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// An Auth0 tenant inside this process, for experiments, tests and offline work. It listens on 127.0.0.1, responds as Auth0 documents
/// (Authentication API, Management API v2), signs real tokens, records the requests, and can simulate faults.
/// </summary>
/// <remarks>All members are thread-safe.</remarks>
public sealed partial class Auth0LocalTenant : IDisposable, IAsyncDisposable
{
    private readonly ApiStore _apis = new();
    private readonly ClientStore _clients;
    private readonly TenantDirectory _directory;
    private readonly TenantLog _tenantLog;
    private ExportEndpoint? _exports;
    private readonly SigningKeys _keys;
    private readonly AccessTokens _tokens;
    private readonly Proofs _proofs;
    private readonly AuthenticationApi _authentication;
    private readonly ConfigurationEndpoints _configuration;
    private readonly TenantClock _clock;
    private readonly RequestLog _log = new();
    private readonly FaultQueue<Auth0LocalTenantFault> _faults = new(static fault => fault.Times, static fault => fault.Skip);
    private readonly RequestPipeline _pipeline;
    private readonly HttpServer _server;
    private readonly ServerTls? _tls;
    private readonly HttpServer? _mtlsServer;

    private Auth0LocalTenant(Auth0LocalTenantOptions options)
    {
        var router = new Router();
        _clock = new TenantClock(options.TimeProvider, options.ClockSkew);
        _pipeline = new RequestPipeline(router, _log, _faults, _clock, options.Latency, request => RequestReceived?.Invoke(this, request));
        _server = new HttpServer(options.Port, _pipeline.AnswerAsync);
        _keys = new SigningKeys("127.0.0.1", _clock);
        _tokens = new AccessTokens(_keys, new SenderConstraints(_apis), _clock, Issuer, options.TokenLifetime);
        if (options.Mtls)
        {
            _tls = new ServerTls();
            _mtlsServer = new HttpServer(port: 0, _pipeline.AnswerAsync, _tls);
        }
        _proofs = new Proofs(_clock, options.RequireDPoPNonce, options.DPoPNonceLifetime);

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
            _proofs,
            _clock,
            Issuer,
            ManagementAudience
        );
        _apis.SetDPoP(options.DPoP);
        _configuration = new ConfigurationEndpoints(_clock, Issuer);
        _authentication.Map(
            router,
            options.LimitsUserInfo,
            () => _configuration.DefaultAudience,
            MtlsDomain is null ? null : $"{MtlsDomain}/"
        );
        Map(router, options);
    }

    /// <summary>
    /// Occurs when a request has arrived, before the response, on a thread of the thread pool. An exception from a handler causes a 500
    /// response.
    /// </summary>
    public event EventHandler<Auth0LocalTenantRequest>? RequestReceived;

    /// <summary>The tenant's base URL: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Domain => $"http://127.0.0.1:{Port}";

    /// <summary>
    /// The base URL of its endpoints for client certificates: <c>https://127.0.0.1:PORT</c>; null without
    /// <see cref="Auth0LocalTenantOptions.Mtls"/>.
    /// </summary>
    public string? MtlsDomain => _mtlsServer is null ? null : $"https://127.0.0.1:{_mtlsServer.Port}";

    /// <summary>
    /// The server certificate of these endpoints, without its key; null without them. It was made for this tenant, so no system trusts it.
    /// </summary>
    public X509Certificate2? MtlsCertificate =>
        field ??= _tls is null ? null : X509CertificateLoader.LoadCertificate(_tls.Certificate.RawData);

    /// <summary>The TCP port it listens on.</summary>
    public int Port => _server.Port;

    /// <summary>The <c>iss</c> claim of its tokens: the domain with a trailing slash.</summary>
    public string Issuer => $"{Domain}/";

    /// <summary>The audience of tokens for its Management API.</summary>
    public string ManagementAudience => $"{Issuer}api/v2/";

    /// <summary>The client id of the machine-to-machine application "Automation". It is the same in every tenant.</summary>
    public string ClientId { get; }

    /// <summary>The secret of that application, read-only. It is different in every tenant.</summary>
    public Auth0LocalTenantSecret ClientSecret { get; }

    /// <summary>Whether the tenant is running.</summary>
    public bool IsRunning => _server.IsRunning;

    /// <summary>The APIs that the tenant issues tokens for, starting with the Management API.</summary>
    public IReadOnlyList<Auth0LocalTenantApi> Apis => _apis.Snapshot();

    /// <summary>The requests received so far, including malformed ones, in order of arrival. A snapshot.</summary>
    public IReadOnlyList<Auth0LocalTenantRequest> Requests => _log.Snapshot();

    /// <summary>How far the tenant's clock is ahead of the time provider; negative if it is behind.</summary>
    public TimeSpan ClockSkew
    {
        get => _clock.Skew;
        set => _clock.Skew = value;
    }

    /// <summary>The lifetime of access tokens issued from now on. Default: 24 hours.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value isn't greater than zero.</exception>
    public TimeSpan TokenLifetime
    {
        get => _tokens.Lifetime;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _tokens.Lifetime = value;
        }
    }

    /// <summary>How long the tenant waits before it processes a request. Default: zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than zero.</exception>
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
    /// <param name="options">The tenant's options; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The port is in use.</exception>
    public static Auth0LocalTenant Start(Auth0LocalTenantOptions? options = null)
    {
        options ??= new Auth0LocalTenantOptions();
        options.Check();
        var tenant = new Auth0LocalTenant(options);
        tenant._server.Start();
        tenant._mtlsServer?.Start();
        return tenant;
    }

    /// <summary>
    /// Stops the tenant, and aborts all connections and pending requests. The recorded requests stay available. Can be called more than
    /// once.
    /// </summary>
    public void Stop()
    {
        _server.Stop();
        _mtlsServer?.Stop();
    }

    /// <summary>Clears the recorded requests.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>Counts the recorded requests.</summary>
    /// <param name="method">The HTTP method, case-insensitive; null for all methods.</param>
    /// <param name="path">
    /// The path as sent, without the query. A trailing <c>*</c> matches all paths with this prefix. Null for all paths.
    /// </param>
    public int CountRequests(string? method = null, string? path = null) => _log.Count(method, path);

    /// <summary>Adds a fault. If several faults match a request, the one that was added first applies.</summary>
    public void AddFault(Auth0LocalTenantFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _faults.Add(fault);
    }

    /// <summary>Adds a fault for the next ID tokens. If several faults are due, the one that was added first applies.</summary>
    public void AddIdTokenFault(Auth0LocalTenantIdTokenFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _authentication.IdTokenFaults.Add(fault);
    }

    /// <summary>Removes all faults, including those of ID tokens, and releases the requests that they hold.</summary>
    public void ClearFaults()
    {
        _authentication.IdTokenFaults.Clear();
        Array.ForEach(_faults.Clear(), static fault => fault.Release()); // and the requests that they hold
    }

    /// <summary>
    /// Signs with a new key from now on. The old keys stay published, and tokens signed with them stay valid. Takes up to about 100 ms.
    /// </summary>
    public void RotateSigningKey() => _keys.Rotate();

    /// <summary>Invalidates all access tokens issued so far.</summary>
    public void RevokeTokens() => _tokens.RevokeAll();

    /// <summary>
    /// Registers an API, replaces one with the same identifier, and grants all its scopes to the application "Automation".
    /// </summary>
    /// <param name="identifier">Its audience.</param>
    /// <param name="scopes">The scopes of the API.</param>
    /// <exception cref="ArgumentException">The identifier is empty, or it is the Management API's.</exception>
    public Auth0LocalTenantApi AddApi(string identifier, params string[] scopes)
    {
        ArgumentException.ThrowIfNullOrEmpty(identifier);
        ArgumentNullException.ThrowIfNull(scopes);
        return identifier == ManagementAudience
            ? throw new ArgumentException("The Management API is there already, and stays as it is.", nameof(identifier))
            : AddGrantedApi(identifier, scopes);
    }

    /// <summary>Grants scopes of an API to an application (a client grant). They replace the scopes that it had.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="audience">The API.</param>
    /// <param name="scopes">Scopes of the API; empty for a grant without scopes.</param>
    /// <exception cref="ArgumentException">There is no such application or API, or the API doesn't have one of the scopes.</exception>
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

    /// <summary>The tenant's base URL, and whether it is running.</summary>
    public override string ToString() => $"Auth0 local tenant at {Domain} ({(IsRunning ? "running" : "stopped")})";

    /// <summary>Stops the tenant.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _mtlsServer?.Dispose();
        _tls?.Dispose();
        _keys.Dispose();
        _authentication.Dispose();
        _exports?.Dispose();
    }

    /// <summary>Stops the tenant, and waits for pending requests to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync().ConfigureAwait(false);
        if (_mtlsServer is not null)
        {
            await _mtlsServer.StopAsync().ConfigureAwait(false);
        }

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
}
