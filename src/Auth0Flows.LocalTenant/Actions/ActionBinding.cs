namespace Auth0Flows.LocalTenant.Actions;

/// <summary>A place of an Action in a trigger.</summary>
internal sealed record ActionBinding(string Id, string ActionId, string DisplayName, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
