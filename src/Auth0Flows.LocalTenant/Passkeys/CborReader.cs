using System.Buffers.Binary;
using System.Text;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>
/// Reads CBOR in the canonical form of CTAP2 (§8; WebAuthn Level 2 §2.1, "CTAP2 canonical CBOR encoding form"): numbers and lengths as
/// short as they can be, nothing of indefinite length, the keys of a map sorted and each only once, four levels, no tags. A number is a
/// <see cref="long"/>, a text a <see cref="string"/>, a map a dictionary.
/// </summary>
internal ref struct CborReader(ReadOnlySpan<byte> data)
{
    private const int DeepestLevel = 4;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>Reads a map at the start of the data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="length">The length of the map.</param>
    /// <exception cref="FormatException">It isn't a map in canonical form.</exception>
    public static Dictionary<object, object?> ReadMap(ReadOnlySpan<byte> data, out int length)
    {
        var reader = new CborReader(data);
        var map = reader.Read(0) as Dictionary<object, object?> ?? throw new FormatException("CBOR: this is not a map");
        length = reader._position;
        return map;
    }

    private object? Read(int level)
    {
        if (level > DeepestLevel)
        {
            throw new FormatException("CBOR: more than four levels");
        }

        var (kind, value) = ReadHead();
        return kind switch
        {
            0 => ToInt64(value),
            1 => -1 - ToInt64(value),
            2 => Take(value).ToArray(),
            3 => ReadText(value),
            4 => ReadList(value, level),
            5 => ReadMembers(value, level),
            6 => throw new FormatException("CBOR: tags are not allowed"),
            _ => value switch
            {
                20 => false,
                21 => true,
                22 => null,
                _ => throw new FormatException("CBOR: a simple value that is not allowed"),
            },
        };
    }

    private (int Kind, ulong Value) ReadHead()
    {
        var first = Take(1)[0];
        var (kind, extent) = (first >> 5, first & 31);
        ulong value = extent switch
        {
            < 24 => (ulong)extent,
            24 => Take(1)[0],
            25 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
            26 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
            27 => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
            _ => throw new FormatException("CBOR: indefinite lengths are not allowed"),
        };
        var smallest = extent switch
        {
            24 => 24UL,
            25 => byte.MaxValue + 1UL,
            26 => ushort.MaxValue + 1UL,
            27 => uint.MaxValue + 1UL,
            _ => 0UL,
        };
        return value >= smallest ? (kind, value) : throw new FormatException("CBOR: a number that is not as short as it can be");
    }

    private string ReadText(ulong length)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Take(length));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("CBOR: a text that is not UTF-8");
        }
    }

    private List<object?> ReadList(ulong count, int level)
    {
        var list = new List<object?>();
        for (ulong i = 0; i < count; i++)
        {
            list.Add(Read(level + 1));
        }

        return list;
    }

    private Dictionary<object, object?> ReadMembers(ulong count, int level)
    {
        var map = new Dictionary<object, object?>();
        ReadOnlySpan<byte> last = default;
        for (ulong i = 0; i < count; i++)
        {
            var start = _position;
            var key = Read(level + 1);
            var encoded = _data[start.._position];
            if (key is not (long or string) || (i > 0 && !IsAfter(encoded, last)))
            {
                throw new FormatException("CBOR: the keys of a map are not sorted, or not numbers and texts");
            }

            last = encoded;
            map[key] = Read(level + 1);
        }

        return map;
    }

    // By the kind, then by the length, then by the bytes.
    private static bool IsAfter(ReadOnlySpan<byte> key, ReadOnlySpan<byte> last)
    {
        var (kind, lastKind) = (key[0] >> 5, last[0] >> 5);
        return kind != lastKind ? kind > lastKind
            : key.Length != last.Length ? key.Length > last.Length
            : key.SequenceCompareTo(last) > 0;
    }

    private static long ToInt64(ulong value) =>
        value <= long.MaxValue ? (long)value : throw new FormatException("CBOR: a number beyond 63 bits");

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(_data.Length - _position))
        {
            throw new FormatException("CBOR: the data ends too early");
        }

        var taken = _data.Slice(_position, (int)length);
        _position += (int)length;
        return taken;
    }
}
