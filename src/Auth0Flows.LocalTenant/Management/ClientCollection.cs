using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/clients: the applications.</summary>
internal sealed class ClientCollection(ClientStore clients, SigningKeys keys, int? listLimit)
    : ResourceCollection<Client>(new ListPaging(listLimit, HasCheckpoints: true))
{
    // Auth0's reference: these require read:client_keys or read:client_credentials.
    private static readonly string[] _secretProperties =
    [
        "client_secret",
        "signing_keys",
        "encryption_key",
        "client_authentication_methods",
    ];

    // The newest key and its JSON; replaced together.
    private volatile Tuple<SigningKey?, byte[]> _signingKeys = new(null, []);

    public override string Name => "clients";

    protected override string Singular => "client";

    protected override IReadOnlyList<Client> Select(QueryReader query)
    {
        var appTypes = query.List("app_type");
        var isFirstParty = query.Boolean("is_first_party");
        var isGlobal = query.Boolean("is_global");
        var all = clients.Snapshot();
        return appTypes is null && isFirstParty is null && isGlobal is null
            ? all
            :
            [
                .. all.Where(client =>
                    (appTypes is null || (client.AppType is { } appType && appTypes.Contains(appType)))
                    && (isFirstParty ?? client.IsFirstParty) == client.IsFirstParty
                    && (isGlobal ?? client.IsGlobal) == client.IsGlobal
                ),
            ];
    }

    protected override Client? Find(string id) => clients.Find(id);

    protected override string IdOf(Client resource) => resource.ClientId;

    protected override void Write(Utf8JsonWriter json, Client resource, FieldSelection fields, AccessToken token)
    {
        var seesSecrets = token.HasScope("read:client_keys") || token.HasScope("read:client_credentials");
        if (seesSecrets && fields.IsAll)
        {
            WriteAll(json, resource);
            return;
        }

        json.WriteStartObject();
        foreach (var (name, value) in resource.ToJson())
        {
            if (fields.Includes(name) && (seesSecrets || !_secretProperties.Contains(name)))
            {
                json.WritePropertyName(name);
                WriteValue(json, value);
            }
        }

        if (seesSecrets && fields.Includes("signing_keys"))
        {
            WriteSigningKeys(json);
        }

        json.WriteEndObject();
    }

    /// <summary>The creator of an application sees its secret, regardless of scopes.</summary>
    protected override void WriteCreated(Utf8JsonWriter json, Client resource, AccessToken token) => WriteAll(json, resource);

    protected override Client Create(JsonObject body, AccessToken token)
    {
        ClientBody.CheckForCreation(body);
        var json = ClientTemplate.Create(Identifiers.NewClientId(), Identifiers.NewClientSecret(), "");
        ClientSettings.Merge(json, body);
        var client = new StoredClient(json, []);
        clients.Add(client);
        return client;
    }

    protected override Client? Update(string id, JsonObject body, AccessToken token)
    {
        if (body.ContainsKey("client_secret"))
        {
            Require(token, "update:client_keys");
        }

        ClientBody.CheckForChange(body);
        return clients.Replace(
            id,
            client =>
            {
                var json = client.ToJson();
                ClientSettings.Merge(json, body);
                return new StoredClient(json, client.CredentialsToJson());
            }
        );
    }

    protected override void Delete(string id)
    {
        if (clients.Find(id) is { IsGlobal: true })
        {
            throw ApiException.BadRequest("Global client cannot be deleted.");
        }

        clients.Remove(id);
    }

    private static void WriteValue(Utf8JsonWriter json, JsonNode? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            value.WriteTo(json);
        }
    }

    // The cached JSON, with the keys inserted before its last brace: most of a long list's cost is creating that JSON.
    private void WriteAll(Utf8JsonWriter json, Client resource)
    {
        var properties = resource.Utf8.Span[..^1];
        var (key, signingKeys) = _signingKeys;
        if (key != keys.Current)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            );
            WriteSigningKeys(writer);
            writer.Flush();
            signingKeys = buffer.WrittenMemory.ToArray();
            _signingKeys = new(keys.Current, signingKeys);
        }

        var whole = ArrayPool<byte>.Shared.Rent(properties.Length + signingKeys.Length + 2);
        properties.CopyTo(whole);
        whole[properties.Length] = (byte)',';
        signingKeys.CopyTo(whole, properties.Length + 1);
        var length = properties.Length + 1 + signingKeys.Length;
        whole[length] = (byte)'}';
        json.WriteRawValue(whole.AsSpan(0, length + 1), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(whole);
    }

    // The tenant's certificate, which is the same for all applications.
    private void WriteSigningKeys(Utf8JsonWriter json)
    {
        var key = keys.Current;
        json.WriteStartArray("signing_keys");
        json.WriteStartObject();
        json.WriteString("cert", key.CertificatePem);
        json.WriteString("pkcs7", key.Pkcs7Pem);
        json.WriteString("subject", key.Subject);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
