using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>The authenticator data (WebAuthn Level 2 §6.1): the relying party, the flags, the counter, and a new key.</summary>
internal sealed class AuthenticatorData
{
    private const int HashLength = 32;
    private const int HeadLength = HashLength + 1 + sizeof(uint);
    private const int AaguidLength = 16;
    private const int LongestId = 1023;

    private readonly byte[] _relyingPartyIdHash;
    private readonly byte _flags;

    private AuthenticatorData(byte[] relyingPartyIdHash, byte flags, uint signCount) =>
        (_relyingPartyIdHash, _flags, SignCount) = (relyingPartyIdHash, flags, signCount);

    public uint SignCount { get; }

    /// <summary>The user touched the authenticator.</summary>
    public bool IsUserPresent => Has(0);

    /// <summary>The authenticator recognised the user.</summary>
    public bool IsUserVerified => Has(2);

    /// <summary>The id of the new passkey; null in an assertion.</summary>
    public byte[]? CredentialId { get; private init; }

    /// <summary>The key of the new passkey; null in an assertion.</summary>
    public CoseKey? Key { get; private init; }

    public bool IsFor(string relyingPartyId) =>
        CryptographicOperations.FixedTimeEquals(_relyingPartyIdHash, SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId)));

    /// <exception cref="FormatException">It is not complete, or not as its flags say.</exception>
    public static AuthenticatorData Read(ReadOnlySpan<byte> data)
    {
        if (data.Length < HeadLength)
        {
            throw new FormatException("the authenticator data ends too early");
        }

        var flags = data[HashLength];
        var rest = data[HeadLength..];
        byte[]? id = null;
        CoseKey? key = null;
        if (IsSet(flags, 6))
        {
            (id, key) = ReadCredential(ref rest);
        }

        if (IsSet(flags, 7))
        {
            _ = CborReader.ReadMap(rest, out var length);
            rest = rest[length..];
        }

        return !rest.IsEmpty ? throw new FormatException("the authenticator data goes on after its end")
            // WebAuthn Level 3 §6.1.3: a passkey that isn't eligible for backup can't be backed up.
            : IsSet(flags, 4) && !IsSet(flags, 3) ? throw new FormatException("the flags for backups contradict each other")
            : new AuthenticatorData(data[..HashLength].ToArray(), flags, BinaryPrimitives.ReadUInt32BigEndian(data[(HashLength + 1)..]))
            {
                CredentialId = id,
                Key = key,
            };
    }

    private static (byte[] Id, CoseKey Key) ReadCredential(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < AaguidLength + 2)
        {
            throw new FormatException("the attested credential data ends too early");
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest[AaguidLength..]);
        rest = rest[(AaguidLength + 2)..];
        if (length is 0 or > LongestId || rest.Length < length)
        {
            throw new FormatException("the length of the credential id is not possible");
        }

        var id = rest[..length].ToArray();
        var key = CoseKey.Read(CborReader.ReadMap(rest[length..], out var keyLength));
        rest = rest[(length + keyLength)..];
        return (id, key);
    }

    private static bool IsSet(byte flags, int bit) => (flags & (1 << bit)) != 0;

    private bool Has(int bit) => IsSet(_flags, bit);
}
