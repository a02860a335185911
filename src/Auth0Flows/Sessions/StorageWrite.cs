namespace Auth0Flows.Sessions;

/// <summary>What became of a write to a token store.</summary>
internal enum StorageWrite
{
    /// <summary>It was written.</summary>
    Written,

    /// <summary>Another process has changed the entry: this one has lost its lock.</summary>
    Changed,

    /// <summary>The store can't be used.</summary>
    Failed,
}
