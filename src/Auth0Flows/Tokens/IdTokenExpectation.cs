namespace Auth0Flows.Tokens;

/// <summary>The requirements for an ID token in addition to the general ones: the values of its request.</summary>
internal sealed record IdTokenExpectation
{
    /// <summary>The <c>nonce</c> that was sent.</summary>
    public string? Nonce { get; init; }

    /// <summary>The requested organization: its id (<c>org_…</c>) or its name.</summary>
    public string? Organization { get; init; }

    /// <summary>The required subject: that of the renewed token, or of the ID token from the browser.</summary>
    public string? Subject { get; init; }

    /// <summary>The maximum time since the user authenticated (<c>max_age</c>).</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The values of the same response that the ID token's hashes must match; null if it is from the token endpoint.</summary>
    public FrontChannelAnswer? FrontChannel { get; init; }
}
