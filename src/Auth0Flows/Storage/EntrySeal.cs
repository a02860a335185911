using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Storage;

/// <summary>
/// Encrypts entries with AES-256-GCM. The key is derived (HKDF-SHA-256, RFC 5869) from what the application authenticates with, or from
/// <c>AUTH0_CACHE_KEY</c>, with a new salt for each write. An entry is bound to its name: it can't be put in another's place.
/// </summary>
/// <remarks>
/// The layout: <c>A0FT</c>, the version, the kind (1 for encrypted), the id of the key (8 bytes), salt (32), nonce (12), tag (16), the
/// encrypted content. All before the tag is authenticated.
/// </remarks>
internal sealed class EntrySeal : IDisposable
{
    private const byte Version = 1;
    private const int KeyIdLength = 8;
    private const int SaltLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Prefix = 6;
    private const int HeaderLength = Prefix + KeyIdLength + SaltLength + NonceLength;

    private readonly byte[]? _key;
    private readonly byte[] _keyId;
    private volatile bool _isDisposed;

    private EntrySeal(byte[]? key, byte[] keyId) => (_key, _keyId) = (key, keyId);

    /// <summary>The key's id, in the name of an entry that is beside another key's.</summary>
    public string KeyId => Convert.ToHexStringLower(_keyId);

    /// <summary>For a store that encrypts its entries itself.</summary>
    public static EntrySeal None() => new(null, new byte[KeyIdLength]);

    /// <summary>With a key from these bytes, which the caller clears.</summary>
    /// <param name="material">A client secret, a private key, or a text of the user's.</param>
    /// <param name="identity">The client that the entries belong to.</param>
    public static EntrySeal From(ReadOnlySpan<byte> material, string identity)
    {
        var salt = SHA256.HashData(Encoding.UTF8.GetBytes(identity));
        var key = GC.AllocateUninitializedArray<byte>(32, pinned: true);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, material, key, salt, "Auth0Flows token store, key"u8);
        var keyId = new byte[KeyIdLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, keyId, salt, "Auth0Flows token store, key id"u8);
        return new EntrySeal(key, keyId);
    }

    /// <summary>Encrypts the content of an entry.</summary>
    public byte[] Seal(string entry, ReadOnlySpan<byte> content)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_key is null)
        {
            return [.. Start(kind: 0), .. _keyId, .. content];
        }

        var sealedEntry = new byte[HeaderLength + TagLength + content.Length];
        Start(kind: 1).CopyTo(sealedEntry.AsSpan());
        _keyId.CopyTo(sealedEntry, Prefix);
        RandomNumberGenerator.Fill(sealedEntry.AsSpan(Prefix + KeyIdLength, SaltLength + NonceLength));
        var header = sealedEntry.AsSpan(0, HeaderLength);
        using var aes = CreateAes(header);
        aes.Encrypt(
            header[^NonceLength..],
            content,
            sealedEntry.AsSpan(HeaderLength + TagLength),
            sealedEntry.AsSpan(HeaderLength, TagLength),
            Bound(header, entry)
        );
        return sealedEntry;
    }

    /// <summary>Decrypts an entry.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="bytes">What the store has.</param>
    /// <param name="content">The content, which the caller clears; empty unless the result is <see cref="EntryState.Readable"/>.</param>
    public EntryState TryOpen(string entry, byte[] bytes, out byte[] content)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        content = [];
        if (!bytes.AsSpan().StartsWith("A0FT"u8) || bytes.Length < Prefix + KeyIdLength)
        {
            return EntryState.Damaged;
        }

        if (bytes[4] > Version)
        {
            return EntryState.Newer;
        }

        if (!bytes.AsSpan(Prefix, KeyIdLength).SequenceEqual(_keyId) || bytes[5] != (_key is null ? 0 : 1))
        {
            return EntryState.OtherKey;
        }

        if (_key is null)
        {
            content = bytes[(Prefix + KeyIdLength)..];
            return EntryState.Readable;
        }

        if (bytes.Length < HeaderLength + TagLength)
        {
            return EntryState.Damaged;
        }

        var header = bytes.AsSpan(0, HeaderLength);
        var cipher = bytes.AsSpan(HeaderLength + TagLength);
        var opened = GC.AllocateUninitializedArray<byte>(cipher.Length, pinned: true);
        using var aes = CreateAes(header);
        try
        {
            aes.Decrypt(header[^NonceLength..], cipher, bytes.AsSpan(HeaderLength, TagLength), opened, Bound(header, entry));
            content = opened;
            return EntryState.Readable;
        }
        catch (AuthenticationTagMismatchException)
        {
            return EntryState.Damaged;
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        Array.Clear(_key ?? []);
    }

    private static byte[] Start(byte kind) => [.. "A0FT"u8, Version, kind];

    private static byte[] Bound(ReadOnlySpan<byte> header, string entry) => [.. header, .. Encoding.UTF8.GetBytes(entry)];

    private AesGcm CreateAes(ReadOnlySpan<byte> header)
    {
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            _key,
            key,
            header.Slice(Prefix + KeyIdLength, SaltLength),
            "Auth0Flows token store, entry"u8
        );
        var aes = new AesGcm(key, TagLength);
        key.Clear();
        return aes;
    }
}
