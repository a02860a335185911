using System.Net.Http.Headers;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>A grant: the parameters that it sends to the token endpoint, nothing else.</summary>
public abstract class Auth0Grant
{
    private protected Auth0Grant(string? audience = null, string? organization = null, IEnumerable<string>? scope = null)
    {
        Audience = string.IsNullOrWhiteSpace(audience) ? null : audience;
        Organization = string.IsNullOrWhiteSpace(organization) ? null : organization;
        Scope = scope is null ? ScopeSet.Empty : ScopeSet.From(scope);
    }

    /// <summary>The grant type.</summary>
    public abstract Auth0GrantType GrantType { get; }

    /// <summary>The API that the token is for.</summary>
    public string? Audience { get; }

    /// <summary>The organization, by id or name.</summary>
    public string? Organization { get; }

    /// <summary>
    /// What exactly the token is requested for (RFC 9396 §6); null for no more than the scopes say. A refresh, or the exchange of a code,
    /// can request only a part of what the user has consented to.
    /// </summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; init; }

    /// <summary>The requested scopes.</summary>
    internal ScopeSet Scope { get; }

    /// <summary>The value of <c>grant_type</c>.</summary>
    internal abstract string WireName { get; }

    /// <summary>When its requests can be retried. Nearly all of them use something up: a code, an attempt, a refresh token.</summary>
    internal virtual RepeatPolicy RepeatPolicy => RepeatPolicy.WhenRateLimited;

    /// <summary>Whether its token is the application's own, which the application's sessions share.</summary>
    internal virtual bool IsOfApplication => false;

    /// <summary>Whether only a confidential client can use it.</summary>
    internal virtual bool NeedsConfidentialClient => false;

    /// <summary>Whether its token is bound to the session's key if the request has a proof (RFC 9449 §5).</summary>
    internal virtual bool IsBound => true;

    /// <summary>What the ID token must contain, if one is returned.</summary>
    internal virtual IdTokenExpectation IdToken => new() { Organization = Organization };

    /// <summary>Whether the response must have an ID token, because <c>openid</c> was requested.</summary>
    /// <param name="granted">The scopes in the response.</param>
    internal virtual bool NeedsIdToken(IReadOnlyCollection<string>? granted) => Scope.Contains("openid");

    /// <summary>The refresh that it performs, or completes with a second factor.</summary>
    internal virtual RefreshTarget? Refresh => null;

    /// <summary>The request parameters that its token records.</summary>
    internal TokenAsked Asked =>
        new(GrantType, Audience, Organization, Scope, Refresh?.OtherAudience)
        {
            Details = AuthorizationDetails?.Key ?? DetailsBefore,
            OtherScope = Refresh?.ScopeAsked ?? ScopeSet.Empty,
            OtherDetails = Refresh?.Details,
            IsOfApplication = IsOfApplication,
        };

    /// <summary>
    /// The key of the authorization details that an earlier request of the same login had; empty for none. They are not sent again.
    /// </summary>
    internal virtual string DetailsBefore { get; init; } = "";

    /// <summary>Whether its parameters are sent as JSON, because one of them is an object; otherwise, as a form.</summary>
    internal virtual bool IsJson => false;

    /// <summary>Adds the grant's own parameters.</summary>
    internal abstract void Write(FieldContent body);

    /// <summary>Adds the grant's own headers.</summary>
    internal virtual void WriteHeaders(HttpRequestHeaders headers) { }

    /// <summary>What the server's <c>error</c> means for this grant, if it has a special meaning.</summary>
    internal virtual Auth0ErrorCode? Explain(string? error, string description) => null;

    /// <summary>For logs, without secrets.</summary>
    public override string ToString() => GrantType.ToString();

    private protected static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
