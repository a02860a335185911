namespace Auth0Flows.LocalTenant.Applications;

/// <summary>A scope of an API, granted to a role or a user.</summary>
internal sealed record Permission(string Identifier, string Name);
