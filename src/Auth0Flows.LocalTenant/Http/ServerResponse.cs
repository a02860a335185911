using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>A response. A header replaces another one with the same name.</summary>
internal sealed class ServerResponse
{
    // Auth0 doesn't escape "/", "+" and non-ASCII letters.
    private static readonly JsonSerializerOptions _jsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions _writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public ServerResponse(int statusCode, ReadOnlyMemory<byte> body = default)
    {
        StatusCode = statusCode;
        Body = body;
    }

    public int StatusCode { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>A body that is generated while it is sent, instead of <see cref="Body"/>; null for none.</summary>
    public StreamedBody? Stream { get; init; }

    /// <summary>How many bytes at the start of the stream are skipped.</summary>
    public long StreamStart { get; init; }

    public Delivery Delivery { get; init; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static ServerResponse Json(int statusCode, JsonNode body)
    {
        var response = new ServerResponse(statusCode, JsonSerializer.SerializeToUtf8Bytes(body, _jsonOptions));
        response.Headers["Content-Type"] = "application/json; charset=utf-8";
        return response;
    }

    /// <summary>JSON that is written directly into the response, for frequent or long responses.</summary>
    public static ServerResponse Json(int statusCode, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, _writerOptions))
        {
            write(json);
        }

        return new ServerResponse(statusCode, buffer.WrittenMemory).With("Content-Type", "application/json; charset=utf-8");
    }

    public static ServerResponse Text(int statusCode, string body)
    {
        var response = new ServerResponse(statusCode, Encoding.UTF8.GetBytes(body));
        response.Headers["Content-Type"] = "text/plain; charset=utf-8";
        return response;
    }

    /// <summary>Auth0's response for an unknown path (outside the Management API) or method.</summary>
    public static ServerResponse NotFound() => Text(404, "Not Found");

    public ServerResponse With(string name, string value)
    {
        Headers[name] = value;
        return this;
    }

    public ServerResponse DeliveredAs(Delivery delivery)
    {
        var response = new ServerResponse(StatusCode, Body)
        {
            Delivery = delivery,
            Stream = Stream,
            StreamStart = StreamStart,
        };
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }
}
