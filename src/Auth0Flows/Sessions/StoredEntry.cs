using Auth0Flows.Storage;

namespace Auth0Flows.Sessions;

/// <summary>An entry as it was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tokens">What it has; nothing if it can't be read.</param>
/// <param name="Bytes">Its content; null if it isn't there.</param>
/// <param name="State">Whether it could be read.</param>
internal sealed record StoredEntry(string Name, StoredTokens Tokens, byte[]? Bytes, EntryState State)
{
    public bool IsDamaged => State == EntryState.Damaged;

    /// <summary>Whether another key, or a newer version, has it.</summary>
    public bool IsOfAnother => State is EntryState.OtherKey or EntryState.Newer;
}
