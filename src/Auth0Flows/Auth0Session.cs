using Auth0Flows.Api;
using Auth0Flows.Api.Lists;
using Auth0Flows.Api.Objects;
using Auth0Flows.ClientAuthentication;
using Auth0Flows.Configuration;
using Auth0Flows.DPoP;
using Auth0Flows.Http;
using Auth0Flows.Jobs;
using Auth0Flows.Logins;
using Auth0Flows.Logs;
using Auth0Flows.RateLimits;
using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A session with a tenant: the application's identity and the tokens. Thread-safe. It sends nothing before a token is needed.
/// </summary>
public sealed partial class Auth0Session : IDisposable
{
    private readonly SessionContext _context;
    private readonly SharedTokenCaches.Lease? _lease;
    private readonly MutualTls? _mutualTls;
    private readonly bool _ownsCache;
    private readonly TokenCache _cache;
    private readonly DPoPKeys? _keys;
    private readonly TokenProofs _proofs;
    private readonly SessionStore? _store;
    private readonly UserTokenSource _users;
    private readonly SessionTokens _tokens;
    private readonly ExchangedTokens _exchanged;
    private readonly PasswordlessStart _passwordless;
    private readonly UserInfoEndpoint _userInfo;
    private readonly DeviceLogin _device;
    private readonly BackchannelLogin _backchannel;
    private readonly PasskeyLogin _passkeys;
    private readonly DatabaseUsers _database;
    private readonly LogoutRequests _logout;
    private readonly AuthorizeRequests _authorize;
    private readonly BrowserLogin _browser;
    private readonly LoopbackLogin _loopback;
    private readonly TokenExamination _examination;
    private readonly ApiCaller _api;
    private readonly ApiObjects _objects;
    private readonly ApiLists _lists;
    private readonly RecentLists _recent;
    private readonly TenantLog _log;
    private readonly UserJobs _jobs;
    private readonly TenantConfigurations _configurations;

    /// <summary>Creates a session with these options; the session owns their client.</summary>
    public Auth0Session(Auth0SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _context = new SessionContext(options);
        Profile = options.Profile;
        ConnectedAt = _context.Now;
        var (domain, client, time) = (_context.Domain, _context.Client, _context.TimeProvider);
        client.CheckUsable(_context.Now);
        if (ReferenceEquals(time, TimeProvider.System))
        {
            _lease = SharedTokenCaches.OfProcess.Join(domain, client, options.FederatedToken, options.DPoP);
        }

        // Another job's token may be in the variable or the file by the time that another session reads it.
        _ownsCache = _lease is null || options.FederatedToken is { IsOfProcess: false };
        _cache = _ownsCache ? new TokenCache() : _lease!.Cache;
        _keys =
            _lease is not null ? _lease.Keys
            : options.DPoP ? new DPoPKeys()
            : null;
        var families = _lease?.Families ?? new RefreshTokenFamilies(time);
        _mutualTls = client.TlsCertificate is { } certificate
            ? new MutualTls(domain, certificate, options.Sending, options.LocalTenantCertificate)
            : null;
        var transport = new HttpTransport(options.Sending, (IClientRequests?)_mutualTls ?? new AssertionTypes(client));
        var proofs = _proofs = new TokenProofs(new DPoPSender(transport, _keys, time));
        var authentication = new AuthenticationApi(_context, proofs);
        var keys = new SigningKeys(domain, transport, time);
        var idTokens = new IdTokenValidator(domain, client, keys, time);
        var tokenEndpoint = new TokenEndpoint(domain, client, proofs.Sender, idTokens, families, time);
        var renewal = new Renewal(time);
        _store = options.TokenStore is null ? null : OpenStore(options, families);
        _users = new UserTokenSource(_context, tokenEndpoint, new Revocation(authentication).SendAsync, families, renewal, _store);
        FederatedToken = options.FederatedToken;
        var workload = FederatedToken is null ? null : new WorkloadTokens(_context, FederatedToken, transport, tokenEndpoint);
        var application = new ClientTokens(_context, _cache, tokenEndpoint, workload, renewal, _store);
        _exchanged = new ExchangedTokens(_context, tokenEndpoint);
        _tokens = new SessionTokens(_context, application, _users, _cache, _store);
        if (options.AccessToken is { } given)
        {
            _users.Held.Add(GivenToken.Create(given, domain, ClientId, time));
        }

        _examination = new TokenExamination(domain, client, keys, time);
        _passwordless = new PasswordlessStart(authentication);
        _userInfo = new UserInfoEndpoint(authentication);
        _device = new DeviceLogin(authentication, time);
        _backchannel = new BackchannelLogin(authentication, time);
        _passkeys = new PasskeyLogin(authentication);
        _database = new DatabaseUsers(authentication);
        _logout = new LogoutRequests(_context);
        _authorize = new AuthorizeRequests(authentication);
        _browser = new BrowserLogin(ClientId, idTokens);
        _loopback = new LoopbackLogin(_authorize, time);
        Mfa = new Auth0Mfa(authentication);
        _api = new ApiCaller(_context, _tokens, proofs, _lease?.Pacer ?? new RequestPacer(time));
        _objects = new ApiObjects(_context, _api);
        _lists = new ApiLists(_api);
        _recent = new RecentLists(_context, _lists, _users.Held);
        _log = new TenantLog(_lists, time);
        _jobs = new UserJobs(_context, _api);
        _configurations = new TenantConfigurations(_context, _api, _lists);
    }

    /// <summary>The session's name.</summary>
    public string Name => _context.Name;

    /// <summary>The name of the profile that it was made from, if it was.</summary>
    public string? Profile { get; }

    /// <summary>The tenant.</summary>
    public Auth0Domain Domain => _context.Domain;

    /// <summary>The application's client id.</summary>
    public string ClientId => _context.ClientId;

    /// <summary>How the application authenticates.</summary>
    public Auth0ClientAuthenticationMethod ClientAuthenticationMethod => _context.Client.Method;

    /// <summary>
    /// The workload's identity token that its own tokens come from; null if they come from the application's credentials.
    /// </summary>
    public Auth0FederatedToken? FederatedToken { get; }

    /// <summary>The API that tokens are requested for by default.</summary>
    public string? Audience => _context.Audience;

    /// <summary>The scopes that users sign in with by default.</summary>
    public string[] Scope => _context.Scope;

    /// <summary>The organization that tokens are requested for by default.</summary>
    public string? Organization => _context.Organization;

    /// <summary>The Management API's audience.</summary>
    public string ManagementAudience => _context.ManagementAudience;

    /// <summary>
    /// The store of its tokens: <c>File</c>, <c>Keyring</c>, <c>rediss://cache:6380</c>; null if they end with the process.
    /// </summary>
    public string? TokenStore => _store?.Name;

    /// <summary>Whether its tokens are bound to a key of the session (DPoP, RFC 9449).</summary>
    public bool DPoP => _context.IsBound;

    /// <summary>When the session was created.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>
    /// The tokens that are valid or can be renewed: the application's, shared with other sessions of the same client in this process, and
    /// those of the users who signed in to this session.
    /// </summary>
    public IReadOnlyList<Auth0Token> Tokens => _tokens.Usable.ToArray(); // an array, because PowerShell can index it

    /// <summary>Whether the session is closed.</summary>
    public bool IsClosed => _context.IsClosed;

    /// <summary>Closes the session: wipes its secret, and its tokens unless another session of the same client uses them.</summary>
    public void Dispose()
    {
        if (_context.IsClosed)
        {
            return;
        }

        _context.Close();
        _store?.Dispose(); // before the keys are wiped that it may have to store
        _context.Client.Dispose();
        _mutualTls?.Dispose();
        if (_ownsCache)
        {
            _cache.Close();
        }

        if (_lease is null)
        {
            _keys?.Dispose();
        }

        _lease?.Dispose();
        _users.Held.Close();
        _exchanged.Close();
    }

    /// <summary>The session's name and domain.</summary>
    public override string ToString() => Name == Domain.ToString() ? Name : $"{Name} ({Domain})";

    private SessionStore OpenStore(Auth0SessionOptions options, RefreshTokenFamilies families)
    {
        try
        {
            return new(new TokenStorage(options), _context, families, _keys);
        }
        catch
        {
            options.TokenStore!.Dispose();
            _lease?.Dispose();
            throw;
        }
    }

    private void ThrowIfClosed() => _context.ThrowIfClosed();
}
