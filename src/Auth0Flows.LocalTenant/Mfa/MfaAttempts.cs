using System.Collections.Concurrent;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.RateLimits;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>
/// Limits wrong codes per user: ten, and one more every 6 minutes (Auth0, "Authenticate Using the ROPG Flow with MFA": limits).
/// </summary>
internal sealed class MfaAttempts(TenantClock clock)
{
    private const int Bucket = 10;
    private const double PerSecond = 1.0 / 360;

    private readonly ConcurrentDictionary<string, RateLimiter> _limiters = new(StringComparer.Ordinal);

    /// <exception cref="OAuthException">The user has no attempt left now.</exception>
    public void Check(Auth0LocalTenantUser user)
    {
        if (!Of(user).HasToken)
        {
            throw OAuthException.TooManyAttempts("Too many wrong codes. Please try again later.");
        }
    }

    public void AddFailure(Auth0LocalTenantUser user) => Of(user).Take();

    private RateLimiter Of(Auth0LocalTenantUser user) => _limiters.GetOrAdd(user.UserId, _ => new RateLimiter(Bucket, PerSecond, clock));
}
