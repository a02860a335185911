using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>Pushed authorization requests by their <c>request_uri</c> (RFC 9126): valid for 30 seconds and one use.</summary>
internal sealed class PushedRequests(TenantClock clock)
{
    // Auth0, "Authorization Code Flow with Pushed Authorization Requests": the value in its response.
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (QueryParameters Parameters, DateTimeOffset ExpiresAt)> _requests = new(
        StringComparer.Ordinal
    );

    public string Add(QueryParameters parameters)
    {
        var requestUri = $"urn:ietf:params:oauth:request_uri:{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24))}";
        _requests[requestUri] = (parameters, clock.UtcNow + Lifetime);
        return requestUri;
    }

    /// <summary>The pushed parameters of a request, which it uses up and can't add to; null if it has none.</summary>
    /// <exception cref="OAuthException">The request_uri is unknown, another application's, used, or expired.</exception>
    public QueryParameters? Resolve(QueryParameters parameters)
    {
        if (parameters["request_uri"] is not { Length: > 0 } requestUri)
        {
            return null;
        }

        return
            _requests.TryGetValue(requestUri, out var request)
            && request.Parameters["client_id"] == parameters["client_id"]
            && _requests.TryRemove(requestUri, out _)
            && clock.UtcNow < request.ExpiresAt
            ? request.Parameters
            : throw new OAuthException(400, "invalid_request_uri", "The request_uri is invalid or expired.");
    }
}
