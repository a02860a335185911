using System.Globalization;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>An answer as a healthy tenant gives it, in the parts that a fault spoils.</summary>
internal sealed record RawAnswer
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Header lines beside the two of the body.</summary>
    public string[] Headers { get; init; } = [];

    public static RawAnswer Json(string body, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>The status line and the headers, with the empty line that ends them.</summary>
    public byte[] Head(params string[] more) =>
        Lines(
            $"HTTP/1.1 {Status} X",
            [.. Typed, $"Content-Length: {Body.Length.ToString(CultureInfo.InvariantCulture)}", .. Headers, .. more]
        );

    /// <summary>The same without the body's length.</summary>
    public byte[] HeadWithoutLength(params string[] more) => Lines($"HTTP/1.1 {Status} X", [.. Typed, .. Headers, .. more]);

    /// <summary>The whole answer.</summary>
    public byte[] Whole(params string[] more) => [.. Head(more), .. Body];

    /// <summary>Lines, and the empty one that ends a head.</summary>
    public static byte[] Lines(string first, params string[] headers) =>
        Encoding.Latin1.GetBytes(string.Join("\r\n", [first, .. headers, "", ""]));

    private string[] Typed => ContentType is null ? [] : ["Content-Type: " + ContentType];
}
