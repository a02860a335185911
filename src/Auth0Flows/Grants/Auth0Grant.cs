namespace Auth0Flows;

/// <summary>One way to a token: what it sends to the token endpoint, nothing else.</summary>
public abstract class Auth0Grant
{
    private protected Auth0Grant(string? audience, string? organization, IEnumerable<string>? scope)
    {
        Audience = string.IsNullOrWhiteSpace(audience) ? null : audience;
        Organization = string.IsNullOrWhiteSpace(organization) ? null : organization;
        Scope = scope is null ? ScopeSet.Empty : ScopeSet.From(scope);
    }

    /// <summary>Which grant.</summary>
    public abstract Auth0GrantType GrantType { get; }

    /// <summary>The API that the token is for.</summary>
    public string? Audience { get; }

    /// <summary>The organization, by id or name.</summary>
    public string? Organization { get; }

    /// <summary>The scopes asked for.</summary>
    internal ScopeSet Scope { get; }

    /// <summary>What goes into <c>grant_type</c>.</summary>
    internal abstract string WireName { get; }

    /// <summary>Whether the same request may be sent twice without harm.</summary>
    internal abstract bool IsRepeatable { get; }

    /// <summary>Whether only an application that can prove itself may use it.</summary>
    internal abstract bool NeedsConfidentialClient { get; }

    /// <summary>Adds the grant's own parameters.</summary>
    internal abstract void Write(FormContent form);
}
