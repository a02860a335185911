namespace Auth0Flows.PowerShell;

/// <summary>A cmdlet that is there for an endpoint.</summary>
/// <param name="Name">The cmdlet's name.</param>
/// <param name="Type">Its class.</param>
/// <param name="Parameter">The parameter that selects the endpoint, if the path has no name for it.</param>
internal sealed record EndpointCmdlet(string Name, Type Type, string? Parameter);
