namespace Auth0Flows;

/// <summary>
/// Who we are at one tenant, and which tokens we hold: the front door. Safe to share between threads. Nothing is sent before a
/// token is needed.
/// </summary>
public sealed partial class Auth0Session : IDisposable
{
    private readonly Auth0SessionOptions _options;
    private readonly Auth0ClientAuthentication _client;
    private readonly SharedTokenCaches.Lease? _lease;
    private readonly TokenCache _cache;
    private readonly ClientTokens _clientTokens;
    private readonly UserTokenSource _users;
    private readonly PasswordlessStart _passwordless;
    private readonly UserInfoEndpoint _userInfo;
    private readonly DeviceLogin _device;
    private readonly AuthorizeRequests _authorize;
    private readonly BrowserLogin _browser;
    private readonly SigningKeys _keys;
    private readonly ApiCaller _api;
    private readonly ApiLists _lists;
    private readonly RecentLists _recent;
    private volatile bool _isClosed;

    /// <summary>A session of these options; it owns their client.</summary>
    public Auth0Session(Auth0SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _client = options.Client;
        Domain = options.Domain;
        Name = options.Name ?? Domain.ToString();
        Audience = options.Audience;
        Organization = options.Organization;
        ManagementAudience = options.ManagementAudience ?? Domain.ManagementApi.AbsoluteUri;
        TimeProvider = options.TimeProvider;
        ConnectedAt = TimeProvider.GetUtcNow();
        if (ReferenceEquals(TimeProvider, TimeProvider.System))
        {
            _lease = SharedTokenCaches.OfProcess.Join(Domain, _client);
        }

        _cache = _lease?.Cache ?? new TokenCache();
        var families = _lease?.Families ?? new RefreshTokenFamilies();
        var transport = new HttpTransport(options);
        var authentication = new AuthenticationApi(this, _client, transport);
        _keys = new SigningKeys(Domain, transport, TimeProvider);
        var idTokens = new IdTokenValidator(Domain, _client, _keys, TimeProvider);
        var tokenEndpoint = new TokenEndpoint(Domain, _client, transport, idTokens, families, TimeProvider);
        var renewal = new Renewal(TimeProvider);
        _clientTokens = new ClientTokens(this, _cache, tokenEndpoint, renewal);
        _users = new UserTokenSource(this, tokenEndpoint, new Revocation(authentication), families, renewal, TimeProvider);
        _passwordless = new PasswordlessStart(authentication);
        _userInfo = new UserInfoEndpoint(authentication);
        _device = new DeviceLogin(authentication, TimeProvider);
        _authorize = new AuthorizeRequests(authentication);
        _browser = new BrowserLogin(ClientId, idTokens);
        _api = new ApiCaller(this, transport, _lease?.Pacer ?? new RequestPacer(TimeProvider));
        _lists = new ApiLists(_api);
        _recent = new RecentLists(this, _lists, _users.Held);
        Mfa = new Auth0Mfa(authentication);
    }

    /// <summary>What the session is called.</summary>
    public string Name { get; }

    /// <summary>The tenant.</summary>
    public Auth0Domain Domain { get; }

    /// <summary>The application.</summary>
    public string ClientId => _client.ClientId;

    /// <summary>How the application proves itself.</summary>
    public Auth0ClientAuthenticationMethod ClientAuthenticationMethod => _client.Method;

    /// <summary>The API that is meant where a call names none.</summary>
    public string? Audience { get; }

    /// <summary>The organization that is meant where a call names none.</summary>
    public string? Organization { get; }

    /// <summary>The Management API's audience.</summary>
    public string ManagementAudience { get; }

    /// <summary>When the session was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>
    /// The tokens that live or can be renewed: the application's, shared with the other sessions of the same client in this process,
    /// and those of the users who signed in in this session.
    /// </summary>
    public IReadOnlyList<Auth0Token> Tokens => _clientTokens.Usable.Concat(_users.Held.Usable).ToArray(); // an array, which PowerShell can index

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed => _isClosed;

    internal TimeProvider TimeProvider { get; }

    /// <summary>Closes the session: wipes its secret, and its tokens unless another session of the same client uses them.</summary>
    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _client.Dispose();
        if (_lease is null)
        {
            _cache.Close();
        }

        _lease?.Dispose();
        _users.Held.Close();
    }

    /// <summary>Its name, and where it leads.</summary>
    public override string ToString() => Name == Domain.ToString() ? Name : $"{Name} ({Domain})";

    internal void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw Closed();
        }
    }

    /// <summary>What one tenant gave goes to no other one, nor, where only its owner can use it, to another application.</summary>
    /// <param name="domain">The tenant that gave it.</param>
    /// <param name="clientId">The application that it was given to, where that matters.</param>
    /// <exception cref="Auth0ConfigurationException">It is from elsewhere (<see cref="Auth0ErrorCode.ClientMismatch"/>).</exception>
    internal void CheckIsOurs(Auth0Domain domain, string? clientId = null)
    {
        if (!domain.Equals(Domain) || (clientId ?? ClientId) != ClientId)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.ClientMismatch, $"It was issued {(clientId is null ? "" : $"to the application {clientId} ")}by {domain}; the session {Name} is of {ClientId} at {Domain}.") { ClientId = ClientId };
        }
    }

    internal Auth0ConfigurationException Closed() => new(Auth0ErrorCode.SessionClosed, $"The session {Name} is closed.");
}
