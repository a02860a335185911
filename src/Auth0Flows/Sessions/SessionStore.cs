using Auth0Flows.DPoP;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// A session's tokens in its store. Each request for a token is made with the store locked, so that the processes that share it make one,
/// and never send a rotated refresh token twice.
/// </summary>
internal sealed class SessionStore : IDisposable
{
    private const int LastTurns = 2; // the first one may find an entry that others changed

    private readonly TokenStorage _storage;
    private readonly SessionContext _context;
    private readonly RefreshTokenFamilies _families;
    private readonly UnsavedTokens _unsaved = new();
    private readonly UnsavedWriter _lastWrites;
    private readonly RefusedTokens _refused = new();
    private volatile bool _isLoaded;
    private volatile int _timesCleared;

    public SessionStore(TokenStorage storage, SessionContext context, RefreshTokenFamilies families, DPoPKeys? keys = null)
    {
        (_storage, _context, _families) = (storage, context, families);
        _lastWrites = new UnsavedWriter(
            _unsaved,
            () => Hold(isClosed: true),
            context.TimeProvider,
            () => WriteUnsavedAsync(activity: null, CancellationToken.None)
        );
        Logins = new StoredLogins(this, context);
        Mapping = new StoredTokenMapping(context, families, Logins, keys);
    }

    /// <summary>The logins in the store, which renew and revoke refresh tokens.</summary>
    public StoredLogins Logins { get; }

    public string Name => _storage.Name;

    /// <inheritdoc cref="IRefreshTokenHome.IsBound"/>
    public bool IsBound => Mapping.HasKeys;

    /// <summary>How often it was cleared.</summary>
    public int TimesCleared => _timesCleared;

    /// <inheritdoc cref="IRefreshTokenHome.Place"/>
    public string Place => _storage.Place;

    /// <summary>Whether the session has seen what the store had.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>What waits to be written.</summary>
    public UnsavedTokens Unsaved => _unsaved;

    /// <summary>Makes stored tokens of the session's, and the other way round.</summary>
    public StoredTokenMapping Mapping { get; }

    /// <summary>Gives the session what the store has. Sends nothing.</summary>
    public async Task LoadAsync(TokenCache cache, UserTokens held, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (await _storage.ReadAsync(activity, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return; // the next call tries again
        }

        stored.Sweep(_context.Now);
        Mapping.TakeKeys(stored);
        foreach (var token in stored.Tokens.Where(token => token.IsApplication && Mapping.HasKeyOf(token)))
        {
            if (
                !cache.TryGetLiving(StoredTokenMapping.KeyOf(token), out _)
                && Mapping.ToToken(token, stored) is var usable
                && !CertificateBinding.IsOfAnother(usable, _context.Client)
            )
            {
                cache.Add(StoredTokenMapping.KeyOf(token), usable);
            }
        }

        var ofUsers = stored.Tokens.Where(static token => !token.IsApplication).ToLookup(static token => token.IsReplaced);
        held.AddStored(
            [.. ofUsers[false].Select(token => Mapping.ToToken(token, stored))],
            [.. ofUsers[true].Select(token => Mapping.ToToken(token, stored))]
        );
        _isLoaded = true;
    }

    /// <summary>Gets an application's token: what another process has stored meanwhile, or the one of a request, which is stored.</summary>
    public async Task<Auth0Token> GetAsync(
        ClientCredentialsGrant grant,
        bool force,
        Func<CancellationToken, Task<Auth0Token>> request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var turn = await TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            if (!force && Find(turn.Tokens, TokenKey.For(grant), grant.Scope) is { } stored)
            {
                return stored;
            }

            var token = await request(cancellationToken).ConfigureAwait(false);
            Mapping.Put(turn.Tokens, token, isLogin: false);
            await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false);
            return token;
        }
    }

    /// <summary>
    /// Keeps the store open, and the keys, until a login is stored: the session may be closed during its request. Null if it is closed.
    /// </summary>
    /// <param name="isClosed">Whether the session may be closed, as long as somebody else holds the store.</param>
    public StoreHold? Hold(bool isClosed = false) =>
        _storage.TryEnter(isClosed) ? new StoreHold(_storage, Mapping.HoldKeys(), _timesCleared) : null;

    /// <summary>Stores a login, unless the store was cleared after it began. It goes on if the caller leaves.</summary>
    /// <param name="login">The login.</param>
    /// <param name="hold">From before its request.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Ends the caller's wait.</param>
    public Task SaveAsync(Auth0Token login, StoreHold hold, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        return SaveAsync(CancellationToken.None).WaitAsync(cancellationToken);

        async Task SaveAsync(CancellationToken stop)
        {
            using var own = Hold(isClosed: true); // the caller, who may leave, disposes of the other one
            var turn = await TakeTurnAsync(activity, stop, isHeld: true).ConfigureAwait(false);
            await using (turn.ConfigureAwait(false))
            {
                if (hold.TimesCleared != _timesCleared)
                {
                    return;
                }

                Mapping.Put(turn.Tokens, login, isLogin: true);
                if (await turn.WriteAsync(stop).ConfigureAwait(false) == StorageWrite.Written)
                {
                    return;
                }

                KeepUnsaved(login.Family, login, isLogin: true);
                if (turn.IsBusy)
                {
                    activity?.Report(
                        new Auth0Activity(
                            Auth0ActivityKind.Warning,
                            $"The login is not stored yet: another process keeps the store {Name} locked."
                        )
                    );
                }
            }
        }
    }

    /// <summary>Takes a turn with the store, and first writes what could not be written before.</summary>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    /// <param name="isLast">Whether it is the session's last turn.</param>
    /// <param name="isHeld">Whether somebody holds the store, which may be closed meanwhile.</param>
    /// <param name="isUrgent">Whether it is tried whatever failed a short time ago.</param>
    public async Task<StorageTurn> TakeTurnAsync(
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        bool isLast = false,
        bool isHeld = false,
        bool isUrgent = false
    )
    {
        var turn = await _storage.TakeTurnAsync(activity, cancellationToken, isLast, isHeld, isUrgent).ConfigureAwait(false);
        try
        {
            turn.TimesCleared = _timesCleared;
            if (turn.IsHeld)
            {
                if (turn.WasDamaged)
                {
                    _families.ForgetStored(_storage.Place);
                }

                Mapping.TakeKeys(turn.Tokens);
                await _unsaved.WriteAsync(turn, Mapping, Logins.WarnOfLost, CancellationToken.None).ConfigureAwait(false);
            }

            return turn;
        }
        catch
        {
            await turn.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc cref="UnsavedWriter.Add"/>
    public void KeepUnsaved(RefreshTokenFamily? family, Auth0Token? token, bool isLogin) => _lastWrites.Add(family, token, isLogin);

    /// <summary>
    /// Writes what could not be written before, whatever failed a short time ago: a rotated refresh token must not be lost by a fault that
    /// is over. Warns of the logins that it can't write.
    /// </summary>
    public async Task WriteUnsavedAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        for (var turns = 0; turns < LastTurns && !_unsaved.IsEmpty; turns++)
        {
            var turn = await TakeTurnAsync(activity, cancellationToken, isLast: true).ConfigureAwait(false);
            await turn.DisposeAsync().ConfigureAwait(false);
            if (!turn.IsHeld)
            {
                break;
            }
        }

        foreach (var login in _unsaved.Logins)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Warning,
                    $"The token store {Name} does not have the newest refresh token of {login}, because it could not be written. Later sessions can't use that login: the user has to sign in again."
                )
            );
        }
    }

    /// <summary>Removes tokens.</summary>
    /// <exception cref="Auth0ConfigurationException">The store can't be used, or is busy.</exception>
    public async Task RemoveAsync(Func<Auth0Token, bool> isToGo, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var turn = await TakeTurnAsync(activity, cancellationToken, isUrgent: true).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            turn.Tokens.Tokens.RemoveAll(token => isToGo(Mapping.ToToken(token, turn.Tokens)));
            var isWritten = await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false) == StorageWrite.Written;

            // A login that stays in the store still gets its newest refresh token.
            Unsaved.Remove(
                (_, token) => token is not null && isToGo(token),
                family => isWritten ? turn.Tokens.FindLogin(family.StoredId) is not null : family.StoredId is not null
            );
            if (!isWritten)
            {
                throw _storage.FailureOf(turn);
            }
        }
    }

    /// <summary>The number of tokens that can be used later.</summary>
    public async Task<int> CountAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var stored = await _storage.ReadAsync(activity, cancellationToken).ConfigureAwait(false) ?? new();
        stored.Sweep(_context.Now);
        return stored.Tokens.Count(static token => !token.IsReplaced);
    }

    /// <summary>Removes all that the store has of the client.</summary>
    /// <exception cref="Auth0ConfigurationException">The store can't be used, or is busy.</exception>
    public Task ClearAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        return _storage.ClearAsync(Clear, activity, cancellationToken);

        void Clear()
        {
            Interlocked.Increment(ref _timesCleared);
            _unsaved.Clear();
        }
    }

    /// <inheritdoc cref="RefusedTokens.Add"/>
    public void Refuse(Auth0Token token) => _refused.Add(token);

    /// <inheritdoc cref="RefusedTokens.Contains"/>
    public bool IsRefused(string accessToken) => _refused.Contains(accessToken);

    /// <summary>Writes what could not be written before, for at most 15 seconds, and closes the store.</summary>
    public void Dispose()
    {
        Logins.Close();
        _lastWrites.Close();
        _storage.Dispose();
    }

    private Auth0Token? Find(StoredTokens stored, TokenKey key, ScopeSet scope)
    {
        foreach (
            var candidate in stored.Tokens.Where(token =>
                token.IsApplication && Mapping.HasKeyOf(token) && StoredTokenMapping.KeyOf(token).WithoutScope == key.WithoutScope
            )
        )
        {
            var token = Mapping.ToToken(candidate, stored);
            if (
                !token.IsDueForRenewal
                && !IsRefused(candidate.AccessToken)
                && !CertificateBinding.IsOfAnother(token, _context.Client)
                && (StoredTokenMapping.KeyOf(candidate) == key || (!scope.IsEmpty && scope.IsCoveredBy(token.Scope)))
            )
            {
                return token;
            }
        }

        return null;
    }
}
