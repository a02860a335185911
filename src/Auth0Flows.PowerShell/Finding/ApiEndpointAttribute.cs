namespace Auth0Flows.PowerShell;

/// <summary>
/// Declares an endpoint of the Management API that a cmdlet is there for, by method and path: <c>[ApiEndpoint("GET roles/{id}")]</c>. An
/// endpoint that the cmdlet only reads on the way isn't declared.
/// </summary>
/// <param name="endpoint">The method and the path; the names in braces don't matter.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
internal sealed class ApiEndpointAttribute(string endpoint) : Attribute
{
    public string Endpoint { get; } = endpoint;

    /// <summary>The parameter that selects this endpoint, if that isn't one for an id in the path: Email for users-by-email.</summary>
    public string? Parameter { get; set; }
}
