namespace Auth0Flows.PowerShell;

/// <summary>The progress of an import.</summary>
internal sealed class UserImport
{
    /// <summary>The users who have not been sent yet.</summary>
    public Auth0UserImportFile File { get; } = new();

    /// <summary>The connection's id, once it has been looked up.</summary>
    public string? ConnectionId { get; set; }
}
