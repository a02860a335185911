namespace Auth0Flows.PowerShell;

/// <summary>How far an import is.</summary>
internal sealed class UserImport
{
    /// <summary>The users who are still to be sent.</summary>
    public Auth0UserImportFile File { get; } = new();

    /// <summary>The connection's id, once it was looked up.</summary>
    public string? ConnectionId { get; set; }
}
