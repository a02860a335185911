namespace Auth0Flows.Sessions;

/// <summary>A session's store, and its keys, kept open until it is disposed.</summary>
/// <param name="storage">The storage, entered.</param>
/// <param name="keys">The keys, held; null without DPoP.</param>
/// <param name="timesCleared">How often the store was cleared before.</param>
internal sealed class StoreHold(TokenStorage storage, IDisposable? keys, int timesCleared) : IDisposable
{
    /// <summary>How often the store was cleared before: if it was again since, a login that began before is not stored.</summary>
    public int TimesCleared => timesCleared;

    public void Dispose()
    {
        keys?.Dispose();
        storage.Leave();
    }
}
