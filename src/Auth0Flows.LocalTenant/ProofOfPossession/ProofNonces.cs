using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Auth0Flows.LocalTenant.ProofOfPossession;

/// <summary>
/// The nonces that proofs must contain (RFC 9449 §8): the time of their creation, sealed, so that none must be remembered. The
/// authorization server and the APIs don't take each other's.
/// </summary>
internal sealed class ProofNonces(TenantClock clock, TimeSpan lifetime)
{
    private const int RandomLength = 8;
    private const int ContentLength = sizeof(long) + RandomLength;
    private const int SealLength = 16;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Create(bool isApi)
    {
        Span<byte> nonce = stackalloc byte[ContentLength + SealLength];
        BinaryPrimitives.WriteInt64BigEndian(nonce, clock.UtcNow.UtcTicks);
        RandomNumberGenerator.Fill(nonce[sizeof(long)..ContentLength]);
        Seal(nonce[..ContentLength], isApi).CopyTo(nonce[ContentLength..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Why a nonce isn't taken; null if it is.</summary>
    public string? FaultOf(string nonce, bool isApi)
    {
        const string Strange = "the nonce is not one of this server's";
        if (!Base64Url.IsValid(nonce, out var length) || length != ContentLength + SealLength)
        {
            return Strange;
        }

        var bytes = Base64Url.DecodeFromChars(nonce);
        return !CryptographicOperations.FixedTimeEquals(Seal(bytes.AsSpan(0, ContentLength), isApi), bytes.AsSpan(ContentLength)) ? Strange
            : clock.UtcNow.UtcTicks - BinaryPrimitives.ReadInt64BigEndian(bytes) > lifetime.Ticks ? "the nonce is too old"
            : null;
    }

    private byte[] Seal(ReadOnlySpan<byte> content, bool isApi) =>
        HMACSHA256.HashData(_key, (byte[])[isApi ? (byte)1 : (byte)0, .. content])[..SealLength];
}
