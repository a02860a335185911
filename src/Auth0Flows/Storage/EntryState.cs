namespace Auth0Flows.Storage;

/// <summary>Whether an entry of a store can be read.</summary>
internal enum EntryState
{
    /// <summary>It can.</summary>
    Readable,

    /// <summary>It isn't one, or it was changed or cut.</summary>
    Damaged,

    /// <summary>It was written with another key.</summary>
    OtherKey,

    /// <summary>A newer version of this module wrote it.</summary>
    Newer,
}
