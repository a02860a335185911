using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>Generated serialisation: no reflection at run time, snake_case names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(SecureStringConverter), typeof(DictionaryConverter)])]
[JsonSerializable(typeof(Auth0Client))]
[JsonSerializable(typeof(Auth0UserInfo))]
internal sealed partial class Auth0JsonContext : JsonSerializerContext;
