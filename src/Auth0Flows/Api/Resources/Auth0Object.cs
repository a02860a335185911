using System.Collections.Specialized;
using System.Text.Json;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// An object of the Management API: what its type knows is typed, what it doesn't know is kept, and goes back as it came.
/// </summary>
public abstract class Auth0Object : IJsonObject
{
    private OrderedDictionary? _additionalProperties;

    /// <summary>What came beside the typed properties, under the API's own names.</summary>
    [JsonIgnore]
    public OrderedDictionary AdditionalProperties => _additionalProperties ??= Convert();

    /// <summary>
    /// The names of properties that came in another form than documented and say nothing in the documented one: what came is among the
    /// <see cref="AdditionalProperties"/>, where the typed property is empty.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> UnreadProperties { get; internal set; } = [];

    /// <summary>The same as it came, for the way back.</summary>
    [JsonExtensionData]
    [JsonInclude]
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
