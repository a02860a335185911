namespace Auth0Flows.Configuration.Kinds;

/// <summary>Stands for the id of an object until the object exists: the id differs between tenants, the name doesn't.</summary>
/// <param name="Kind">The kind of the object.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsStart">Whether the name is only its start: the grants of an application.</param>
internal sealed record NameReference(string Kind, string Name, bool IsStart = false);
