namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>An application that asks for tokens.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="IsPublic">Whether it gave no proof, because it can keep no secret.</param>
/// <param name="GrantTypes">The grants it is set up for.</param>
internal sealed record AuthenticatedClient(string ClientId, bool IsPublic, IReadOnlySet<string> GrantTypes);
