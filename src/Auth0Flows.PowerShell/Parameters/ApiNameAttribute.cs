namespace Auth0Flows.PowerShell;

/// <summary>
/// Marks a parameter as a property of the API's object, with the API's name. A dot leads into an object: <c>colors.primary</c>; its other
/// members stay. A duration is sent in seconds.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
