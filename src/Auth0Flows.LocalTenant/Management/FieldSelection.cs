using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// The requested top-level properties: <c>fields</c>, and <c>include_fields</c>, which can make it a list of properties to exclude.
/// </summary>
internal sealed class FieldSelection(IReadOnlyList<string>? fields, bool includesFields)
{
    /// <summary>All properties.</summary>
    public static readonly FieldSelection All = new(null, includesFields: true);

    private readonly HashSet<string> _fields = [.. fields ?? []];

    /// <summary>Whether all properties are included.</summary>
    public bool IsAll => _fields.Count == 0;

    public static FieldSelection Read(QueryReader query) => new(query.List("fields"), query.Boolean("include_fields") ?? true);

    public bool Includes(string name) => IsAll || _fields.Contains(name) == includesFields;

    /// <summary>Whether the request names a property that is returned only if named.</summary>
    public bool Names(string name) => includesFields && _fields.Contains(name);

    /// <summary>Removes the properties that weren't requested from an object.</summary>
    public JsonObject Apply(JsonObject resource)
    {
        if (!IsAll)
        {
            foreach (var name in resource.Select(property => property.Key).Where(name => !Includes(name)).ToArray())
            {
                resource.Remove(name);
            }
        }

        return resource;
    }
}
