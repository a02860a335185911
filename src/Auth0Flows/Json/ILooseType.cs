using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows.Json;

/// <summary>A converter that reads objects of any format as well as it can.</summary>
internal interface ILooseType
{
    /// <summary>The documented properties.</summary>
    JsonTypeInfo Strict(JsonSerializerOptions options);

    /// <summary>The other properties of an object.</summary>
    Dictionary<string, JsonElement>? UnknownOf(object read);
}
