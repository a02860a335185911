using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Backchannel;

/// <summary>The backchannel logins that wait for their users (OpenID Connect CIBA Core).</summary>
internal sealed class BackchannelAuthorizations(TenantClock clock)
{
    // CIBA Core §7.3 and Auth0's response.
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, BackchannelAuthorization> _waiting = new(StringComparer.Ordinal);

    /// <summary>Starts a login, and returns its <c>auth_req_id</c>.</summary>
    public string Begin(BackchannelAuthorization authorization)
    {
        // CIBA Core §7.3: at least 128 bits of entropy.
        var id = $"eyJ{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48))}";
        lock (_lock)
        {
            _waiting.Add(id, authorization);
        }

        return id;
    }

    /// <summary>The logins that the users haven't answered, oldest first.</summary>
    public IReadOnlyList<BackchannelAuthorization> Waiting()
    {
        lock (_lock)
        {
            return [.. _waiting.Values.Where(IsOpen)];
        }
    }

    /// <summary>Redeems an <c>auth_req_id</c>, once.</summary>
    /// <exception cref="OAuthException">
    /// The user hasn't answered yet or has denied the login, or it has expired, is unknown or another application's.
    /// </exception>
    public BackchannelAuthorization Redeem(string id, string clientId)
    {
        lock (_lock)
        {
            // CIBA Core §11: invalid_grant also if it was issued to another client.
            if (!_waiting.TryGetValue(id, out var login) || login.ClientId != clientId)
            {
                throw OAuthException.InvalidGrant("Invalid or expired auth_req_id.");
            }

            var now = clock.UtcNow;
            if (now < login.ExpiresAt && !login.IsAnswered)
            {
                throw Pending(login, now);
            }

            _waiting.Remove(id);
            return login.Granted is not null && now < login.ExpiresAt
                ? login
                // Auth0, "Back-Channel Login flow - Status Check": one error for both.
                : throw OAuthException.AccessDenied("The end-user denied the authorization request or it has been expired");
        }
    }

    /// <summary>Answers a user's open logins, and returns how many there were.</summary>
    /// <param name="user">The user.</param>
    /// <param name="bindingMessage">The message of the login that is meant; null for all of them.</param>
    /// <param name="isApproved">Whether the user approves.</param>
    public int Answer(Auth0LocalTenantUser user, string? bindingMessage, bool isApproved)
    {
        lock (_lock)
        {
            var meant = _waiting
                .Values.Where(login =>
                    login.User == user && (bindingMessage is null || login.BindingMessage == bindingMessage) && IsOpen(login)
                )
                .ToArray();
            foreach (var login in meant)
            {
                // An Action may deny what the user has approved.
                login.IsDenied = !isApproved || user.IsBlocked || user.DenialByAction is not null;
                login.Granted = login.IsDenied ? null : Grant(login);
            }

            return meant.Length;
        }
    }

    private UserAuthorization Grant(BackchannelAuthorization login) =>
        new()
        {
            User = login.User,
            ClientId = login.ClientId,
            Audience = login.Audience,
            AskedScopes = login.AskedScopes,
            Scopes = login.Scopes,
            AuthorizationDetails = login.AuthorizationDetails,
            Grant = GrantTypes.Ciba,
            AuthenticatedAt = clock.UtcNow,
        };

    private static OAuthException Pending(BackchannelAuthorization login, DateTimeOffset now)
    {
        var isTooEarly = now < login.LastPolledAt + login.Interval;
        login.LastPolledAt = now;
        if (!isTooEarly)
        {
            return new OAuthException(400, "authorization_pending", "The end-user authorization is pending");
        }

        // CIBA Core §11: five seconds more, for this and all later requests. Auth0 says it in Retry-After too.
        login.Interval += TimeSpan.FromSeconds(5);
        var seconds = ((int)login.Interval.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return new OAuthException(400, "slow_down", $"You are polling faster than allowed. Try again in {seconds} seconds.")
        {
            RetryAfter = seconds,
        };
    }

    private bool IsOpen(BackchannelAuthorization login) => !login.IsAnswered && clock.UtcNow < login.ExpiresAt;
}
