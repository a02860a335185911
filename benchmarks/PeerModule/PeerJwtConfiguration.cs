using System.Text.Json;

namespace PeerModule;

public sealed class PeerJwtConfiguration
{
    public long? LifetimeInSeconds { get; set; }

    public bool? SecretEncoded { get; set; }

    public string? Alg { get; set; }

    public JsonElement? Scopes { get; set; }
}
