using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>The properties that a body may have.</summary>
internal sealed class Schema(IEnumerable<Property> properties)
{
    private readonly Property[] _properties = [.. properties];

    /// <summary>Reads declarations such as <c>name!</c> or <c>type! http|splunk fixed</c>: see <see cref="Property"/>.</summary>
    public static Schema Of(params string[] declarations) => new(declarations.Select(declaration => new Property(declaration)));

    /// <summary>
    /// Rejects a body that lacks a property, or has an unknown one or a wrong value, with the messages of Auth0's validator.
    /// </summary>
    /// <param name="json">The body.</param>
    /// <param name="isCreation">Whether required properties must be there, and fixed ones may be.</param>
    /// <exception cref="ApiException">The body is invalid.</exception>
    public BodyReader Check(JsonObject json, bool isCreation)
    {
        var body = new BodyReader(json);
        var missing = _properties.FirstOrDefault(property => isCreation && property.IsRequired && !json.ContainsKey(property.Name));
        if (missing is not null)
        {
            throw ApiException.InvalidBody($"Missing required property: {missing.Name}");
        }

        body.AllowOnly("", [.. _properties.Where(property => isCreation || !property.IsFixed).Select(property => property.Name)]);
        foreach (var property in _properties)
        {
            property.Check(body);
        }

        return body;
    }
}
