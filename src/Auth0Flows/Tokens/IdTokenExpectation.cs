namespace Auth0Flows;

/// <summary>What an ID token must say beside what every one must: what was sent with the request that it answers.</summary>
internal sealed record IdTokenExpectation
{
    /// <summary>The <c>nonce</c> that was sent.</summary>
    public string? Nonce { get; init; }

    /// <summary>The organization that was asked for: its id (<c>org_…</c>) or its name.</summary>
    public string? Organization { get; init; }

    /// <summary>The user of the token that is renewed.</summary>
    public string? Subject { get; init; }
}
