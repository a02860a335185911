using Auth0Flows.DPoP;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>Creates the HTTP request of a call, each time it is sent.</summary>
internal sealed class ApiRequestBuilder
{
    // Only this library sets these: a second Authorization or another Host could send a token to the wrong server.
    private static readonly HashSet<string> _ownHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Proxy-Authorization",
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Auth0-Client",
        "DPoP",
    };

    private const int LongestCorrelationId = 64; // Auth0's limit

    private readonly Auth0ApiRequest _request;
    private readonly Uri _uri;
    private readonly Func<HttpContent>? _content;

    public ApiRequestBuilder(Auth0ApiRequest request, Uri uri)
    {
        (_request, _uri) = (request, uri);
        foreach (var (name, _) in request.Headers)
        {
            if (_ownHeaders.Contains(name))
            {
                throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"The header {name} is set by the session.");
            }
        }

        if (request.CorrelationId is { Length: 0 or > LongestCorrelationId })
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidHeader,
                $"A correlation id must have 1 to {LongestCorrelationId} characters; this one has {request.CorrelationId.Length}."
            );
        }

        MaskedSecrets.ThrowIfIn(request.Headers.Concat(request.Query).Concat(RequestSecrets.PairsOf(RequestSecrets.QueryOf(request))));
        _content = RequestContent.Of(request);
    }

    /// <param name="accessToken">The token.</param>
    /// <param name="use">The call's proofs, if the token is bound to a key.</param>
    public HttpRequestMessage Build(Auth0Secret accessToken, DPoPUse? use = null)
    {
        var message = new HttpRequestMessage(_request.Method, _uri) { Content = _content?.Invoke() };
        if (ApiCaller.PolicyOf(_request.Method) != RepeatPolicy.WhenFailed)
        {
            EmptyContent.AddTo(message);
        }

        SentSecrets.Add(message, () => RequestSecrets.Of(_request));
        SentSecrets.AddText(message, () => RequestSecrets.TextOf(_request));
        message.Headers.Authorization = DPoPUse.Authorize(use, accessToken);
        foreach (
            var (name, value) in _request.CorrelationId is { } id ? _request.Headers.Prepend(new("X-Correlation-ID", id)) : _request.Headers
        )
        {
            if (!TryAdd(message, name, value))
            {
                message.Dispose();
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidHeader,
                    $"The header '{name}' can't be sent: HTTP does not allow its name or its value."
                );
            }
        }

        return message;
    }

    private static bool TryAdd(HttpRequestMessage message, string name, string value)
    {
        if (value.Any(static character => character is < ' ' or > '~'))
        {
            return false; // RFC 9110 §5.5: visible ASCII, space and tab
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
}
