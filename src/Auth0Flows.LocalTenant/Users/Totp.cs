using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>Time-based one-time passwords (RFC 6238): SHA-1, 6 digits, steps of 30 seconds, as in authenticator apps and Auth0.</summary>
internal static class Totp
{
    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>The step that contains a time. RFC 6238 §4.2: counted from the start of 1970.</summary>
    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 §1.2: HMAC-SHA-1 is the default, and what authenticator apps speak.")]
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);

        // RFC 4226 §5.3: dynamic truncation.
        var offset = hash[^1] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
}
