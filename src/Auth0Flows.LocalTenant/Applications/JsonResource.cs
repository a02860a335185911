using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An object of the Management API that is nothing but its properties.</summary>
/// <param name="id">Its id.</param>
/// <param name="json">Its properties. Nobody may change them any more.</param>
internal sealed class JsonResource(string id, JsonObject json)
{
    public string Id { get; } = id;

    /// <summary>For reading alone.</summary>
    public JsonObject Json { get; } = json;

    public string Name => Json["name"].AsText() ?? "";

    /// <summary>All its properties in an object that the caller may change.</summary>
    public JsonObject ToJson() => (JsonObject)Json.DeepClone();

    /// <summary>
    /// The object that it becomes: properties replace what they were, null takes them away, and those named are added to one level deep.
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

    /// <summary>Adds properties to an object; null takes one away.</summary>
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
