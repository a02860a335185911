using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>One answer. Headers of the same name replace each other.</summary>
internal sealed class ServerResponse
{
    // Auth0 writes "/", "+" and letters beyond ASCII as they are.
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

    /// <summary>A body in the place of <see cref="Body"/> that is made while it is sent; null for none.</summary>
    public StreamedBody? Stream { get; init; }

    /// <summary>How many bytes of what the stream makes are left out at its beginning.</summary>
    public long StreamStart { get; init; }

    public Delivery Delivery { get; init; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static ServerResponse Json(int statusCode, JsonNode body)
    {
        var response = new ServerResponse(statusCode, JsonSerializer.SerializeToUtf8Bytes(body, _jsonOptions));
        response.Headers["Content-Type"] = "application/json; charset=utf-8";
        return response;
    }

    /// <summary>JSON that is written straight into the answer, for what is asked for often or is long.</summary>
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

    /// <summary>What Auth0 says of a path it doesn't have (outside of the Management API), or not with this method.</summary>
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
