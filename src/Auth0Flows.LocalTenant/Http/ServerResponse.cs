using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>One answer. Headers of the same name replace each other.</summary>
internal sealed class ServerResponse
{
    // Auth0 writes "/", "+" and letters beyond ASCII as they are.
    private static readonly JsonSerializerOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ServerResponse(int statusCode, byte[]? body = null)
    {
        StatusCode = statusCode;
        Body = body ?? [];
    }

    public int StatusCode { get; }

    public byte[] Body { get; }

    public Delivery Delivery { get; init; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static ServerResponse Json(int statusCode, JsonNode body)
    {
        var response = new ServerResponse(statusCode, JsonSerializer.SerializeToUtf8Bytes(body, JsonOptions));
        response.Headers["Content-Type"] = "application/json; charset=utf-8";
        return response;
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
        var response = new ServerResponse(StatusCode, Body) { Delivery = delivery };
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        return response;
    }
}
