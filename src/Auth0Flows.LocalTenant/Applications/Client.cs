using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An application. Properties for filtering lists are directly available; the rest is in its JSON.</summary>
internal abstract class Client
{
    private static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[]? _utf8;

    /// <summary>All its properties as JSON. Cached, because long lists are read page by page, many times.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= JsonSerializer.SerializeToUtf8Bytes(ToJson(), _options);

    public abstract string ClientId { get; }

    public abstract string? AppType { get; }

    public abstract bool IsFirstParty { get; }

    /// <summary>Whether this is the tenant's global client, "All Applications".</summary>
    public abstract bool IsGlobal { get; }

    /// <summary>All its properties, including <c>client_secret</c>, in an object that the caller may change.</summary>
    public abstract JsonObject ToJson();

    /// <summary>The public keys and certificates that it can authenticate with.</summary>
    public virtual JsonArray CredentialsToJson() => [];
}
