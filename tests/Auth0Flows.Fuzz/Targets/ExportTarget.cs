using System.IO.Compression;

namespace Auth0Flows.Fuzz;

/// <summary>A gzipped export. It is read to its end, or said to be damaged: never cut short in silence.</summary>
internal sealed class ExportTarget : FuzzTarget
{
    private const int MostUnpacked = 1 << 20;

    public override string Name => "exports";

    public override IReadOnlyList<string> Words { get; } = ["\u001f\u008b", "{\"email\":\"a@x\"}\n"];

    public override IEnumerable<byte[]> Seeds =>
        [Pack("{\"user_id\":\"auth0|1\"}\n{\"user_id\":\"auth0|2\"}\n"u8), [.. Pack("a\n"u8), .. Pack("b\n"u8)], Pack(new byte[100_000])];

    // Its buffers are of a size that fits files.
    protected override long BytesForAny => 8 << 20;

    protected override string Read(byte[] input)
    {
        byte[] unpacked;
        try
        {
            unpacked = ReadAll(new UnpackedStream(new MemoryStream(input)));
        }
        catch (InvalidDataException)
        {
            return "damaged"; // ExportFile makes an error of it
        }

        // The same by .NET's own stream, which takes whatever it can get.
        var expected = ReadAll(new GZipStream(new MemoryStream(input), CompressionMode.Decompress));
        Must.Hold(unpacked.AsSpan().SequenceEqual(expected), "Another content is unpacked.");
        Must.Hold(unpacked.Length >= MostUnpacked || IsWhole(input), "A file that is cut short is read as a whole one.");
        return "whole";
    }

    // RFC 1952 §2.2: a file ends with the check and the length of its last member.
    private static bool IsWhole(byte[] input)
    {
        for (var length = 1; length < 9; length++)
        {
            try
            {
                if (input.Length <= length || ReadAll(new UnpackedStream(new MemoryStream(input[..^length]))).Length > 0)
                {
                    return input.Length <= length;
                }
            }
            catch (InvalidDataException)
            {
                return true; // without its end it is none
            }
        }

        return true;
    }

    private static byte[] ReadAll(Stream stream)
    {
        using (stream)
        {
            var (buffer, unpacked) = (new byte[64 * 1024], new MemoryStream());
            while (unpacked.Length < MostUnpacked && Await(stream.ReadAsync(buffer).AsTask()) is > 0 and var read)
            {
                unpacked.Write(buffer, 0, read);
            }

            return unpacked.ToArray();
        }
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
