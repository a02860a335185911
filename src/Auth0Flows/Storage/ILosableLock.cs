namespace Auth0Flows.Storage;

/// <summary>A lock that its holder can lose: by sleeping for too long, a failover, an eviction.</summary>
internal interface ILosableLock : IAsyncDisposable
{
    /// <summary>Whether it is known to be lost.</summary>
    bool IsLost { get; }
}
