using System.Globalization;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>A correct response of a tenant, in parts that a fault can change.</summary>
internal sealed record RawAnswer
{
    public int Status { get; init; } = 200;

    public byte[] Body { get; init; } = [];

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Header lines in addition to the two about the body.</summary>
    public string[] Headers { get; init; } = [];

    public static RawAnswer Json(string body, int status = 200) => new() { Status = status, Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>The status line and the headers, including the empty line at the end.</summary>
    public byte[] Head(params string[] more) =>
        Lines(
            $"HTTP/1.1 {Status} X",
            [.. Typed, $"Content-Length: {Body.Length.ToString(CultureInfo.InvariantCulture)}", .. Headers, .. more]
        );

    /// <summary>The same without Content-Length.</summary>
    public byte[] HeadWithoutLength(params string[] more) => Lines($"HTTP/1.1 {Status} X", [.. Typed, .. Headers, .. more]);

    /// <summary>The whole response.</summary>
    public byte[] Whole(params string[] more) => [.. Head(more), .. Body];

    /// <summary>Lines, followed by the empty line that ends a header section.</summary>
    public static byte[] Lines(string first, params string[] headers) =>
        Encoding.Latin1.GetBytes(string.Join("\r\n", [first, .. headers, "", ""]));

    private string[] Typed => ContentType is null ? [] : ["Content-Type: " + ContentType];
}
