namespace Auth0Flows.LocalTenant.Applications;

/// <summary>What a token says of an organization.</summary>
internal sealed record Organization(string Id, string Name);
