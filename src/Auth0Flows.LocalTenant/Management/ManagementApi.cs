using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.RateLimits;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Everything below /api/v2/: the rate limit, the token, and the resource's response.</summary>
internal sealed class ManagementApi(
    string audience,
    PresentedTokens tokens,
    TenantLog log,
    RateLimiter rateLimiter,
    IEnumerable<IResourceCollection> collections
)
{
    public const string Prefix = "/api/v2/";

    private readonly Dictionary<string, IResourceCollection> _collections = collections.ToDictionary(
        collection => collection.Name,
        StringComparer.Ordinal
    );

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var rate = rateLimiter.Take();
        ServerResponse response;
        try
        {
            response = rate.IsAllowed ? await AnswerWithinLimitAsync(request).ConfigureAwait(false) : throw ApiException.TooManyRequests();
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
        // The path is checked first: an unknown one is 404, whatever the token.
        var segments = request.Path[Prefix.Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (!_collections.TryGetValue(segments[0], out var collection) || segments.Any(string.IsNullOrEmpty))
        {
            throw ApiException.NotFound();
        }

        var token = await AuthenticateAsync(request).ConfigureAwait(false);
        if (request.Method is "GET" or "HEAD")
        {
            return collection.Answer(request, segments[1..], token);
        }

        try
        {
            var response = collection.Answer(request, segments[1..], token);
            LogWrite("sapi", request, token, response.StatusCode, $"{request.Method} {segments[0]}");
            return response;
        }
        catch (ApiException refusal)
        {
            LogWrite("fapi", request, token, refusal.StatusCode, refusal.Message);
            throw;
        }
    }

    // Auth0: "Correlation-ID support for Management API": on changes, and up to 64 characters.
    private void LogWrite(string type, ServerRequest request, AccessToken token, int statusCode, string description)
    {
        const int MaximumLength = 64;
        var correlation = request.Header("X-Correlation-ID");
        var sent = new JsonObject
        {
            ["method"] = request.Method.ToLowerInvariant(),
            ["path"] = request.Path,
            ["channel"] = "api",
        };
        if (correlation is not null)
        {
            sent["correlation_id"] = correlation[..Math.Min(correlation.Length, MaximumLength)];
        }

        log.Add(
            type,
            description,
            request,
            token.Subject.Replace("@clients", "", StringComparison.Ordinal),
            details: new JsonObject
            {
                ["request"] = sent,
                ["response"] = new JsonObject { ["statusCode"] = statusCode },
            }
        );
    }

    private async ValueTask<AccessToken> AuthenticateAsync(ServerRequest request)
    {
        if (request.Header("Authorization") is null)
        {
            throw ApiException.Unauthorized("Missing authentication");
        }

        if (!PresentedTokens.HasOne(request))
        {
            throw ApiException.BadRequest("Bad HTTP authentication header format", "Bearer");
        }

        var (status, token) = await ReadTokenAsync(request).ConfigureAwait(false);
        return status switch
        {
            AccessTokenStatus.Valid when token!.Audiences.Contains(audience) => BoundToken.RefusalOf(token, request) is { } refusal
                ? throw ApiException.Unauthorized(refusal)
                : token,
            AccessTokenStatus.Expired => throw ApiException.Unauthorized("Expired token received for JSON Web Token validation"),
            _ => throw ApiException.Unauthorized("Invalid token"),
        };
    }

    private async ValueTask<(AccessTokenStatus Status, AccessToken? Token)> ReadTokenAsync(ServerRequest request)
    {
        try
        {
            return await tokens.ReadAsync(request).ConfigureAwait(false);
        }
        catch (OAuthException refusal)
        {
            throw ApiException.Unproven(refusal.Message, refusal.Challenge!);
        }
    }
}
