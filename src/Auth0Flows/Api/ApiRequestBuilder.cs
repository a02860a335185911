using System.Buffers;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>Makes the HTTP request of a call, as often as it is sent.</summary>
internal sealed class ApiRequestBuilder
{
    // Ours to set: a second Authorization, or another host, would lead a token astray.
    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Host", "Content-Length", "Transfer-Encoding", "Connection", "Auth0-Client",
    };

    private readonly HttpMethod _method;
    private readonly Uri _uri;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _headers;
    private readonly byte[]? _body;
    private readonly MediaTypeHeaderValue? _contentType;

    public ApiRequestBuilder(Auth0ApiRequest request, Uri uri)
    {
        _method = request.Method;
        _uri = uri;
        _headers = request.Headers;
        foreach (var (name, _) in _headers)
        {
            if (_ownHeaders.Contains(name))
            {
                throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"The header {name} is set by the session.");
            }
        }

        if (request.Body is null)
        {
            return;
        }

        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidRequestBody, $"A {request.Method} request has no body; name the method: POST, PUT or PATCH.");
        }

        _body = request.Body is string text ? Encoding.UTF8.GetBytes(text) : Serialize(request.Body);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out _contentType))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"'{request.ContentType}' is no content type.");
        }
    }

    public HttpRequestMessage Build(SecureString accessToken)
    {
        var message = new HttpRequestMessage(_method, _uri);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken.Reveal());
        if (_body is not null)
        {
            message.Content = new ByteArrayContent(_body) { Headers = { ContentType = _contentType } };
        }

        foreach (var (name, value) in _headers)
        {
            if (!TryAdd(message, name, value))
            {
                message.Dispose();
                throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"The header '{name}' can't be sent: its name or its value is none that HTTP allows.");
            }
        }

        return message;
    }

    private static bool TryAdd(HttpRequestMessage message, string name, string value)
    {
        if (value.Any(static character => character is < ' ' or > '~'))
        {
            return false; // RFC 9110 §5.5: visible ASCII and blanks
        }

        try
        {
            if (message.Content is { } content && name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.Remove(name);
                content.Headers.Add(name, value);
            }
            else
            {
                message.Headers.Add(name, value);
            }

            return true;
        }
        catch (Exception failure) when (failure is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    private static byte[] Serialize(object body)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            JsonValues.Write(writer, body);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
