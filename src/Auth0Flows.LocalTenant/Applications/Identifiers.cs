using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>Ids and secrets in Auth0's formats.</summary>
internal static class Identifiers
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new client id: 32 letters and digits.</summary>
    public static string NewClientId() => RandomNumberGenerator.GetString(Alphanumeric, 32);

    /// <summary>A new client secret: 64 characters.</summary>
    public static string NewClientSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48));

    /// <summary>The part of a user id after the bar: 24 hexadecimal digits.</summary>
    public static string NewUserId() => RandomNumberGenerator.GetHexString(24, lowercase: true);

    /// <summary>The part of an authenticator's id after <c>dev_</c>: 16 letters and digits.</summary>
    public static string NewDevice() => RandomNumberGenerator.GetString(Alphanumeric, 16);

    /// <summary>A recovery code: 24 capital letters and digits.</summary>
    public static string NewRecoveryCode() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ123456789", 24);

    /// <summary>The secret of one-time passwords in Base32: 160 bits (RFC 4226 §4).</summary>
    public static string NewOtpSecret() => Base32.Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>The code in a message: 6 digits.</summary>
    public static string NewMessageCode() => RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>A random password that isn't stored anywhere, with characters that forms must encode.</summary>
    public static string NewPassword() => $"{RandomNumberGenerator.GetString(Alphanumeric, 20)}+&=% ü";

    /// <summary>The id of a seeded object: the same for the same name, in every tenant.</summary>
    public static string Seeded(string name, int length)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var id = new char[length];
        for (var i = 0; i < length; i++)
        {
            id[i] = Alphanumeric[hash[i] % Alphanumeric.Length];
        }

        return new string(id);
    }

    /// <summary>The same, in hexadecimal digits.</summary>
    public static string SeededHexadecimal(string name, int length) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..length];

    /// <summary>The secret of a seeded application: different in each tenant, and not stored.</summary>
    public static string SeededSecret(byte[] tenantKey, int index)
    {
        var hash = HMACSHA512.HashData(tenantKey, Encoding.ASCII.GetBytes(index.ToString(CultureInfo.InvariantCulture)));
        return Base64Url.EncodeToString(hash.AsSpan(0, 48));
    }
}
