using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>
/// Plays the users' authenticator, for trying flows without one: it makes passkeys of ES256, and signs with them, each time with the user's
/// consent (WebAuthn Level 2 §6.3).
/// </summary>
internal sealed class PlayedAuthenticator(string origin) : IDisposable
{
    private const byte PresentAndVerified = 0x05;
    private const byte Attested = 0x40;

    private readonly ConcurrentDictionary<string, PlayedKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Makes a passkey, and returns the answer to a registration.</summary>
    public JsonObject Create(JsonObject options)
    {
        var handle =
            (options["user"] as JsonObject)?["id"].AsText() ?? throw new ArgumentException("These are not the options of a registration.");
        var id = RandomNumberGenerator.GetBytes(32);
        var key = new PlayedKey(ECDsa.Create(ECCurve.NamedCurves.nistP256), handle);
        _keys[Base64Url.EncodeToString(id)] = key;
        var point = key.Ec.ExportParameters(includePrivateParameters: false).Q;
        byte[] data =
        [
            .. DataOf(PresentAndVerified | Attested, signCount: 0),
            .. new byte[16], // no model
            0,
            (byte)id.Length,
            .. id,
            0xA5, // a map: EC2, ES256, P-256, x, y
            0x01,
            0x02,
            0x03,
            0x26,
            0x20,
            0x01,
            0x21,
            0x58,
            32,
            .. point.X!,
            0x22,
            0x58,
            32,
            .. point.Y!,
        ];
        byte[] attestation =
        [
            0xA3, // a map: fmt, attStmt, authData
            0x63,
            .. "fmt"u8,
            0x64,
            .. "none"u8,
            0x67,
            .. "attStmt"u8,
            0xA0,
            0x68,
            .. "authData"u8,
            0x58,
            (byte)data.Length,
            .. data,
        ];
        return AnswerOf(
            id,
            new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(ClientDataOf("webauthn.create", options)),
                ["attestationObject"] = Base64Url.EncodeToString(attestation),
            }
        );
    }

    /// <summary>Signs with the first of these passkeys that it made; null if it made none of them.</summary>
    public JsonObject? Sign(IEnumerable<string> ids, JsonObject options)
    {
        if (ids.FirstOrDefault(_keys.ContainsKey) is not { } id)
        {
            return null;
        }

        var key = _keys[id];
        var clientData = ClientDataOf("webauthn.get", options);
        var data = DataOf(PresentAndVerified, key.Count());
        var signature = key.Ec.SignData(
            [.. data, .. SHA256.HashData(clientData)],
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence
        );
        return AnswerOf(
            Base64Url.DecodeFromChars(id),
            new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(clientData),
                ["authenticatorData"] = Base64Url.EncodeToString(data),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = key.UserHandle,
            }
        );
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Ec.Dispose();
        }
    }

    private static byte[] DataOf(byte flags, uint signCount)
    {
        var counter = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(counter, signCount);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(PasskeyVerifier.RelyingPartyId)), flags, .. counter];
    }

    private static JsonObject AnswerOf(byte[] id, JsonObject response) =>
        new()
        {
            ["id"] = Base64Url.EncodeToString(id),
            ["rawId"] = Base64Url.EncodeToString(id),
            ["type"] = "public-key",
            ["authenticatorAttachment"] = "platform",
            ["response"] = response,
            ["clientExtensionResults"] = new JsonObject(),
        };

    private byte[] ClientDataOf(string type, JsonObject options) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["type"] = type,
                ["challenge"] = options["challenge"].AsText() ?? throw new ArgumentException("The options have no challenge."),
                ["origin"] = origin,
                ["crossOrigin"] = false,
            }.ToJsonString()
        );

    private sealed class PlayedKey(ECDsa ec, string userHandle)
    {
        private uint _count;

        public ECDsa Ec => ec;

        public string UserHandle => userHandle;

        public uint Count() => Interlocked.Increment(ref _count);
    }
}
