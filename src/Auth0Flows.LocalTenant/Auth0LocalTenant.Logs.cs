namespace Auth0Flows.LocalTenant;

/// <content>The log.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>Adds an entry to the tenant's log, as if the event had happened.</summary>
    /// <param name="type">The event code, such as <c>fp</c> (Auth0, "Log Event Type Codes").</param>
    /// <param name="description">The description; null for none.</param>
    /// <returns>The <c>log_id</c>.</returns>
    public string AddLog(string type, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return _tenantLog.Add(type, NullIfEmpty(description));
    }
}
