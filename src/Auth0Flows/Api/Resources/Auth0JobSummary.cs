namespace Auth0Flows;

/// <summary>The results of an import.</summary>
public sealed class Auth0JobSummary : Auth0Object
{
    /// <summary>How many users could not be imported.</summary>
    public long? Failed { get; set; }

    /// <summary>How many existing users were updated.</summary>
    public long? Updated { get; set; }

    /// <summary>How many users were inserted.</summary>
    public long? Inserted { get; set; }

    /// <summary>How many users the file contains.</summary>
    public long? Total { get; set; }

    /// <summary>The numbers as text.</summary>
    public override string ToString() => $"{Inserted ?? 0} inserted, {Updated ?? 0} updated, {Failed ?? 0} failed of {Total ?? 0}";
}
