using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// The tokens of one client. Reads are lock-free. A token can be used for all scopes that it covers; if it is missing or due for renewal,
/// all concurrent callers share one request.
/// </summary>
internal sealed class TokenCache
{
    private const int FirstSweep = 64;

    private readonly ConcurrentDictionary<TokenKey, Auth0Token> _tokens = new();
    private readonly ConcurrentDictionary<TokenKey, ConcurrentDictionary<TokenKey, Auth0Token>> _tokensByOwner = new();
    private readonly Flights<TokenKey, Auth0Token> _flights;
    private readonly Lock _gate = new();
    private int _sweepAt = FirstSweep;
    private volatile bool _isClosed;

    public TokenCache() => _flights = new Flights<TokenKey, Auth0Token>(_gate, Land);

    /// <summary>The distinct tokens, including expired ones.</summary>
    public IReadOnlyCollection<Auth0Token> Tokens => [.. _tokens.Values.Distinct()];

    /// <summary>Gets a token that is still valid for some time.</summary>
    public bool TryGet(TokenKey key, ScopeSet scope, [NotNullWhen(true)] out Auth0Token? token) =>
        (_tokens.TryGetValue(key, out token) && !token.IsDueForRenewal) || TryGetCovering(key, scope, out token);

    /// <summary>Gets any token of the key that has not expired, in case no new one can be requested.</summary>
    public bool TryGetLiving(TokenKey key, [NotNullWhen(true)] out Auth0Token? token) =>
        _tokens.TryGetValue(key, out token) && !token.IsExpired;

    /// <summary>
    /// Gets the cached token, or the one from <paramref name="request"/>; <paramref name="force"/> ignores the cached one.
    /// </summary>
    public Task<Auth0Token> GetAsync(
        TokenKey key,
        ScopeSet scope,
        bool force,
        Func<CancellationToken, Task<Auth0Token>> request,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Auth0Token>(cancellationToken);
        }

        Flight<Auth0Token>? flight;
        lock (_gate)
        {
            // A request may have completed since the caller looked.
            if (!force && TryGet(key, scope, out var token))
            {
                return Task.FromResult(token);
            }

            if (!_flights.TryJoin(key, out flight))
            {
                flight = _flights.Start(key, request);
            }
        }

        return flight.WaitAsync(cancellationToken);
    }

    /// <summary>Adds a token.</summary>
    public void Add(TokenKey key, Auth0Token token)
    {
        if (_isClosed)
        {
            return;
        }

        _tokens[key] = token;
        _tokensByOwner.GetOrAdd(key.WithoutScope, static _ => new ConcurrentDictionary<TokenKey, Auth0Token>())[key] = token;
    }

    /// <summary>Removes this token, but no newer one.</summary>
    public void Remove(Auth0Token token) => Remove(held => ReferenceEquals(held, token));

    /// <summary>Removes tokens.</summary>
    public void Remove(Func<Auth0Token, bool> isToGo)
    {
        foreach (var entry in _tokens.Where(entry => isToGo(entry.Value)))
        {
            _tokens.TryRemove(entry);
            if (_tokensByOwner.TryGetValue(entry.Key.WithoutScope, out var siblings))
            {
                siblings.TryRemove(entry);
                if (siblings.IsEmpty)
                {
                    _tokensByOwner.TryRemove(KeyValuePair.Create(entry.Key.WithoutScope, siblings));
                }
            }
        }
    }

    /// <summary>Removes all tokens, and keeps no new ones: a request may still be in progress.</summary>
    public void Close()
    {
        _isClosed = true;
        _tokens.Clear();
        _tokensByOwner.Clear();
    }

    private void Land(TokenKey key, Auth0Token token)
    {
        Add(key, token);
        if (_tokens.Count >= _sweepAt)
        {
            RemoveExpired();
        }
    }

    // Without scopes, the request is for all scopes of the grant: no other token is known to cover these.
    private bool TryGetCovering(TokenKey key, ScopeSet scope, [NotNullWhen(true)] out Auth0Token? token)
    {
        token = null;
        if (scope.IsEmpty || !_tokensByOwner.TryGetValue(key.WithoutScope, out var siblings))
        {
            return false;
        }

        token = siblings.Values.FirstOrDefault(sibling => !sibling.IsDueForRenewal && scope.IsCoveredBy(sibling.Scope));
        if (token is null)
        {
            return false;
        }

        _tokens[key] = token; // for a direct lookup next time
        return true;
    }

    private void RemoveExpired()
    {
        Remove(static token => token.IsExpired);
        _sweepAt = Math.Max(FirstSweep, _tokens.Count * 2);
    }
}
