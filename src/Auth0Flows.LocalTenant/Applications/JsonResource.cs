using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>A Management API object that consists only of its properties.</summary>
/// <param name="id">Its id.</param>
/// <param name="json">Its properties. They must not change afterwards.</param>
internal sealed class JsonResource(string id, JsonObject json)
{
    public string Id { get; } = id;

    /// <summary>Read-only.</summary>
    public JsonObject Json { get; } = json;

    public string Name => Json["name"].AsText() ?? "";

    /// <summary>A copy of its properties, which the caller may change.</summary>
    public JsonObject ToJson() => (JsonObject)Json.DeepClone();

    /// <summary>
    /// The object after a change: a property replaces its old value, null removes a property, and the named properties are merged one level
    /// deep.
    /// </summary>
    public JsonResource With(JsonObject changes, params string[] merged)
    {
        var changed = ToJson();
        foreach (var (name, value) in changes)
        {
            if (merged.Contains(name) && changed[name] is JsonObject inner && value is JsonObject innerChanges)
            {
                MergeInto(inner, innerChanges);
            }
            else if (value is null)
            {
                changed.Remove(name);
            }
            else
            {
                changed[name] = value.DeepClone();
            }
        }

        return new JsonResource(Id, changed);
    }

    /// <summary>Adds properties to an object; null removes one.</summary>
    public static void MergeInto(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
