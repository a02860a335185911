namespace Auth0Flows;

/// <summary>How an object or a property differs between two configurations.</summary>
public enum Auth0DifferenceKind
{
    /// <summary>Only the right side has it.</summary>
    Added,

    /// <summary>Only the left side has it.</summary>
    Removed,

    /// <summary>Both sides have it, with different values.</summary>
    Changed,
}
