using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>
/// A refresh token and those that follow it by rotation (<see
/// href="https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation"/>).
/// Who uses an old one kills them all; so requests go out one at a time, always with the newest, which is kept before anything else is
/// done with an answer.
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

    public RefreshTokenFamily(RefreshTokenFamilies families, Auth0Secret refreshToken)
    {
        (_families, _newest) = (families, refreshToken);
        _flights = new(_gate, Remember);
    }

    /// <summary>The one that is good now; null once the tenant has refused it, or it was revoked.</summary>
    public Auth0Secret? Newest => _newest;

    /// <summary>The scopes that the login was granted, if known: a refresh returns these or fewer.</summary>
    public IReadOnlyCollection<string>? GrantedScope { get; set; }

    /// <summary>
    /// A new token. Those who ask for the same while a request is under way get its answer, and who asks with a token that was renewed
    /// already gets what it was renewed to.
    /// </summary>
    /// <param name="from">The token to renew.</param>
    /// <param name="audience">Another API than the token's.</param>
    /// <param name="scope">Fewer scopes than the token's.</param>
    /// <param name="force">Sends a request also for a token that was renewed already.</param>
    /// <param name="send">Sends the request, with this refresh token.</param>
    /// <param name="cancellationToken">
    /// Ends the wait of this caller. What was sent already is seen to its end, for it may hold a new refresh token.
    /// </param>
    public Task<Auth0Token> RefreshAsync(
        Auth0Token? from,
        string? audience,
        ScopeSet scope,
        bool force,
        Func<Auth0Secret, CancellationToken, Task<Auth0Token>> send,
        CancellationToken cancellationToken
    )
    {
        var key = (audience ?? "", scope.ToString());
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

    /// <summary>Replaces the newest with the one that was returned.</summary>
    public void Keep(Auth0Secret next)
    {
        _newest = next;
        _families.Add(next, this);
    }

    /// <summary>The end of a refresh for which the tenant wanted a second factor: a renewal as any other, sent in its turn.</summary>
    /// <param name="audience">Another API than the token's.</param>
    /// <param name="scope">Fewer scopes than the token's.</param>
    /// <param name="send">Sends the second factor.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; see <paramref name="send"/>.</param>
    public async Task<Auth0Token> CompleteAsync(
        string? audience,
        ScopeSet scope,
        Func<CancellationToken, Task<Auth0Token>> send,
        CancellationToken cancellationToken
    )
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var token = await send(cancellationToken).ConfigureAwait(false);
            Remember((audience ?? "", scope.ToString()), token);
            return token;
        }
        finally
        {
            _turn.Release();
        }
    }

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

    // It is of no use any more, nor are the tokens that late-comers would get.
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

    private void Remember((string Audience, string Scope) key, Auth0Token token)
    {
        lock (_gate)
        {
            token.Generation = ++_generation;
            _latest[key] = token;
        }
    }
}
