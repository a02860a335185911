using Auth0Flows.Grants;

namespace Auth0Flows.Sessions;

/// <summary>
/// The cache key of a token: audience, organization, subject (the application itself, or its workload), scopes, authorization details.
/// </summary>
/// <remarks>A class: the runtime has compiled dictionaries with such keys, and would compile those of a struct at each start.</remarks>
internal sealed record TokenKey(string Audience, string Organization, string Subject, string Scope)
{
    // An application with a secret can have both its own tokens and those of its workload.
    private const string Workload = "workload";

    /// <summary>The authorization details (RFC 9396): a token for these serves no other request. Empty for none.</summary>
    public string Details { get; init; } = "";

    public static TokenKey For(Auth0Grant grant) =>
        new(grant.Audience ?? "", grant.Organization ?? "", grant is WorkloadGrant ? Workload : "", grant.Scope.ToString())
        {
            Details = grant.AuthorizationDetails?.Key ?? "",
        };

    /// <summary>The key without scopes, for tokens whose scopes cover the request.</summary>
    public TokenKey WithoutScope => this with { Scope = "" };
}
