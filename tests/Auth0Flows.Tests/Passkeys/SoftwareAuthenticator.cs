using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>
/// An authenticator in software (WebAuthn Level 2 §6), with one passkey of ES256 or RS256. What it answers can be changed before it is
/// signed, to forge it.
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    public const byte UserPresent = 0x01;
    public const byte UserVerified = 0x04;
    public const byte Attested = 0x40;

    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;

    public SoftwareAuthenticator(bool isRsa = false, int bits = 2048)
    {
        if (isRsa)
        {
            _rsa = RSA.Create(bits);
        }
        else
        {
            _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        }
    }

    public byte[] CredentialId { get; set; } = RandomNumberGenerator.GetBytes(32);

    public string Id => Encode(CredentialId);

    /// <summary>The user's handle, from the registration.</summary>
    public string? UserHandle { get; set; }

    public string Origin { get; set; } = "http://localhost";

    public string RelyingPartyId { get; set; } = "localhost";

    public byte Flags { get; set; } = UserPresent | UserVerified;

    public uint SignCount { get; set; }

    /// <summary>Changes the client data.</summary>
    public Action<JsonObject>? ClientData { get; set; }

    /// <summary>Changes the authenticator data.</summary>
    public Func<byte[], byte[]>? Data { get; set; }

    /// <summary>Changes the key in COSE.</summary>
    public Func<byte[], byte[]>? Key { get; set; }

    /// <summary>Changes the attestation object.</summary>
    public Func<byte[], byte[]>? Attestation { get; set; }

    /// <summary>Changes the signature.</summary>
    public Func<byte[], byte[]>? Signature { get; set; }

    /// <summary>Changes the whole answer.</summary>
    public Action<JsonObject>? Answer { get; set; }

    public static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>Makes the passkey: <c>navigator.credentials.create()</c>.</summary>
    public JsonObject Create(JsonNode options)
    {
        UserHandle = options["user"]!["id"]!.GetValue<string>();
        var data = DataOf((byte)(Flags | Attested), [.. new byte[16], .. Length(CredentialId), .. CredentialId, .. CoseKey()]);
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(data)];
        return Complete(
            new JsonObject
            {
                ["clientDataJSON"] = Encode(ClientDataOf("webauthn.create", options)),
                ["attestationObject"] = Encode(Attestation?.Invoke(attestation) ?? attestation),
            }
        );
    }

    /// <summary>Signs: <c>navigator.credentials.get()</c>.</summary>
    public JsonObject Get(JsonNode options)
    {
        var clientData = ClientDataOf("webauthn.get", options);
        var data = DataOf(Flags, []);
        var signature = Sign([.. data, .. SHA256.HashData(clientData)]);
        return Complete(
            new JsonObject
            {
                ["clientDataJSON"] = Encode(clientData),
                ["authenticatorData"] = Encode(data),
                ["signature"] = Encode(Signature?.Invoke(signature) ?? signature),
                ["userHandle"] = UserHandle,
            }
        );
    }

    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }

    /// <summary>A byte string in CBOR.</summary>
    public static byte[] Bytes(byte[] value) => [.. Head(0x40, value.Length), .. value];

    private static byte[] Text(string value) => [.. Head(0x60, value.Length), .. Encoding.UTF8.GetBytes(value)];

    private static byte[] Head(byte kind, int length) =>
        length < 24 ? [(byte)(kind + length)]
        : length < 256 ? [(byte)(kind + 24), (byte)length]
        : [(byte)(kind + 25), (byte)(length >> 8), (byte)length];

    private static byte[] Length(byte[] value)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value.Length);
        return length;
    }

    private byte[] DataOf(byte flags, byte[] rest)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, SignCount);
        byte[] data = [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingPartyId)), flags, .. counter, .. rest];
        return Data?.Invoke(data) ?? data;
    }

    private byte[] ClientDataOf(string type, JsonNode options)
    {
        var json = new JsonObject
        {
            ["type"] = type,
            ["challenge"] = options["challenge"]!.GetValue<string>(),
            ["origin"] = Origin,
            ["crossOrigin"] = false,
        };
        ClientData?.Invoke(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    private byte[] CoseKey()
    {
        byte[] key;
        if (_rsa is not null)
        {
            var parameters = _rsa.ExportParameters(false);
            key =
            [
                0xA4,
                0x01,
                0x03,
                0x03,
                0x39,
                0x01,
                0x00, // kty RSA, alg -257
                0x20,
                .. Bytes(parameters.Modulus!),
                0x21,
                .. Bytes(parameters.Exponent!),
            ];
        }
        else
        {
            var point = _ec!.ExportParameters(false).Q;
            key =
            [
                0xA5,
                0x01,
                0x02,
                0x03,
                0x26,
                0x20,
                0x01, // kty EC2, alg -7, crv P-256
                0x21,
                .. Bytes(point.X!),
                0x22,
                .. Bytes(point.Y!),
            ];
        }

        return Key?.Invoke(key) ?? key;
    }

    private byte[] Sign(byte[] data) =>
        _rsa?.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        ?? _ec!.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private JsonObject Complete(JsonObject response)
    {
        var answer = new JsonObject
        {
            ["id"] = Id,
            ["rawId"] = Id,
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["response"] = response,
            ["clientExtensionResults"] = new JsonObject(),
        };
        Answer?.Invoke(answer);
        return answer;
    }
}
