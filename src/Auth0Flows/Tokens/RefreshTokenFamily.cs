using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>
/// A refresh token and its successors by rotation
/// (<see href="https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation"/>). The reuse of an old one revokes them all, so
/// requests are sent one at a time, always with the newest token, which is stored before the rest of a response is processed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class RefreshTokenFamily
{
    private readonly RefreshTokenFamilies _families;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly Flights<(string Audience, string Scope), Auth0Token> _flights;
    private readonly Dictionary<(string Audience, string Scope), Auth0Token> _latest = [];
    private int _generation;
    private volatile Auth0Secret? _newest;
    private volatile int _rotation;

    public RefreshTokenFamily(RefreshTokenFamilies families, Auth0Secret refreshToken)
    {
        (_families, _newest) = (families, refreshToken);
        _flights = new(_gate, Remember);
    }

    /// <summary>The valid refresh token; null if the tenant has rejected it, or it was revoked.</summary>
    public Auth0Secret? Newest => _newest;

    /// <summary>How many refresh tokens the login had before this one.</summary>
    public int Rotation => _rotation;

    /// <summary>When one of its tokens was last used.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>The login's id in the token store, if it is stored.</summary>
    public string? StoredId { get; set; }

    /// <summary>Where it is stored, if it is.</summary>
    public IRefreshTokenHome? Home { get; set; }

    /// <summary>
    /// The thumbprint of the key that the login was made with: a public application's refresh token is bound to it (RFC 9449 §5). Null
    /// without DPoP.
    /// </summary>
    public string? KeyThumbprint { get; set; }

    /// <summary>The scopes that the login was granted, if known: a refresh returns these or fewer.</summary>
    public IReadOnlyCollection<string>? GrantedScope { get; set; }

    /// <summary>
    /// Renews a token. Callers with the same request share a request in progress, and a token that was already renewed returns its
    /// replacement.
    /// </summary>
    /// <param name="from">The token to renew.</param>
    /// <param name="audience">Another API than the token's.</param>
    /// <param name="scope">Other scopes than the login's.</param>
    /// <param name="force">Sends a request even if the token was already renewed.</param>
    /// <param name="send">Sends the request with this refresh token.</param>
    /// <param name="cancellationToken">
    /// Cancels this caller's wait. A request that was sent is completed, because its response may contain a new refresh token.
    /// </param>
    /// <param name="details">The key of the authorization details, if they are fewer than the login's.</param>
    public Task<Auth0Token> RefreshAsync(
        Auth0Token? from,
        string? audience,
        ScopeSet scope,
        bool force,
        Func<Auth0Secret, CancellationToken, Task<Auth0Token>> send,
        CancellationToken cancellationToken,
        string details = ""
    )
    {
        var key = KeyOf(audience, scope, details);
        Flight<Auth0Token>? flight;
        lock (_gate)
        {
            if (!_flights.TryJoin(key, out flight))
            {
                if (
                    !force
                    && from is not null
                    && _latest.TryGetValue(key, out var latest)
                    && latest.Generation > from.Generation
                    && !latest.IsDueForRenewal
                )
                {
                    return Task.FromResult(latest);
                }

                flight = _flights.Start(key, cancellation => SendAsync(send, cancellation));
            }
        }

        return flight.WaitAsync(cancellationToken);
    }

    /// <summary>Replaces the newest token with the returned one.</summary>
    public void Keep(Auth0Secret next)
    {
        lock (_gate)
        {
            (_newest, _rotation) = (next, _rotation + 1);
        }

        _families.Add(next, this);
    }

    /// <summary>Takes over the refresh token that another process got, if it is newer than this one.</summary>
    public void Adopt(Auth0Secret next, int rotation)
    {
        lock (_gate)
        {
            if (rotation <= _rotation)
            {
                return;
            }

            (_newest, _rotation) = (next, rotation);
        }

        _families.Add(next, this);
    }

    /// <summary>Completes a refresh for which the tenant required a second factor: it is queued like any other renewal.</summary>
    /// <param name="audience">Another API than the token's.</param>
    /// <param name="scope">Other scopes than the login's.</param>
    /// <param name="details">The key of the authorization details, if they are fewer than the login's.</param>
    /// <param name="send">Sends the second factor.</param>
    /// <param name="cancellationToken">Cancels the wait in the queue; see <paramref name="send"/>.</param>
    public async Task<Auth0Token> CompleteAsync(
        string? audience,
        ScopeSet scope,
        string details,
        Func<CancellationToken, Task<Auth0Token>> send,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var token = await send(cancellationToken).ConfigureAwait(false);
            Remember(KeyOf(audience, scope, details), token);
            return token;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Uses the refresh token for what is not a renewal: it is queued like one, but each caller gets an answer of its own, and nothing is
    /// remembered.
    /// </summary>
    /// <param name="send">Sends the request with this refresh token.</param>
    /// <param name="cancellationToken">Cancels the wait in the queue; see <paramref name="send"/>.</param>
    public Task<Auth0Token> UseAsync(Func<Auth0Secret, CancellationToken, Task<Auth0Token>> send, CancellationToken cancellationToken) =>
        SendAsync(send, cancellationToken);

    /// <summary>Ends the family, after any refresh in progress, which would otherwise return a token that is not revoked.</summary>
    public async Task RevokeAsync(Func<Auth0Secret, Task> revoke, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_newest is { } newest)
            {
                await revoke(newest).ConfigureAwait(false);
            }

            Die();
        }
        finally
        {
            _turn.Release();
        }
    }

    // The refresh token can't be used any more, nor can the tokens that later callers would get.
    private void Die()
    {
        _newest = null;
        _families.Remove(this);
        lock (_gate)
        {
            _latest.Clear();
        }
    }

    private async Task<Auth0Token> SendAsync(
        Func<Auth0Secret, CancellationToken, Task<Auth0Token>> send,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var newest =
                _newest
                ?? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidRefreshToken,
                    "The refresh token is no longer valid: it was refused or revoked."
                );
            return await send(newest, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0TokenException refusal) when (refusal.Code == Auth0ErrorCode.InvalidRefreshToken)
        {
            Die();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    // No scope has a line break.
    private static (string Audience, string Scope) KeyOf(string? audience, ScopeSet scope, string details) =>
        (audience ?? "", details.Length == 0 ? scope.ToString() : $"{scope}\n{details}");

    private void Remember((string Audience, string Scope) key, Auth0Token token)
    {
        lock (_gate)
        {
            token.Generation = ++_generation;
            _latest[key] = token;
        }
    }
}
