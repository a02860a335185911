using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Auth0Flows;

/// <summary>
/// A secret on an object: a token, a client secret, a code. It has no property that a serializer could write, and its text is a mask. So
/// <c>Export-Clixml</c>, <c>ConvertTo-Json</c>, <c>Export-Csv</c>, jobs, remote sessions and transcripts don't show it, even without this
/// module. PowerShell converts it to a <see cref="SecureString"/> for parameters of this type.
/// </summary>
/// <remarks>
/// A <see cref="SecureString"/> itself gives no such protection: on Linux and macOS, PowerShell's serializer writes its characters.
/// </remarks>
public sealed class Auth0Secret
{
    internal const string Mask = "********";

    // The maximum length of a SecureString. A longer secret needs several of them.
    private const int LongestPart = 65_536;

    private readonly SecureString[] _parts;

    private Auth0Secret(params SecureString[] parts) => _parts = parts;

    internal int Length => _parts.Sum(static part => part.Length);

    /// <summary>Creates a secret from a text, which stays in memory until the garbage collector frees it.</summary>
    /// <param name="text">The text, of any length.</param>
    public static Auth0Secret FromPlainText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestPart
            ? new Auth0Secret(Part(text))
            : new Auth0Secret([.. text.Chunk(LongestPart).Select(static part => Part(new string(part)))]);
    }

    /// <summary>Copies a secret.</summary>
    /// <param name="secret">The secret; the caller still owns it.</param>
    public static Auth0Secret FromSecureString(SecureString secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var copy = secret.Copy();
        copy.MakeReadOnly();
        return new Auth0Secret(copy);
    }

    /// <summary>Copies the secret to a <see cref="SecureString"/>, which the caller disposes.</summary>
    /// <exception cref="InvalidOperationException">
    /// The secret has more than 65,536 characters, the maximum of a <see cref="SecureString"/>.
    /// </exception>
    public SecureString ToSecureString() =>
        _parts.Length == 1
            ? _parts[0].Copy()
            : throw new InvalidOperationException($"A SecureString can hold {LongestPart} characters; this secret has {Length}.");

    /// <inheritdoc cref="ToSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator SecureString?(Auth0Secret? secret) => secret?.ToSecureString();

    /// <inheritdoc cref="FromSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator Auth0Secret?(SecureString? secret) => secret is null ? null : FromSecureString(secret);

    /// <summary>Always a mask.</summary>
    public override string ToString() => Mask;

    /// <summary>Passes the characters to <paramref name="use"/> and then wipes them.</summary>
    internal TResult Use<TResult>(Func<ReadOnlySpan<char>, TResult> use)
    {
        if (_parts is [var only])
        {
            return Use(only, use);
        }

        // Pinned, so that the garbage collector doesn't leave copies when it moves objects.
        var characters = GC.AllocateUninitializedArray<char>(Length, pinned: true);
        try
        {
            var rest = characters.AsMemory();
            foreach (var part in _parts)
            {
                rest = Use(
                    part,
                    text =>
                    {
                        text.CopyTo(rest.Span);
                        return rest[text.Length..];
                    }
                );
            }

            return use(characters);
        }
        finally
        {
            Array.Clear(characters);
        }
    }

    /// <summary>A <see cref="SecureString"/>'s plain text, only for places that require it.</summary>
    internal static string Reveal(SecureString secret) => Use(secret, static text => text.ToString());

    /// <summary>The plain text, only for places that require it: an HTTP header, a decoder, JSON.</summary>
    internal string Reveal() => Use(static text => text.ToString());

    /// <summary>The UTF-8 bytes; the caller clears them.</summary>
    internal byte[] ToUtf8() =>
        Use(static text =>
        {
            var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
            Encoding.UTF8.GetBytes(text, bytes);
            return bytes;
        });

    /// <summary>Wipes the secret, which can't be used afterwards.</summary>
    internal void Wipe() => Array.ForEach(_parts, static part => part.Dispose());

    private static SecureString Part(string text)
    {
        // All characters at once: each AppendChar copies all previous characters, which took half the time of a page of applications.
        var part = new NetworkCredential("", text).SecurePassword;
        part.MakeReadOnly();
        return part;
    }

    // Outside of the managed heap: nothing moves there, and nothing must be collected.
    private static unsafe TResult Use<TResult>(SecureString part, Func<ReadOnlySpan<char>, TResult> use)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(part);
        try
        {
            return use(new ReadOnlySpan<char>((void*)pointer, part.Length));
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
