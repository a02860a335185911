namespace Auth0Flows;

/// <summary>What became of an import's users.</summary>
public sealed class Auth0JobSummary : Auth0Object
{
    /// <summary>How many could not be imported.</summary>
    public long? Failed { get; init; }

    /// <summary>How many were there, and have changed.</summary>
    public long? Updated { get; init; }

    /// <summary>How many are new.</summary>
    public long? Inserted { get; init; }

    /// <summary>How many there were.</summary>
    public long? Total { get; init; }

    /// <summary>The numbers in words.</summary>
    public override string ToString() => $"{Inserted ?? 0} inserted, {Updated ?? 0} updated, {Failed ?? 0} failed of {Total ?? 0}";
}
