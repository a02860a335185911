using Auth0Flows.Storage;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>A session's turn with the stored tokens: no other process reads and changes them until it is disposed.</summary>
/// <param name="storage">The storage, which is in use until the turn ends; null if it is closed.</param>
/// <param name="activity">Receives warnings.</param>
/// <param name="held">The lock; null if the store can't be used or is busy.</param>
internal sealed class StorageTurn(TokenStorage? storage, IProgress<Auth0Activity>? activity, IAsyncDisposable? held) : IAsyncDisposable
{
    /// <summary>The tokens; empty if the store can't be used.</summary>
    public StoredTokens Tokens { get; init; } = new();

    /// <summary>The name of the entry.</summary>
    public string Entry { get; init; } = "";

    /// <summary>What the entry has, encrypted; null if it doesn't exist.</summary>
    public byte[]? Before { get; set; }

    /// <summary>Whether the entry could not be read and was set aside: what it had was not removed by anybody.</summary>
    public bool WasDamaged { get; init; }

    /// <summary>How often the session's store was cleared before: an answer that comes after it was again is not stored.</summary>
    public int TimesCleared { get; set; }

    /// <summary>Whether another process kept it locked for too long.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Whether the session was closed before the turn began.</summary>
    public bool IsClosed => storage is null;

    /// <summary>Whether the tokens are those of the store, and locked.</summary>
    public bool IsHeld => held is not null;

    /// <summary>Whether the lock is known to be lost: another process may take its turn now.</summary>
    public bool IsLost => held is ILosableLock { IsLost: true };

    /// <summary>Whether the store had a login, and doesn't have it any more.</summary>
    public bool HasLost(RefreshTokenFamily? family) => IsHeld && family is { StoredId: { } id } && Tokens.FindLogin(id) is null;

    /// <summary>Whether somebody receives warnings.</summary>
    public bool IsHeard => activity is not null;

    /// <summary>Reports a warning.</summary>
    public void Warn(string message) => activity?.Report(new Auth0Activity(Auth0ActivityKind.Warning, message));

    /// <summary>Writes the tokens.</summary>
    public Task<StorageWrite> WriteAsync(CancellationToken cancellationToken) =>
        held is not null ? storage!.WriteAsync(this, activity, cancellationToken) : Task.FromResult(StorageWrite.Failed);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (held is not null)
            {
                await storage!.ReleaseAsync(held, activity, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            storage?.Leave();
        }
    }
}
