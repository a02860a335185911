using System.Globalization;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.RateLimits;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Everything below /api/v2/: the rate limit, the token, and the resource that answers.</summary>
internal sealed class ManagementApi(string audience, AccessTokens tokens, RateLimiter rateLimiter, IEnumerable<IResourceCollection> collections)
{
    public const string Prefix = "/api/v2/";

    private readonly Dictionary<string, IResourceCollection> _collections = collections.ToDictionary(collection => collection.Name, StringComparer.Ordinal);

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var rate = rateLimiter.Take();
        ServerResponse response;
        try
        {
            response = rate.IsAllowed
                ? await AnswerWithinLimitAsync(request).ConfigureAwait(false)
                : throw ApiException.TooManyRequests();
        }
        catch (ApiException refusal)
        {
            response = refusal.ToResponse();
        }

        return response
            .With("Cache-Control", "no-cache")
            .With("x-ratelimit-limit", rate.Limit.ToString(CultureInfo.InvariantCulture))
            .With("x-ratelimit-remaining", rate.Remaining.ToString(CultureInfo.InvariantCulture))
            .With("x-ratelimit-reset", rate.Reset.ToString(CultureInfo.InvariantCulture));
    }

    private async ValueTask<ServerResponse> AnswerWithinLimitAsync(ServerRequest request)
    {
        // The path comes first: an unknown one is 404 with any token, or none.
        var segments = request.Path[Prefix.Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (!_collections.TryGetValue(segments[0], out var collection) || segments.Any(string.IsNullOrEmpty))
        {
            throw ApiException.NotFound();
        }

        return collection.Answer(request, segments[1..], await AuthenticateAsync(request).ConfigureAwait(false));
    }

    private async ValueTask<AccessToken> AuthenticateAsync(ServerRequest request)
    {
        if (request.Header("Authorization") is null)
        {
            throw ApiException.Unauthorized("Missing authentication");
        }

        var bearer = BearerToken.Of(request) ?? throw ApiException.BadRequest("Bad HTTP authentication header format", "Bearer");
        var (status, token) = await tokens.ReadAsync(bearer).ConfigureAwait(false);
        return status switch
        {
            AccessTokenStatus.Valid when token!.Audiences.Contains(audience) => token,
            AccessTokenStatus.Expired => throw ApiException.Unauthorized("Expired token received for JSON Web Token validation"),
            _ => throw ApiException.Unauthorized("Invalid token"),
        };
    }
}
