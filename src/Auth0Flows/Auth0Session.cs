using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Auth0Flows;

/// <summary>
/// Who we are at one tenant, and which tokens we hold: the front door. Safe to share between threads. Nothing is sent before a
/// token is needed.
/// </summary>
public sealed class Auth0Session : IDisposable
{
    // How long a caller who holds a good token waits for a newer one.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly Auth0ClientAuthentication _client;
    private readonly SharedTokenCaches.Lease? _lease;
    private readonly TokenCache _cache;
    private readonly TokenEndpoint _tokenEndpoint;
    private readonly ApiCaller _api;
    private volatile bool _isClosed;

    /// <summary>A session of these options; it owns their client.</summary>
    public Auth0Session(Auth0SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
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
        var transport = new HttpTransport(options);
        _tokenEndpoint = new TokenEndpoint(Domain, _client, transport, TimeProvider);
        _api = new ApiCaller(this, transport);
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

    /// <summary>The tokens that live, shared with the other sessions of the same client in this process.</summary>
    public IReadOnlyList<Auth0Token> Tokens => _cache.Tokens.Where(static token => !token.IsExpired).ToArray(); // an array, which PowerShell can index

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed => _isClosed;

    internal TimeProvider TimeProvider { get; }

    /// <summary>A token that is held and good for some time yet. Sends nothing, waits for nobody.</summary>
    public bool TryGetToken(Auth0Grant grant, [NotNullWhen(true)] out Auth0Token? token)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ThrowIfClosed();
        return _cache.TryGet(TokenKey.For(grant), grant.Scope, out token);
    }

    /// <summary>The token held for this grant, or a new one. However many ask at once, one request goes out.</summary>
    /// <param name="grant">The way to the token.</param>
    /// <param name="activity">Hears of requests and retries.</param>
    /// <param name="force">Asks for a new one whatever is held.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; the request itself ends when nobody waits any more.</param>
    /// <exception cref="Auth0Exception">No token: the exception's code says why.</exception>
    public ValueTask<Auth0Token> GetTokenAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity = null, bool force = false, CancellationToken cancellationToken = default)
        => !force && TryGetToken(grant, out var token) ? new ValueTask<Auth0Token>(token) : RequestTokenAsync(grant, activity, force, cancellationToken);

    /// <summary>Calls an API with the right token.</summary>
    /// <exception cref="Auth0Exception">The call failed: the exception's code says why.</exception>
    public async Task<Auth0ApiResponse> SendAsync(Auth0ApiRequest request, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfClosed();
        return new Auth0ApiResponse(await _api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false), request);
    }

    /// <summary>Where a call would go.</summary>
    /// <exception cref="Auth0ConfigurationException">Its path or address is none that can be called.</exception>
    public Uri AddressOf(Auth0ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApiAddress.Of(request, Domain, ManagementAudience, Audience).Uri;
    }

    /// <summary>One object of the Management API, by its id.</summary>
    public async Task<T> GetAsync<T>(Auth0Resource<T> resource, string id, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        var path = PathTemplate.Expand(resource.Path + "/{id}", _ => id);
        return resource.Read(await _api.SendAsync(new Auth0ApiRequest { Path = path }, activity, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A list of the Management API, page by page: the next page is on its way while one reads the last.</summary>
    public async IAsyncEnumerable<T> ListAsync<T>(
        Auth0Resource<T> resource,
        Auth0ListOptions? options = null,
        IProgress<Auth0Activity>? activity = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        var pages = new PageReader<T>(resource, options ?? new Auth0ListOptions(), (request, token) => _api.SendAsync(request, activity, token), activity);
        await foreach (var item in pages.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

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
    }

    /// <summary>Its name, and where it leads.</summary>
    public override string ToString() => Name == Domain.ToString() ? Name : $"{Name} ({Domain})";

    internal void Forget(Auth0Token token) => _cache.Remove(token);

    private async ValueTask<Auth0Token> RequestTokenAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity, bool force, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var key = TokenKey.For(grant);
        if (force || !_cache.TryGetLiving(key, out var held))
        {
            return await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        // Renewal is early on purpose: while the tenant can't be had, or keeps us waiting, what is held still serves.
        using var patience = new CancellationTokenSource(_patience, TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        string reason;
        try
        {
            return await AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (Auth0Exception failure) when (failure.IsTransient && !held.IsExpired)
        {
            reason = failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !held.IsExpired)
        {
            reason = $"The tenant did not answer within {_patience.TotalSeconds:0} s.";
        }

        activity?.Report(new Auth0Activity(Auth0ActivityKind.Warning, $"The token could not be renewed yet: {reason} The one held is used until it expires at {held.ExpiresAt:u}."));
        return held;

        async Task<Auth0Token> AskAsync(CancellationToken token)
        {
            try
            {
                return await SendAsync(token).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // Who sent the request for all of us was closed in the middle of it. If that was another session, ours asks anew, once.
                ThrowIfClosed();
            }

            try
            {
                return await SendAsync(token).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                throw Closed(); // the secret is gone: somebody disposed what the session was made of
            }
        }

        Task<Auth0Token> SendAsync(CancellationToken token)
            => _cache.GetAsync(key, grant.Scope, force, cancellation => _tokenEndpoint.RequestAsync(grant, activity, cancellation), token);
    }

    private void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw Closed();
        }
    }

    private Auth0ConfigurationException Closed() => new(Auth0ErrorCode.SessionClosed, $"The session {Name} is closed.");
}
