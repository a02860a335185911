using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>An object of the Management API: what its type knows is typed, what it doesn't know is kept, and goes back as it came.</summary>
public abstract class Auth0Object
{
    private OrderedDictionary? _additionalProperties;

    /// <summary>What came beside the typed properties, under the API's own names.</summary>
    [JsonIgnore]
    public OrderedDictionary AdditionalProperties => _additionalProperties ??= Convert();

    /// <summary>The same as it came, for the way back.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? ExtensionData { get; set; }

    private OrderedDictionary Convert()
    {
        var properties = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in ExtensionData ?? [])
        {
            properties[name] = JsonValues.ToObject(value);
        }

        return properties.AsReadOnly();
    }
}
