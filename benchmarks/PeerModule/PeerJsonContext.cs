using System.Text.Json.Serialization;

namespace PeerModule;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PeerClientPage))]
internal sealed partial class PeerJsonContext : JsonSerializerContext;
