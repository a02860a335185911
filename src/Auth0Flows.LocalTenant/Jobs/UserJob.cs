using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>An export or an import.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">The settings in the request, which responses repeat.</param>
/// <param name="CreatedAt">When it started, by the time provider.</param>
/// <param name="Export">Its file; null for an import.</param>
/// <param name="Import">Its results; null for an export.</param>
internal sealed record UserJob(string Id, JsonObject Settings, DateTimeOffset CreatedAt, UserExport? Export, UserImport? Import)
{
    public string Type => Export is null ? "users_import" : "users_export";
}
