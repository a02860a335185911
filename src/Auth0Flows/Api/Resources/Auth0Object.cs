using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>A Management API object. Known properties are typed; unknown properties are kept, and sent back unchanged.</summary>
public abstract class Auth0Object : IJsonObject
{
    private OrderedDictionary? _additionalProperties;

    /// <summary>The properties that the type doesn't know, with the API's names.</summary>
    [JsonIgnore]
    public OrderedDictionary AdditionalProperties => _additionalProperties ??= Convert();

    /// <summary>
    /// The names of properties whose values can't be converted to the documented type: the value is in <see cref="AdditionalProperties"/>,
    /// and the typed property is empty.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> UnreadProperties { get; internal set; } = [];

    /// <summary>
    /// The unchanged unknown properties, to send back. Only <see cref="LooseConverter{T}"/> reads and writes them: other serializers would
    /// show the secrets in them.
    /// </summary>
    [JsonIgnore]
    internal Dictionary<string, JsonElement>? ExtensionData { get; set; }

    void IJsonObject.WriteTo(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, this, GetType(), Auth0JsonContext.Default);

    private OrderedDictionary Convert()
    {
        var properties = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in ExtensionData ?? [])
        {
            properties[name] = SecretValues.Read(name, value);
        }

        return properties.AsReadOnly();
    }
}
