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

    /// <summary>Whether another process kept it locked for too long.</summary>
    public bool IsBusy { get; init; }

    /// <summary>Whether the session was closed before the turn began.</summary>
    public bool IsClosed => storage is null;

    /// <summary>Whether the tokens are those of the store, and locked.</summary>
    public bool IsHeld => held is not null;

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
