namespace Auth0Flows.PowerShell;

/// <summary>The scopes of the Management API with their purpose.</summary>
internal static class ManagementScopes
{
    private const int MostLines = 8;

    private static readonly Lazy<Suggestion[]> _all = new(static () =>
        [
            .. Auth0Endpoints
                .All.SelectMany(
                    static endpoint => endpoint.Scopes,
                    static (endpoint, scope) => (Scope: scope, Use: $"{endpoint}: {endpoint.Summary}")
                )
                .GroupBy(static pair => pair.Scope, static pair => pair.Use)
                .OrderBy(static scope => scope.Key, StringComparer.Ordinal)
                .Select(static scope => new Suggestion(
                    scope.Key,
                    string.Join('\n', scope.Take(MostLines)) + (scope.Count() > MostLines ? "\n…" : "")
                )),
        ]
    );

    public static IReadOnlyList<Suggestion> All => _all.Value;

    /// <summary>Whether an audience is a tenant's Management API: that of its own domain, even if the session uses a custom one.</summary>
    public static bool AreOf(string audience, Auth0Session? session) =>
        audience == session?.ManagementAudience || audience.EndsWith("/api/v2/", StringComparison.Ordinal);
}
