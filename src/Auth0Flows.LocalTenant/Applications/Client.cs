using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An application. What lists filter by is at hand; the rest is in its JSON.</summary>
internal abstract class Client
{
    private static readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private byte[]? _utf8;

    /// <summary>All its properties as JSON, made once: long lists are read page by page, again and again.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= JsonSerializer.SerializeToUtf8Bytes(ToJson(), _options);

    public abstract string ClientId { get; }

    public abstract string? AppType { get; }

    public abstract bool IsFirstParty { get; }

    /// <summary>Whether it is the tenant's global client, "All Applications".</summary>
    public abstract bool IsGlobal { get; }

    /// <summary>All its properties, <c>client_secret</c> included, in an object that the caller may change.</summary>
    public abstract JsonObject ToJson();

    /// <summary>The public keys and certificates by which it can authenticate.</summary>
    public virtual JsonArray CredentialsToJson() => [];
}
