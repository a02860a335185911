namespace Auth0Flows.PowerShell;

/// <summary>A parameter that is a property of the API's object, under the API's name.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ApiNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
