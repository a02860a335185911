namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The organization as a token shows it.</summary>
internal sealed record Organization(string Id, string Name);
