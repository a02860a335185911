namespace Auth0Flows.LocalTenant.Requests;

/// <summary>Matches requests by method and path. Both are optional, and the path may end with <c>*</c>.</summary>
internal static class PathPattern
{
    // PowerShell converts $null to an empty string for string parameters: both match everything.
    public static bool Matches(string? method, string? path, Auth0LocalTenantRequest request) =>
        (string.IsNullOrEmpty(method) || method.Equals(request.Method, StringComparison.OrdinalIgnoreCase))
        && MatchesPath(path, request.Path);

    private static bool MatchesPath(string? pattern, string path) =>
        string.IsNullOrEmpty(pattern)
        || (
            pattern.EndsWith('*')
                ? path.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
                : path == pattern
        );
}
