using Auth0Flows.Grants;

namespace Auth0Flows.Sessions;

/// <summary>The cache key of a token: audience, organization, subject (the application itself, or its workload), scopes.</summary>
internal readonly record struct TokenKey(string Audience, string Organization, string Subject, string Scope)
{
    // An application with a secret can have both its own tokens and those of its workload.
    private const string Workload = "workload";

    public static TokenKey For(Auth0Grant grant) => new(grant.Audience ?? "", grant.Organization ?? "", grant is WorkloadGrant ? Workload : "", grant.Scope.ToString());

    /// <summary>The key without scopes, for tokens whose scopes cover the request.</summary>
    public TokenKey WithoutScope => this with { Scope = "" };
}
