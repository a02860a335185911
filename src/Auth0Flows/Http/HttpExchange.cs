using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>A complete response.</summary>
internal sealed record HttpExchange(
    string Request,
    HttpStatusCode StatusCode,
    HttpResponseHeaders Headers,
    MediaTypeHeaderValue? ContentType,
    ReadOnlyMemory<byte> Body
)
{
    private const int LargeBody = 1024 * 1024;

    private byte[]? _lent;

    /// <summary>The body; empty after <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; } = Body;

    /// <summary>The secrets of the request, which a server's text may repeat.</summary>
    public SentSecrets Sent { get; set; } = SentSecrets.None;

    /// <summary>Whether the request had a DPoP proof.</summary>
    public bool IsProven { get; set; }

    /// <summary>The type (<c>typ</c>) of the assertion that the request contained; null if it contained none.</summary>
    public string? AssertionType { get; set; }

    /// <summary>The subject of the certificate that was presented, if one was.</summary>
    public string? Certificate { get; set; }

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    public bool IsJson => IsJsonType(ContentType);

    /// <summary>The body in its charset. Default: UTF-8.</summary>
    public string Text => (CharSet.Of(ContentType) ?? Encoding.UTF8).GetString(Body.Span);

    /// <summary>
    /// The body without a BOM, for JSON parsers. JSON of other charsets was converted to UTF-8 as it arrived (<see cref="AnswerBody"/>),
    /// although RFC 8259 §8.1 doesn't allow them.
    /// </summary>
    public ReadOnlyMemory<byte> Utf8 => Body.Span.StartsWith(Encoding.UTF8.Preamble) ? Body[Encoding.UTF8.Preamble.Length..] : Body;

    /// <summary>Whether a media type is JSON.</summary>
    public static bool IsJsonType(MediaTypeHeaderValue? contentType) =>
        contentType?.MediaType is { } type
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>A response that owns its body.</summary>
    public static HttpExchange Of(string request, HttpResponseMessage response, ReadOnlyMemory<byte> body) =>
        new(request, response.StatusCode, response.Headers, response.Content.Headers.ContentType, body);

    /// <summary>
    /// A response whose body was read into an array of the shared pool. A large array is left to the garbage collector, because a copy
    /// would need the same memory again.
    /// </summary>
    public static HttpExchange Of(string request, HttpResponseMessage response, byte[] array, int length)
    {
        if (length >= LargeBody)
        {
            return Of(request, response, array.AsMemory(0, length));
        }

        var body = array.AsSpan(0, length).ToArray();
        CryptographicOperations.ZeroMemory(array.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(array);
        return Of(request, response, body);
    }

    /// <summary>A response whose body is in an array of the shared pool, until <see cref="Release"/>.</summary>
    public static HttpExchange Lend(string request, HttpResponseMessage response, byte[] array, int length) =>
        new(request, response.StatusCode, response.Headers, response.Content.Headers.ContentType, array.AsMemory(0, length))
        {
            _lent = array,
        };

    /// <summary>Wipes the body and returns its pooled array. Without this call, the garbage collector frees the array.</summary>
    public void Release()
    {
        if (_lent is { } array)
        {
            CryptographicOperations.ZeroMemory(array.AsSpan(0, Body.Length));
            (_lent, Body) = (null, default);
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <summary>Auth0's id of the request, from any of its headers.</summary>
    public string? RequestId => Header("x-auth0-requestid") ?? Header("x-correlation-id") ?? Header("cf-ray");

    /// <summary>The same, as errors show it: a server may repeat anything in it.</summary>
    public string? CorrelationId => RequestId is { } id ? ServerText.Clean(Sent.MaskStart(id, ServerText.MaximumLength)) : null;
}
