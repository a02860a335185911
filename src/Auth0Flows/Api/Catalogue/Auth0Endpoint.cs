namespace Auth0Flows;

/// <summary>One endpoint of the Management API, as Auth0 documents it.</summary>
/// <param name="Method">The HTTP method, in uppercase.</param>
/// <param name="Path">The path under the Management API, with names in braces: <c>users/{user_id}/roles</c>.</param>
/// <param name="Scopes">The scopes that Auth0 lists for it. If there are several, one may be sufficient for part of the endpoint.</param>
/// <param name="Paging">The paging of its list.</param>
/// <param name="Summary">A short description.</param>
public sealed record Auth0Endpoint(string Method, string Path, IReadOnlyList<string> Scopes, Auth0Paging Paging, string Summary)
{
    internal const int UsualPage = 100;

    private const string Reference = "https://auth0.com/docs/api/management/v2";

    /// <summary>The family of endpoints that it belongs to: the first part of its path, such as <c>users</c>.</summary>
    public string Family => Path.Split('/', 2)[0];

    /// <summary>The maximum number of objects on a page by checkpoint (<c>take</c>). Numbered pages have at most 100.</summary>
    public int LargestPage { get; init; } = UsualPage;

    /// <summary>The day on which Auth0 ended the endpoint; null if it didn't.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether Auth0 ended the endpoint.</summary>
    public bool IsEnded => EndedOn is not null;

    /// <summary>The path of what replaces an endpoint that Auth0 ended: <c>actions/actions</c>.</summary>
    public string? Replacement { get; init; }

    /// <summary>The page of its family in Auth0's reference.</summary>
    public Uri DocumentationUri => new($"{Reference}/{Family}");

    /// <summary>The method and the path.</summary>
    public override string ToString() => $"{Method} {Path}";
}
