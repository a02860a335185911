namespace Auth0Flows.Tokens;

/// <summary>What an ID token must say beside what every one must: what was sent with the request that it answers.</summary>
internal sealed record IdTokenExpectation
{
    /// <summary>The <c>nonce</c> that was sent.</summary>
    public string? Nonce { get; init; }

    /// <summary>The organization that was asked for: its id (<c>org_…</c>) or its name.</summary>
    public string? Organization { get; init; }

    /// <summary>The user that it must be about: that of the token that is renewed, or of the ID token that the browser brought.</summary>
    public string? Subject { get; init; }

    /// <summary>How long ago the user may have proved themselves at most (<c>max_age</c>).</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// What came in the same answer and must stand behind the hashes of the ID token; null if it came from the token endpoint.
    /// </summary>
    public FrontChannelAnswer? FrontChannel { get; init; }
}
