namespace Auth0Flows.ApiBenchmarks;

/// <summary>The number of Management API requests by response, counted by the tenant.</summary>
internal sealed record TenantCount(int Answered, int Refused, int All);
