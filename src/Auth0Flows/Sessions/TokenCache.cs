using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// The tokens of one client. Reading takes no lock. A token serves a request whose scopes it covers; for one that is missing or
/// due for renewal, one request goes out however many ask.
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

    /// <summary>The tokens held, each once, the expired ones among them.</summary>
    public IReadOnlyCollection<Auth0Token> Tokens => [.. _tokens.Values.Distinct()];

    /// <summary>A token that is good for some time yet.</summary>
    public bool TryGet(TokenKey key, ScopeSet scope, [NotNullWhen(true)] out Auth0Token? token) =>
        (_tokens.TryGetValue(key, out token) && !token.IsDueForRenewal) || TryGetCovering(key, scope, out token);

    /// <summary>Whatever is held under the key, as long as it lives: for when no new one can be had.</summary>
    public bool TryGetLiving(TokenKey key, [NotNullWhen(true)] out Auth0Token? token) =>
        _tokens.TryGetValue(key, out token) && !token.IsExpired;

    /// <summary>
    /// The token held, or the one that <paramref name="request"/> brings; <paramref name="force"/> asks past what is held.
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
            // A flight may have landed since the caller looked.
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

    /// <summary>Keeps a token.</summary>
    public void Add(TokenKey key, Auth0Token token)
    {
        if (_isClosed)
        {
            return;
        }

        _tokens[key] = token;
        _tokensByOwner.GetOrAdd(key.WithoutScope, static _ => new ConcurrentDictionary<TokenKey, Auth0Token>())[key] = token;
    }

    /// <summary>Forgets this token, and no newer one in its place.</summary>
    public void Remove(Auth0Token token) => Remove(held => ReferenceEquals(held, token));

    /// <summary>Forgets all, and keeps nothing any more: a request may still be under way.</summary>
    public void Close()
    {
        _isClosed = true;
        _tokens.Clear();
        _tokensByOwner.Clear();
    }

    private void Remove(Func<Auth0Token, bool> isToGo)
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

    private void Land(TokenKey key, Auth0Token token)
    {
        Add(key, token);
        if (_tokens.Count >= _sweepAt)
        {
            RemoveExpired();
        }
    }

    // Without scopes asked for, all that the grant holds is meant: no other token is known to cover that.
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

        _tokens[key] = token; // found at once the next time
        return true;
    }

    private void RemoveExpired()
    {
        Remove(static token => token.IsExpired);
        _sweepAt = Math.Max(FirstSweep, _tokens.Count * 2);
    }
}
