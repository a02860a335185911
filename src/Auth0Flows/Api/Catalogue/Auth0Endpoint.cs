namespace Auth0Flows;

/// <summary>One endpoint of the Management API, as Auth0 documents it.</summary>
/// <param name="Method">The HTTP method, in capitals.</param>
/// <param name="Path">The path under the Management API, with names in braces: <c>users/{user_id}/roles</c>.</param>
/// <param name="Scopes">The scopes that Auth0 names for it. Where there are several, one of them may do for a part of it.</param>
/// <param name="Paging">How it gives a long list.</param>
/// <param name="Summary">What it does, in a few words.</param>
public sealed record Auth0Endpoint(string Method, string Path, IReadOnlyList<string> Scopes, Auth0Paging Paging, string Summary)
{
    /// <summary>The method and the path.</summary>
    public override string ToString() => $"{Method} {Path}";
}
