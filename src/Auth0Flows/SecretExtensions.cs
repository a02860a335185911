using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Auth0Flows;

/// <summary>The two ways between a secret and its characters; nothing else in the library opens a <see cref="SecureString"/>.</summary>
internal static class SecretExtensions
{
    public static SecureString ToSecureString(this string text)
    {
        var secret = new NetworkCredential("", text).SecurePassword; // in one go: each AppendChar would copy all before it, which was half of what a page of applications cost
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Hands the characters to <paramref name="use"/> and wipes them after.</summary>
    public static TResult Use<TResult>(this SecureString secret, Func<ReadOnlySpan<char>, TResult> use)
    {
        // Pinned, so that the collector leaves no copy behind where it moves things.
        var characters = GC.AllocateUninitializedArray<char>(secret.Length, pinned: true);
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(pointer, characters, 0, characters.Length);
            return use(characters);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
            Array.Clear(characters);
        }
    }

    /// <summary>The plain text, for the places that can't do without: an HTTP header, a decoder, JSON.</summary>
    public static string Reveal(this SecureString secret) => secret.Use(static text => text.ToString());

    /// <summary>The UTF-8 bytes, which the caller clears.</summary>
    public static byte[] ToUtf8(this SecureString secret) => secret.Use(static text =>
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    });
}
