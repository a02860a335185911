using System.Collections.Concurrent;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>What came while the store could not be used: it is written as soon as it can.</summary>
internal sealed class UnsavedTokens
{
    private readonly ConcurrentQueue<(RefreshTokenFamily? Family, Auth0Token? Token, bool IsLogin)> _waiting = new();

    private int _writing;

    /// <summary>Whether everything is stored: nothing waits, and nothing is being written.</summary>
    public bool IsEmpty => Volatile.Read(ref _writing) == 0 && _waiting.IsEmpty;

    /// <summary>The logins that wait, as they are shown.</summary>
    public IEnumerable<string> Logins =>
        _waiting.Where(static one => one.Family is not null).Select(static one => NameOf(one.Token)).Distinct();

    /// <summary>A login, as it is shown.</summary>
    public static string NameOf(Auth0Token? token) => token?.Subject is { Length: > 0 } user ? $"the login of {user}" : "a user's login";

    /// <param name="family">A login whose refresh token is newer than the stored one, if it is one.</param>
    /// <param name="token">A token; null if there is only a refresh token.</param>
    /// <param name="isLogin">Whether it is a login's own token, and not a renewal.</param>
    public void Add(RefreshTokenFamily? family, Auth0Token? token, bool isLogin) => _waiting.Enqueue((family, token, isLogin));

    /// <summary>Drops them: they are to be forgotten.</summary>
    public void Clear() => _waiting.Clear();

    /// <summary>Drops some of them: they are to be removed. Called when the store is locked.</summary>
    /// <param name="isToGo">Which ones.</param>
    /// <param name="staysStored">Whether the login of one stays in the store: its refresh token still waits.</param>
    /// <returns>The logins among them that were never stored.</returns>
    public IReadOnlyCollection<RefreshTokenFamily> Remove(
        Func<RefreshTokenFamily?, Auth0Token?, bool> isToGo,
        Func<RefreshTokenFamily, bool> staysStored
    )
    {
        var neverStored = new HashSet<RefreshTokenFamily>();
        for (var left = _waiting.Count; left > 0 && _waiting.TryDequeue(out var one); left--)
        {
            if (!isToGo(one.Family, one.Token))
            {
                _waiting.Enqueue(one);
            }
            else if (one is { IsLogin: true, Family: { } login })
            {
                neverStored.Add(login); // before its renewals, in their order
            }
            else if (one.Family is not null && !neverStored.Contains(one.Family) && staysStored(one.Family))
            {
                _waiting.Enqueue((one.Family, null, false));
            }
        }

        return neverStored;
    }

    /// <summary>Writes them. What can't be written waits again; a login that others removed meanwhile is not stored again.</summary>
    /// <param name="turn">The turn, with the store locked.</param>
    /// <param name="mapping">Makes stored tokens of them.</param>
    /// <param name="warnOfLost">Warns of a login that isn't stored again.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task WriteAsync(
        StorageTurn turn,
        StoredTokenMapping mapping,
        Action<StorageTurn, RefreshTokenFamily, Auth0Token?> warnOfLost,
        CancellationToken cancellationToken
    )
    {
        Interlocked.Increment(ref _writing);
        var taken = new List<(RefreshTokenFamily? Family, Auth0Token? Token, bool IsLogin)>();
        var isWritten = false;
        try
        {
            while (_waiting.TryDequeue(out var one))
            {
                if (!one.IsLogin && turn.HasLost(one.Family))
                {
                    warnOfLost(turn, one.Family!, one.Token);
                    continue;
                }

                taken.Add(one);
                if (one.Token is not null)
                {
                    mapping.Put(turn.Tokens, one.Token, one.IsLogin);
                }
                else if (one.Family is { Newest: { } newest } family)
                {
                    turn.Tokens.FindLogin(family.StoredId)?.Keep(family, newest);
                }
            }

            isWritten = taken.Count == 0 || await turn.WriteAsync(cancellationToken).ConfigureAwait(false) == StorageWrite.Written;
        }
        finally
        {
            if (!isWritten)
            {
                taken.ForEach(_waiting.Enqueue);
            }

            Interlocked.Decrement(ref _writing);
        }
    }
}
