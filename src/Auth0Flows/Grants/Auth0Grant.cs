using System.Net.Http.Headers;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>One way to a token: what it sends to the token endpoint, nothing else.</summary>
public abstract class Auth0Grant
{
    private protected Auth0Grant(string? audience = null, string? organization = null, IEnumerable<string>? scope = null)
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

    /// <summary>What of it may be sent again. Nearly all of them spend something: a code, a try, a refresh token.</summary>
    internal virtual RepeatPolicy RepeatPolicy => RepeatPolicy.WhenRateLimited;

    /// <summary>Whether only an application that can prove itself may use it.</summary>
    internal virtual bool NeedsConfidentialClient => false;

    /// <summary>What the ID token must contain, if one is returned.</summary>
    internal virtual IdTokenExpectation IdToken => new() { Organization = Organization };

    /// <summary>Whether an answer without an ID token is none: <c>openid</c> was asked for.</summary>
    /// <param name="granted">The scopes that the answer names.</param>
    internal virtual bool NeedsIdToken(IReadOnlyCollection<string>? granted) => Scope.Contains("openid");

    /// <summary>The refresh that it is, or completes with a second factor.</summary>
    internal virtual RefreshTarget? Refresh => null;

    /// <summary>What a token that comes by it keeps a note of.</summary>
    internal TokenAsked Asked => new(GrantType, Audience, Organization, Scope, Refresh?.OtherAudience);

    /// <summary>Adds the grant's own parameters.</summary>
    internal abstract void Write(FieldContent body);

    /// <summary>Adds the grant's own headers.</summary>
    internal virtual void WriteHeaders(HttpRequestHeaders headers) { }

    /// <summary>What the server's <c>error</c> means for this grant, if it has a special meaning.</summary>
    internal virtual Auth0ErrorCode? Explain(string? error, string description) => null;

    /// <summary>For a log: never what is secret.</summary>
    public override string ToString() => GrantType.ToString();

    private protected static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
