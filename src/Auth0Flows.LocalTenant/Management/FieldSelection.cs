using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// Which top-level properties are asked for: <c>fields</c>, and <c>include_fields</c>, which turns them into those left out.
/// </summary>
internal sealed class FieldSelection(IReadOnlyList<string>? fields, bool includesFields)
{
    /// <summary>Everything.</summary>
    public static readonly FieldSelection All = new(null, includesFields: true);

    private readonly HashSet<string> _fields = [.. fields ?? []];

    /// <summary>Whether nothing is left out.</summary>
    public bool IsAll => _fields.Count == 0;

    public static FieldSelection Read(QueryReader query) => new(query.List("fields"), query.Boolean("include_fields") ?? true);

    public bool Includes(string name) => IsAll || _fields.Contains(name) == includesFields;

    /// <summary>Whether a property is named, which is not shown unless it is.</summary>
    public bool Names(string name) => includesFields && _fields.Contains(name);

    /// <summary>Takes what isn't asked for out of an object.</summary>
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
