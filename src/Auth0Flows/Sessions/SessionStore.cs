using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Basics;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// A session's tokens in its store. Each request for a token is made with the store locked, so that the processes that share it make one,
/// and never send a rotated refresh token twice.
/// </summary>
internal sealed class SessionStore(TokenStorage storage, SessionContext context, StoredTokenMapping mapping) : IDisposable
{
    private const int Remembered = 64;

    private readonly ConcurrentDictionary<string, bool> _refused = new(); // fingerprints of tokens that an API rejected
    private volatile bool _isLoaded;

    public string Name => storage.Name;

    /// <summary>Whether the session has seen what the store had.</summary>
    public bool IsLoaded => _isLoaded;

    /// <summary>Gives the session what the store has. Sends nothing.</summary>
    public async Task LoadAsync(TokenCache cache, UserTokens held, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var stored = await storage.ReadAsync(activity, cancellationToken).ConfigureAwait(false);
        var users = new List<Auth0Token>();
        foreach (var token in stored.Tokens)
        {
            if (!token.IsApplication)
            {
                users.Add(mapping.ToToken(token, stored));
            }
            else if (token.ExpiresAt > context.Now && !cache.TryGetLiving(StoredTokenMapping.KeyOf(token), out _))
            {
                cache.Add(StoredTokenMapping.KeyOf(token), mapping.ToToken(token, stored));
            }
        }

        held.AddStored(users);
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
        var turn = await storage.TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            if (!force && Find(turn.Tokens, TokenKey.For(grant), grant.Scope) is { } stored)
            {
                return stored;
            }

            var token = await request(cancellationToken).ConfigureAwait(false);
            turn.Tokens.Put(StoredTokenMapping.ToStored(token));
            await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false);
            return token;
        }
    }

    /// <summary>Stores a login.</summary>
    public async Task SaveAsync(Auth0Token login, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var turn = await storage.TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            StoredTokenMapping.Put(turn.Tokens, login);
            if (!await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false) && turn.IsBusy)
            {
                activity?.Report(
                    new Auth0Activity(
                        Auth0ActivityKind.Warning,
                        $"The login was not stored: another process keeps the store {Name} locked."
                    )
                );
            }
        }
    }

    /// <summary>
    /// Renews a user's token: with what another process has stored meanwhile, or by a request with the newest refresh token, which is
    /// stored before anything else happens.
    /// </summary>
    /// <param name="family">The login.</param>
    /// <param name="from">The token to renew; null if a new one is to be requested in any case.</param>
    /// <param name="send">Sends the refresh token.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes; see <paramref name="send"/>.</param>
    public async Task<Auth0Token> RenewAsync(
        RefreshTokenFamily family,
        Auth0Token? from,
        Func<CancellationToken, Task<Auth0Token>> send,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var turn = await storage.TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            if (turn.IsBusy)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.TokenStoreBusy,
                    $"Another process keeps the token store {Name} locked, so the refresh token could have been sent twice. It was not sent."
                );
            }

            var login = turn.Tokens.FindLogin(family.StoredId) ?? turn.Tokens.FindLogin(family.Newest);
            var lost = login?.SentAt;
            if (login is not null)
            {
                family.StoredId = login.Id;
                family.Adopt(login.RefreshToken.ToSecret(), login.Rotation);
                if (from is not null && FindRenewed(turn.Tokens, from, login) is { } stored)
                {
                    return stored;
                }

                login.SentAt = context.Now;
                await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return await SendAsync(turn, family, login, lost, send, activity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes a login that was revoked.</summary>
    /// <param name="family">The login.</param>
    /// <param name="refreshToken">Its refresh token, before it was revoked.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    public Task RemoveAsync(
        RefreshTokenFamily family,
        Auth0Secret? refreshToken,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) => ChangeAsync(tokens => tokens.RemoveLogin(family.StoredId ?? tokens.FindLogin(refreshToken)?.Id), activity, cancellationToken);

    /// <summary>Removes tokens.</summary>
    public Task RemoveAsync(Func<Auth0Token, bool> isToGo, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken) =>
        ChangeAsync(tokens => tokens.Tokens.RemoveAll(token => isToGo(mapping.ToToken(token, tokens))), activity, cancellationToken);

    /// <summary>The number of tokens that can be used later.</summary>
    public async Task<int> CountAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var stored = await storage.ReadAsync(activity, cancellationToken).ConfigureAwait(false);
        stored.Sweep(context.Now);
        return stored.Tokens.Count;
    }

    /// <summary>Removes all that the store has of the client.</summary>
    public Task ClearAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken) =>
        storage.ClearAsync(activity, cancellationToken);

    /// <summary>Remembers a token that an API rejected: it is not taken from the store again.</summary>
    public void Refuse(Auth0Token token)
    {
        if (_refused.Count >= Remembered)
        {
            _refused.Clear();
        }

        _refused[Fingerprint(token.AccessToken.Reveal())] = true;
    }

    public void Dispose() => storage.Dispose();

    private static async Task<Auth0Token> SendAsync(
        StorageTurn turn,
        RefreshTokenFamily family,
        StoredLogin? login,
        DateTimeOffset? lost,
        Func<CancellationToken, Task<Auth0Token>> send,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Auth0Token? renewed = null;
        try
        {
            renewed = await send(cancellationToken).ConfigureAwait(false);
            return renewed;
        }
        catch (Auth0TokenException refusal) when (refusal.Code == Auth0ErrorCode.InvalidRefreshToken)
        {
            turn.Tokens.RemoveLogin(family.StoredId);
            if (lost is { } sent)
            {
                activity?.Report(
                    new Auth0Activity(
                        Auth0ActivityKind.Warning,
                        $"The refresh token was sent at {sent:u} by a process that ended before it could store the answer. The user has to sign in again."
                    )
                );
            }

            throw;
        }
        finally
        {
            // Also if the answer was invalid: it may have contained the next refresh token.
            if (turn.Tokens.FindLogin(family.StoredId) is { } kept && family.Newest is { } newest)
            {
                kept.Keep(family, newest);
            }

            // A login that others removed meanwhile is not stored again.
            if (renewed is not null && (login is not null || family.StoredId is null))
            {
                StoredTokenMapping.Put(turn.Tokens, renewed);
            }

            await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task ChangeAsync(Action<StoredTokens> change, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var turn = await storage.TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            change(turn.Tokens);
            await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private Auth0Token? Find(StoredTokens stored, TokenKey key, ScopeSet scope)
    {
        foreach (
            var candidate in stored.Tokens.Where(token =>
                token.IsApplication && StoredTokenMapping.KeyOf(token).WithoutScope == key.WithoutScope
            )
        )
        {
            var token = mapping.ToToken(candidate, stored);
            if (
                !token.IsDueForRenewal
                && !_refused.ContainsKey(Fingerprint(candidate.AccessToken))
                && (StoredTokenMapping.KeyOf(candidate) == key || (!scope.IsEmpty && scope.IsCoveredBy(token.Scope)))
            )
            {
                return token;
            }
        }

        return null;
    }

    private Auth0Token? FindRenewed(StoredTokens stored, Auth0Token from, StoredLogin login)
    {
        var purpose = StoredTokenMapping.ToStored(from);
        var found = stored.Tokens.Find(token => token.Login == login.Id && token.IsSame(purpose));
        return
            found is not null
            && found.AccessToken != purpose.AccessToken
            && found.IssuedAt >= purpose.IssuedAt
            && mapping.ToToken(found, stored) is { IsDueForRenewal: false } token
            ? token
            : null;
    }

    private static string Fingerprint(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
