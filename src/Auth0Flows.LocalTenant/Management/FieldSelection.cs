using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Which top-level properties are asked for: <c>fields</c>, and <c>include_fields</c>, which turns them into those left out.</summary>
internal sealed class FieldSelection(IReadOnlyList<string>? fields, bool includesFields)
{
    private readonly HashSet<string> _fields = [.. fields ?? []];

    public static FieldSelection Read(QueryReader query) => new(query.List("fields"), query.Boolean("include_fields") ?? true);

    /// <summary>Takes what isn't asked for out of an object.</summary>
    public JsonObject Apply(JsonObject resource)
    {
        if (_fields.Count > 0)
        {
            foreach (var name in resource.Select(property => property.Key).Where(name => _fields.Contains(name) != includesFields).ToArray())
            {
                resource.Remove(name);
            }
        }

        return resource;
    }
}
