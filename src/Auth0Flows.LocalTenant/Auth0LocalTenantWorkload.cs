using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Workloads;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A workload, such as a job of a CI: its identity provider is simulated, issues its identity tokens, and the tenant trusts it, as an
/// Action for custom token exchange would.
/// </summary>
public sealed class Auth0LocalTenantWorkload
{
    private readonly WorkloadProvider _provider;

    internal Auth0LocalTenantWorkload(
        WorkloadProvider provider,
        string id,
        string subjectTokenType,
        string subject,
        Auth0LocalTenantUser user,
        string audience,
        string requestToken
    )
    {
        (_provider, Id, SubjectTokenType, Subject, User, Audience) = (provider, id, subjectTokenType, subject, user, audience);
        RequestToken = new Auth0LocalTenantSecret(requestToken);
    }

    /// <summary>The type of its tokens: the URI of the token exchange profile.</summary>
    public string SubjectTokenType { get; }

    /// <summary>The subject of its tokens: <c>repo:acme/app:ref:refs/heads/main</c>.</summary>
    public string Subject { get; }

    /// <summary>The audience that its tokens must have.</summary>
    public string Audience { get; }

    /// <summary>The user that the tenant issues tokens for.</summary>
    public Auth0LocalTenantUser User { get; }

    /// <summary>The issuer of its tokens.</summary>
    public string Issuer => _provider.Issuer;

    /// <summary>
    /// Where the job requests tokens, as GitHub has it in <c>ACTIONS_ID_TOKEN_REQUEST_URL</c>: with GET, and the parameter <c>audience</c>.
    /// Each of these tokens can be exchanged once.
    /// </summary>
    public string RequestUrl => $"{OidcRequestUri}?api-version=2.0";

    /// <summary>
    /// Where the job requests tokens, as Azure Pipelines has it in <c>SYSTEM_OIDCREQUESTURI</c>: with POST. They are for <see
    /// cref="Audience"/>, and each can be exchanged once.
    /// </summary>
    public string OidcRequestUri => _provider.AddressOf(this);

    /// <summary>
    /// The token that such a request needs: <c>ACTIONS_ID_TOKEN_REQUEST_TOKEN</c>, <c>SYSTEM_ACCESSTOKEN</c>. It is different for each
    /// workload.
    /// </summary>
    public Auth0LocalTenantSecret RequestToken { get; }

    internal string Id { get; }

    /// <summary>Issues a token for a file or a variable. It can be exchanged until it expires.</summary>
    /// <param name="audience">Its audience; null for <see cref="Audience"/>.</param>
    /// <param name="lifetime">Its lifetime; null for 10 minutes. A negative one has passed.</param>
    /// <param name="claims">A JSON object with claims to add or to replace: <c>{"repository": "acme/app"}</c>; null for none.</param>
    /// <exception cref="ArgumentException">The claims aren't a JSON object.</exception>
    public Auth0LocalTenantSecret IssueToken(string? audience = null, TimeSpan? lifetime = null, string? claims = null) =>
        new(_provider.Issue(this, string.IsNullOrEmpty(audience) ? Audience : audience, lifetime, claims: ReadClaims(claims)));

    private static JsonObject ReadClaims(string? claims)
    {
        try
        {
            return string.IsNullOrEmpty(claims)
                ? []
                : JsonNode.Parse(claims) as JsonObject ?? throw new ArgumentException("The claims must be a JSON object.", nameof(claims));
        }
        catch (JsonException failure)
        {
            throw new ArgumentException("The claims are not valid JSON.", nameof(claims), failure);
        }
    }

    /// <summary>The subject.</summary>
    public override string ToString() => Subject;
}
