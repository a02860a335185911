namespace Auth0Flows.LocalTenant.Requests;

/// <summary>A method and a path to compare requests with; either may be left open, and the path may end with <c>*</c>.</summary>
internal static class PathPattern
{
    // PowerShell makes an empty string of $null if a string is wanted: both leave it open.
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
