using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows;

/// <summary>A whole answer, read to its end.</summary>
internal sealed record HttpExchange(string Request, HttpStatusCode StatusCode, HttpResponseHeaders Headers, MediaTypeHeaderValue? ContentType, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    public bool IsJson => ContentType?.MediaType is { } type
        && (type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase));

    /// <summary>The body in its charset, UTF-8 where none is named.</summary>
    public string Text => (CharSet ?? Encoding.UTF8).GetString(Body.Span);

    private Encoding? CharSet
    {
        get
        {
            try
            {
                return ContentType?.CharSet is { } name ? Encoding.GetEncoding(name.Trim('"')) : null;
            }
            catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
            {
                return null; // a charset that nobody knows, or that .NET no longer reads
            }
        }
    }

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>Auth0's id of the request, whichever of its names it comes under.</summary>
    public string? CorrelationId => Header("x-auth0-requestid") ?? Header("x-correlation-id") ?? Header("cf-ray");
}
