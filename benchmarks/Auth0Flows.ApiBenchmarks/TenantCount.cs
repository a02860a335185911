namespace Auth0Flows.ApiBenchmarks;

/// <summary>How the Management API's requests were answered, counted by the tenant.</summary>
internal sealed record TenantCount(int Answered, int Refused, int All);
