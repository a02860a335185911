using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>An export, an import, or a message to a user.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">The settings in the request, which responses repeat.</param>
/// <param name="CreatedAt">When it started, by the time provider.</param>
/// <param name="Export">Its file; null for another job.</param>
/// <param name="Import">Its results; null for another job.</param>
internal sealed record UserJob(string Id, JsonObject Settings, DateTimeOffset CreatedAt, UserExport? Export, UserImport? Import)
{
    public string Type =>
        Export is not null ? "users_export"
        : Import is not null ? "users_import"
        : "verification_email";
}
