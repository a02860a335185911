namespace Auth0Flows;

/// <summary>One endpoint of the Management API, as Auth0 documents it.</summary>
/// <param name="Method">The HTTP method, in uppercase.</param>
/// <param name="Path">The path under the Management API, with names in braces: <c>users/{user_id}/roles</c>.</param>
/// <param name="Scopes">The scopes that Auth0 lists for it. If there are several, one may be sufficient for part of the endpoint.</param>
/// <param name="Paging">The paging of its list.</param>
/// <param name="Summary">A short description.</param>
public sealed record Auth0Endpoint(string Method, string Path, IReadOnlyList<string> Scopes, Auth0Paging Paging, string Summary)
{
    /// <summary>The method and the path.</summary>
    public override string ToString() => $"{Method} {Path}";
}
