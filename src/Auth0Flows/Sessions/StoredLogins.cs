using System.Collections.Concurrent;
using Auth0Flows.Basics;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>The logins in a session's store: renews and revokes refresh tokens with the store locked.</summary>
internal sealed class StoredLogins(SessionStore store, SessionContext context) : IRefreshTokenHome
{
    // A turn is lost if its process sleeps for longer than the store's lock lives.
    private const int MostTurns = 3;

    private readonly ConcurrentDictionary<string, bool> _lost = new(); // ids of logins
    private volatile bool _isClosed;

    public string Name => store.Name;

    public string Place => store.Place;

    public bool IsBound => store.IsBound;

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;

    /// <summary>
    /// Renews a user's token: with what another process has stored meanwhile, or by a request with the newest refresh token, whose
    /// successor is stored before anything else happens.
    /// </summary>
    /// <param name="family">The login.</param>
    /// <param name="from">The token to renew; null if a new one is to be requested in any case.</param>
    /// <param name="send">Sends the refresh token. Before each attempt, it calls what it is given.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes; see <paramref name="send"/>.</param>
    /// <exception cref="ObjectDisposedException">The session is closed.</exception>
    public async Task<Auth0Token> RenewAsync(
        RefreshTokenFamily family,
        Auth0Token? from,
        Func<Func<Task>, CancellationToken, Task<Auth0Token>> send,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        for (var turns = 0; turns < MostTurns; turns++)
        {
            var turn = await store.TakeTurnAsync(activity, cancellationToken).ConfigureAwait(false);
            await using (turn.ConfigureAwait(false))
            {
                // It waited for another renewal of the login meanwhile. Nobody could store the answer.
                ObjectDisposedException.ThrowIf(turn.IsClosed, this);
                if (turn.IsBusy)
                {
                    break;
                }

                using var keys = store.Hold(isClosed: true); // for an answer that is stored when the session is closed
                var login = Find(turn.Tokens, family);
                if (login is not null && FindRenewed(turn.Tokens, from, login) is { } stored)
                {
                    return stored;
                }

                var lost = login?.SentAt;
                var mark = await MarkAsync(turn, login, CancellationToken.None).ConfigureAwait(false);
                if (mark == StorageWrite.Changed)
                {
                    continue;
                }

                // If its successor can't be stored, a refresh token is sent only if there is no valid token.
                if (mark == StorageWrite.Failed && family.StoredId is not null && from is not null && IsUsable(from))
                {
                    return from;
                }

                var attempts = 0;
                try
                {
                    return await SendAsync(turn, family, lost, stop => send(BeforeAttempt, stop), activity, cancellationToken)
                        .ConfigureAwait(false);
                }
                catch (TurnLostException)
                {
                    continue;
                }

                // A lock can be lost during the wait for the next attempt: then another process may have sent the refresh token.
                async Task BeforeAttempt()
                {
                    if (attempts++ == 0 || login is null)
                    {
                        return;
                    }

                    var again = turn.IsLost
                        ? StorageWrite.Changed
                        : await MarkAsync(turn, login, CancellationToken.None).ConfigureAwait(false);
                    if (again == StorageWrite.Changed || (again == StorageWrite.Failed && from is not null && IsUsable(from)))
                    {
                        throw new TurnLostException();
                    }
                }
            }
        }

        throw new Auth0ConfigurationException(
            Auth0ErrorCode.TokenStoreBusy,
            $"Another process keeps the token store {Name} locked, and may be sending the refresh token: this process did not send it."
        );
    }

    /// <summary>Revokes the newest refresh token of a login, and removes the login.</summary>
    /// <param name="family">The login.</param>
    /// <param name="revoke">Revokes a refresh token.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    public async Task RevokeAsync(
        RefreshTokenFamily family,
        Func<Auth0Secret, Task> revoke,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var turn = await store.TakeTurnAsync(activity, cancellationToken, isUrgent: true).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var login = Find(turn.Tokens, family);
            if (family.Newest is { } newest)
            {
                await revoke(newest).ConfigureAwait(false);
            }

            var neverStored = store.Unsaved.Remove(
                (waiting, token) => waiting == family || (token is not null && token.Family == family),
                static _ => false
            );
            turn.Tokens.RemoveLogin(login?.Id);
            if (
                await turn.WriteAsync(CancellationToken.None).ConfigureAwait(false) != StorageWrite.Written
                && family.StoredId is not null
                && !neverStored.Contains(family)
            )
            {
                turn.Warn(
                    $"The revoked login is still in the token store {Name}, with its access tokens, because it could not be removed. Disconnect-Auth0 -Forget removes it when the store can be used again."
                );
            }
        }
    }

    /// <summary>Warns, once, of a login that the store had and doesn't have any more, and that this session still has.</summary>
    public void WarnOfLost(StorageTurn turn, RefreshTokenFamily family, Auth0Token? token)
    {
        if (turn.IsHeard && _lost.TryAdd(family.StoredId!, true))
        {
            turn.Warn(
                $"The token store {Name} no longer has {UnsavedTokens.NameOf(token)}: it was removed there, or the store lost it. It is not stored again: this session keeps it, and later ones can't use it."
            );
        }
    }

    // The login in the store, whose refresh token may be newer.
    private StoredLogin? Find(StoredTokens stored, RefreshTokenFamily family)
    {
        var login = stored.FindLogin(family.StoredId) ?? stored.FindLogin(family.Newest);
        if (login is not null)
        {
            (family.StoredId, family.Home) = (login.Id, this);
            family.Adopt(login.RefreshToken.ToSecret(), login.Rotation);
        }

        return login;
    }

    private Auth0Token? FindRenewed(StoredTokens stored, Auth0Token? from, StoredLogin login)
    {
        if (from is null)
        {
            return null;
        }

        var purpose = StoredTokenMapping.ToStored(from);
        var found = stored.Tokens.Find(token => token.Login == login.Id && token.IsSame(purpose));
        return
            found is not null
            && found.AccessToken != purpose.AccessToken
            && found.IssuedAt >= purpose.IssuedAt
            && !store.IsRefused(found.AccessToken)
            && store.Mapping.ToToken(found, stored) is { IsDueForRenewal: false } token
            && !CertificateBinding.IsOfAnother(token, context.Client)
            ? token
            : null;
    }

    private bool IsUsable(Auth0Token token) =>
        !token.IsExpired && !store.IsRefused(token.AccessToken.Reveal()) && !CertificateBinding.IsOfAnother(token, context.Client);

    // Notes that the refresh token is sent: if that stays, the answer was lost.
    private async Task<StorageWrite> MarkAsync(StorageTurn turn, StoredLogin? login, CancellationToken cancellationToken)
    {
        if (login is null)
        {
            return turn.IsHeld ? StorageWrite.Written : StorageWrite.Failed;
        }

        login.SentAt = context.Now;
        return await turn.WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Auth0Token> SendAsync(
        StorageTurn turn,
        RefreshTokenFamily family,
        DateTimeOffset? lost,
        Func<CancellationToken, Task<Auth0Token>> send,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        // The end of the process would lose the next refresh token, and the one that was sent is used up.
        using var end = ProcessEnd.OfProcess.Await();
        Auth0Token? renewed = null;
        var isOver = false;
        var sentToken = family.Newest?.Reveal();
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
        catch (TurnLostException) when (!IsRotated())
        {
            isOver = true; // what the store has is another's
            throw;
        }
        finally
        {
            if (!isOver && !await KeepAsync(turn, family, renewed, CancellationToken.None).ConfigureAwait(false) && IsRotated())
            {
                activity?.Report(
                    new Auth0Activity(
                        Auth0ActivityKind.Warning,
                        $"The new refresh token of {UnsavedTokens.NameOf(renewed)} is not in the token store {Name} yet, because it could not be written. It is stored when the store can be used again, at the latest when {(_isClosed ? "this process ends" : "the session is disconnected")}. If that fails, the user has to sign in again."
                    )
                );
            }
        }

        bool IsRotated() => family is { StoredId: not null, Newest: { } newest } && newest.Reveal() != sentToken;
    }

    // Also if the answer was invalid: it may have contained the next refresh token.
    private async Task<bool> KeepAsync(
        StorageTurn turn,
        RefreshTokenFamily family,
        Auth0Token? renewed,
        CancellationToken cancellationToken
    )
    {
        if (turn.TimesCleared != store.TimesCleared)
        {
            return true; // nobody wants it stored any more
        }

        if (turn.Tokens.FindLogin(family.StoredId) is { } kept && family.Newest is { } newest)
        {
            kept.Keep(family, newest);
        }

        // A login that others removed meanwhile is not stored again.
        var isNew = family.StoredId is null;
        var isLost = turn.HasLost(family);
        if (isLost && renewed is not null)
        {
            WarnOfLost(turn, family, renewed);
        }

        var isStored = renewed is { IsForApis: true } && !isLost;
        if (isStored)
        {
            store.Mapping.Put(turn.Tokens, renewed!, isLogin: isNew);
        }

        if (
            await turn.WriteAsync(cancellationToken).ConfigureAwait(false) != StorageWrite.Written
            && await turn.WriteAsync(cancellationToken).ConfigureAwait(false) != StorageWrite.Written
        )
        {
            store.KeepUnsaved(family, isStored ? renewed : null, isNew);
            return false;
        }

        return true;
    }

    // Another process has the turn: nothing more is sent in this one.
    private sealed class TurnLostException : Exception;
}
