using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>The last search for a rotated refresh token, in whatever came.</summary>
internal sealed class RefreshTokenTarget : FuzzTarget
{
    private const string Token = "v1.Mx-next_token";

    public override string Name => "refresh-tokens";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"refresh_token\"",
        "\"access_token\"",
        $"\"{Token}\"",
        $"\"refresh_token\":\"{Token}\"",
        ":",
        "\"\\u0076\"",
        "\\",
        "\"",
        "NaN",
        "\0",
        "\u001f\u008b",
        "\n",
        "***",
    ];

    public override IEnumerable<byte[]> Seeds
    {
        get
        {
            const string Whole = $$"""{"access_token":"a","expires_in":NaN,"refresh_token":"{{Token}}"}""";
            yield return Encoding.Unicode.GetBytes(Whole);
            yield return Encoding.BigEndianUnicode.GetBytes(Whole);
            yield return Encoding.UTF32.GetBytes(Whole);
            yield return Packed(Encoding.ASCII.GetBytes(Whole));
            yield return Packed(Packed(Encoding.ASCII.GetBytes(Whole)));
        }
    }

    protected override long BytesForAny => 16 << 20; // two levels of compression, a megabyte each

    protected override string Read(byte[] input)
    {
        var caught = new List<Auth0Secret>();
        var search = new RefreshTokenCatch(caught.Add);
        search.Hear(input, isSuccess: false);
        var inError = caught.Count;
        search.Hear(input, isSuccess: true);
        foreach (var text in caught.Select(static secret => secret.Reveal()))
        {
            Must.Hold(
                text.Length > 0 && text.All(static character => character is >= ' ' and <= '~'),
                "A refresh token that can't be sent."
            );
        }

        // Whatever stands around it, what an endpoint writes by the rules is found.
        byte[] whole = [.. input, .. Encoding.ASCII.GetBytes($" \"access_token\":\"a\", \"refresh_token\" : \"{Token}\"")];
        var found = RefreshTokenCatch.Search(whole);
        Must.Hold(found == Token || IsPacked(input), $"The refresh token is lost: {found}");
        return $"{inError} {caught.Count}";
    }

    private static bool IsPacked(byte[] input) => input is [0x1F, 0x8B, ..] or [0x78, ..] or [];

    private static byte[] Packed(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
