using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Auth0Flows;

/// <summary>
/// A secret on an object: a token, a client secret, a code. It has no property that a serialiser could write, and its text is a mask, so
/// that neither <c>Export-Clixml</c>, <c>ConvertTo-Json</c>, <c>Export-Csv</c>, a job, a remote session nor a transcript shows it,
/// whatever they know of this module. PowerShell converts it to a <see cref="SecureString"/> wherever a parameter takes one.
/// </summary>
/// <remarks>
/// A <see cref="SecureString"/> itself is no such protection: on Linux and macOS PowerShell's serialiser writes its characters.
/// </remarks>
public sealed class Auth0Secret
{
    private const string Mask = "********";

    // What a SecureString holds at most. A longer secret takes several of them.
    private const int LongestPart = 65_536;

    private readonly SecureString[] _parts;

    private Auth0Secret(params SecureString[] parts) => _parts = parts;

    internal int Length => _parts.Sum(static part => part.Length);

    /// <summary>A secret of a text, which stays in memory until the collector takes it.</summary>
    /// <param name="text">The text, of whatever length.</param>
    public static Auth0Secret FromPlainText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= LongestPart
            ? new Auth0Secret(Part(text))
            : new Auth0Secret([.. text.Chunk(LongestPart).Select(static part => Part(new string(part)))]);
    }

    /// <summary>A copy of a secret.</summary>
    /// <param name="secret">The secret, which remains the caller's.</param>
    public static Auth0Secret FromSecureString(SecureString secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var copy = secret.Copy();
        copy.MakeReadOnly();
        return new Auth0Secret(copy);
    }

    /// <summary>A copy of it, for whoever takes a <see cref="SecureString"/>. The caller disposes the copy.</summary>
    /// <exception cref="InvalidOperationException">
    /// It has more than 65,536 characters, which no <see cref="SecureString"/> holds.
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

    /// <summary>A mask, whatever the secret is.</summary>
    public override string ToString() => Mask;

    /// <summary>Hands the characters to <paramref name="use"/> and wipes them after.</summary>
    internal TResult Use<TResult>(Func<ReadOnlySpan<char>, TResult> use)
    {
        // Pinned, so that the collector leaves no copy behind where it moves things.
        var characters = GC.AllocateUninitializedArray<char>(Length, pinned: true);
        try
        {
            var start = 0;
            foreach (var part in _parts)
            {
                Copy(part, characters, start);
                start += part.Length;
            }

            return use(characters);
        }
        finally
        {
            Array.Clear(characters);
        }
    }

    /// <summary>The plain text, for the places that can't do without: an HTTP header, a decoder, JSON.</summary>
    internal string Reveal() => Use(static text => text.ToString());

    /// <summary>The UTF-8 bytes, which the caller clears.</summary>
    internal byte[] ToUtf8() =>
        Use(static text =>
        {
            var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
            Encoding.UTF8.GetBytes(text, bytes);
            return bytes;
        });

    /// <summary>Wipes it: from here on it can't be used.</summary>
    internal void Wipe() => Array.ForEach(_parts, static part => part.Dispose());

    private static SecureString Part(string text)
    {
        // In one go: each AppendChar would copy all before it, which was half of what a page of applications cost.
        var part = new NetworkCredential("", text).SecurePassword;
        part.MakeReadOnly();
        return part;
    }

    private static void Copy(SecureString part, char[] characters, int start)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(part);
        try
        {
            Marshal.Copy(pointer, characters, start, part.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
