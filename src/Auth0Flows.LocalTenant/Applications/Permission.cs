namespace Auth0Flows.LocalTenant.Applications;

/// <summary>A scope of an API that a role or a user may use.</summary>
internal sealed record Permission(string Identifier, string Name);
