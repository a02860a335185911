using System.Collections.Concurrent;
using System.Globalization;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.RateLimits;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>GET /userinfo (OpenID Connect Core §5.3).</summary>
internal sealed class UserInfoEndpoint(
    AccessTokens tokens,
    PresentedTokens presented,
    UserStore users,
    bool isRateLimited,
    TenantClock clock
)
{
    // Auth0, "Authentication API Endpoint Rate Limits": a burst of 10, then 5 per minute, for each user.
    private const int Burst = 10;
    private const double PerSecond = 5.0 / 60;

    private readonly ConcurrentDictionary<string, RateLimiter> _limiters = new(StringComparer.Ordinal);

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var (status, token) = PresentedTokens.HasOne(request)
            ? await presented.ReadAsync(request).ConfigureAwait(false)
            : throw new OAuthException(401, "invalid_token", "No access token was sent.");
        if (status != AccessTokenStatus.Valid)
        {
            throw OAuthException.InvalidToken(
                status == AccessTokenStatus.Expired ? "The access token expired" : "The access token is invalid"
            );
        }

        if (BoundToken.RefusalOf(token!, request) is { } refusal)
        {
            throw OAuthException.InvalidToken(refusal);
        }

        if (!token!.Audiences.Contains(tokens.UserInfoAudience) || !token.HasScope("openid"))
        {
            throw OAuthException.InsufficientScope("openid");
        }

        var user = users.FindById(token.Subject) is { IsBlocked: false } found
            ? found
            : throw OAuthException.InvalidToken("The user is blocked, or gone");
        var rate = _limiters.GetOrAdd(user.UserId, _ => new RateLimiter(isRateLimited ? Burst : null, PerSecond, clock)).Take();
        var response = rate.IsAllowed
            ? ServerResponse.Json(200, UserClaims.Of(user, token.Scopes))
            : new OAuthException(429, "too_many_requests", "Global limit has been reached").ToResponse();
        return !isRateLimited
            ? response
            : response
                .With("x-ratelimit-limit", rate.Limit.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-remaining", rate.Remaining.ToString(CultureInfo.InvariantCulture))
                .With("x-ratelimit-reset", rate.Reset.ToString(CultureInfo.InvariantCulture));
    }
}
