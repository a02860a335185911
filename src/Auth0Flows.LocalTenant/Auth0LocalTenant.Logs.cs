namespace Auth0Flows.LocalTenant;

/// <content>The log.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>Writes an entry into the tenant's log, as if it had happened.</summary>
    /// <param name="type">The code of an event, such as <c>fp</c> (Auth0, "Log Event Type Codes").</param>
    /// <param name="description">What it says besides; null for nothing.</param>
    /// <returns>The <c>log_id</c>.</returns>
    public string AddLog(string type, string? description = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return _tenantLog.Add(type, NullIfEmpty(description));
    }
}
