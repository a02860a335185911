using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests;

/// <summary>A local tenant and a session with it, over real HTTP, on a clock that the test moves.</summary>
public abstract class SessionTest : IAsyncDisposable
{
    protected const string Orders = "https://orders.example.com/";

    private readonly List<Auth0Session> _sessions = [];
    private Auth0LocalTenant? _tenant;

    private protected FakeTime Time { get; init; } = new() { JumpsOverDelays = true };

    private protected ActivityLog Log { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Auth0LocalTenant Tenant => _tenant ??= Start();

    protected Auth0Session Session
    {
        get
        {
            lock (_sessions) // tests use it from many threads at once
            {
                return _sessions.Count > 0 ? _sessions[0] : Connect();
            }
        }
    }

    protected int TokenRequests => Tenant.CountRequests("POST", "/oauth/token");

    public virtual async ValueTask DisposeAsync()
    {
        _sessions.ForEach(session => session.Dispose());
        if (_tenant is not null)
        {
            await _tenant.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected static SecureString Secret(string text)
    {
        var secret = new SecureString();
        text.ToList().ForEach(secret.AppendChar);
        return secret;
    }

    protected Auth0LocalTenant Start(Action<Auth0LocalTenantOptions>? configure = null)
    {
        var options = new Auth0LocalTenantOptions { TimeProvider = Time };
        configure?.Invoke(options);
        return _tenant = Auth0LocalTenant.Start(options);
    }

    /// <summary>Creates a session of the tenant's application "Automation", with changes.</summary>
    protected Auth0Session Connect(
        Auth0ClientAuthentication? client = null,
        string? domain = null,
        string? audience = null,
        string? organization = null,
        string? managementAudience = null,
        int retries = 3,
        TimeSpan? longestWait = null,
        bool systemTime = false,
        TimeProvider? time = null,
        Auth0TokenStore? store = null,
        string? cacheKey = null,
        bool dpop = false,
        Auth0FederatedToken? federatedToken = null
    )
    {
        var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(domain ?? Tenant.Domain),
                Client = client ?? Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret),
                Audience = audience,
                Organization = organization,
                ManagementAudience = managementAudience,
                MaximumRetryCount = retries,
                MaximumRetryDelay = longestWait ?? TimeSpan.FromSeconds(60),
                Timeout = TimeSpan.FromHours(2),
                TimeProvider = time ?? (systemTime ? TimeProvider.System : Time),
                TokenStore = store,
                LocalTenantCertificate = _tenant?.MtlsCertificate,
                FederatedToken = federatedToken,
                CacheKey = cacheKey is null ? null : Auth0Secret.FromPlainText(cacheKey),
                DPoP = dpop,
            }
        );
        _sessions.Add(session);
        return session;
    }

    protected Task<Auth0Token> GetTokenAsync(string audience = Orders, params string[] scope) => GetTokenAsync(Session, audience, scope);

    protected Task<Auth0Token> GetTokenAsync(Auth0Session session, string audience = Orders, params string[] scope) =>
        session.GetTokenAsync(new ClientCredentialsGrant(audience, null, scope), Log, cancellationToken: Cancel).AsTask();

    protected Task<Auth0ApiResponse> SendAsync(HttpMethod method, string path, object? body = null) =>
        Session.SendAsync(
            new Auth0ApiRequest
            {
                Method = method,
                Path = path,
                Body = body,
            },
            Log,
            Cancel
        );

    /// <summary>Adds a fault at the token endpoint.</summary>
    protected void FaultToken(int status, string? body, string contentType = "application/json", int times = 1) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = status,
                Body = body,
                ContentType = contentType,
                Times = times,
            }
        );

    protected static async Task<TException> FailsAsync<TException>(Auth0ErrorCode code, Func<Task> act)
        where TException : Auth0Exception
    {
        var failure = await Assert.ThrowsAsync<TException>(act);
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
