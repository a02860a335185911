using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>
/// /api/v2/keys/signing, the keys that sign the tenant's tokens, and /api/v2/keys/encryption, of which only the list is kept.
/// </summary>
internal sealed class KeyEndpoints(SigningKeys keys, TenantClock clock)
{
    private readonly KindStore _encryption = new(
        new Kind("keys/encryption", "", "type! customer-provided-root-key|tenant-encryption-key")
        {
            IdName = "kid",
            ListName = "keys",
            HasTimes = true,
            Singular = "encryption_key",
            Complete = json =>
            {
                json["state"] = json["type"].AsText() == "customer-provided-root-key" ? "pre-activation" : "active";
                json["parent_kid"] = null;
            },
        },
        clock
    );

    public void MapTo(EndpointTable table)
    {
        table.Map("GET keys/signing", "read:signing_keys", _ => List());
        table.Map("GET keys/signing/{kid}", "read:signing_keys", request => ServerResponse.Json(200, Show(Find(request))));
        table.Map("POST keys/signing/rotate", "create:signing_keys&update:signing_keys", _ => Rotate());
        table.Map("PUT keys/signing/{kid}/revoke", "update:signing_keys", Revoke);

        var kind = new KindEndpoints(_encryption);
        table.Map("GET keys/encryption", "read:encryption_keys", kind.List);
        table.Map("POST keys/encryption", "create:encryption_keys", kind.Create);
        table.Map("GET keys/encryption/{kid}", "read:encryption_keys", kind.Read);
        table.Map("DELETE keys/encryption/{kid}", "delete:encryption_keys", kind.Delete);
        table.Map("POST keys/encryption/rekey", "create:encryption_keys&update:encryption_keys", _ => new ServerResponse(204));
        table.Map("POST keys/encryption/{kid}/wrapping-key", "create:encryption_keys", CreateWrappingKey);
        table.Map("POST keys/encryption/{kid}", "update:encryption_keys", Import);
    }

    private ServerResponse List() => ServerResponse.Json(200, new JsonArray([.. keys.Snapshot().Select(Show)]));

    private SigningKey Find(EndpointRequest request) =>
        keys.Snapshot().FirstOrDefault(key => key.KeyId == request.Id)
        ?? throw ApiException.Inexistent("signing_key", "The signing key does not exist.");

    private JsonObject Show(SigningKey key)
    {
        var current = keys.Current;
        using var certificate = X509Certificate2.CreateFromPem(key.CertificatePem);
        var json = new JsonObject
        {
            ["kid"] = key.KeyId,
            ["cert"] = key.CertificatePem,
            ["pkcs7"] = key.Pkcs7Pem,
            ["current"] = key == current,
            ["next"] = false,
            ["previous"] = key != current,
            ["fingerprint"] = string.Join(
                ':',
                Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256)).Chunk(2).Select(pair => new string(pair))
            ),
            ["thumbprint"] = certificate.Thumbprint,
            ["revoked"] = keys.RevocationOf(key.KeyId) is not null,
        };
        if (keys.RevocationOf(key.KeyId) is { } revoked)
        {
            json["revoked_at"] = Timestamp.Of(revoked);
        }

        return json;
    }

    private ServerResponse Rotate()
    {
        keys.Rotate();
        return ServerResponse.Json(201, new JsonObject { ["kid"] = keys.Current.KeyId, ["cert"] = keys.Current.CertificatePem });
    }

    private ServerResponse Revoke(EndpointRequest request)
    {
        var key = Find(request);
        if (key == keys.Current)
        {
            throw ApiException.BadRequest("The key that is in use can't be revoked: rotate it first.", "operation_not_supported");
        }

        keys.Revoke(key.KeyId, clock.UtcNow);
        return ServerResponse.Json(200, new JsonObject { ["kid"] = key.KeyId, ["cert"] = key.CertificatePem });
    }

    private ServerResponse CreateWrappingKey(EndpointRequest request)
    {
        _encryption.FindOrThrow(request.Id);
        using var rsa = RSA.Create(2048);
        return ServerResponse.Json(
            201,
            new JsonObject { ["public_key"] = rsa.ExportSubjectPublicKeyInfoPem(), ["algorithm"] = "CKM_RSA_AES_KEY_WRAP" }
        );
    }

    private ServerResponse Import(EndpointRequest request)
    {
        Schema.Of("wrapped_key!").Check(request.ReadBody(), isCreation: true);
        var imported = _encryption.Change(request.Id, new JsonObject { ["state"] = "active" });
        return ServerResponse.Json(201, imported.ToJson());
    }
}
