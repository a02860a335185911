namespace Auth0Flows.Sessions;

/// <summary>A session's turn with the stored tokens: no other process reads and changes them until it is disposed.</summary>
/// <param name="storage">The storage.</param>
/// <param name="tokens">What it has.</param>
/// <param name="entry">The name of the entry.</param>
/// <param name="held">The lock; null if the store can't be used or is busy.</param>
/// <param name="isBusy">Whether another process kept it locked for too long.</param>
/// <param name="activity">Receives warnings.</param>
internal sealed class StorageTurn(
    TokenStorage storage,
    StoredTokens tokens,
    string entry,
    IAsyncDisposable? held,
    bool isBusy,
    IProgress<Auth0Activity>? activity
) : IAsyncDisposable
{
    public StoredTokens Tokens => tokens;

    public bool IsBusy => isBusy;

    /// <summary>Writes the tokens. False if the store can't be used.</summary>
    public Task<bool> WriteAsync(CancellationToken cancellationToken) =>
        held is null ? Task.FromResult(false) : storage.WriteAsync(entry, tokens, activity, cancellationToken);

    public ValueTask DisposeAsync() => held?.DisposeAsync() ?? default;
}
