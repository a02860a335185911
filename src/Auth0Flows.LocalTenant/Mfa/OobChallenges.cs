using System.Buffers.Text;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>The out-of-band challenges, by their <c>oob_code</c>.</summary>
internal sealed class OobChallenges(Outbox outbox, TenantClock clock)
{
    // Auth0, "Authenticate Using the ROPG Flow with MFA": a code is valid for 5 minutes and one use.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(5);

    // Auth0 says "a few seconds" without a number.
    private static readonly TimeSpan _pollInterval = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, OobChallenge> _challenges = new(StringComparer.Ordinal);

    /// <summary>Sends a challenge, and returns its <c>oob_code</c>.</summary>
    public string Send(MfaTransaction transaction, Authenticator authenticator)
    {
        var bindingCode = authenticator.Channel == Authenticator.Push ? null : Identifiers.NewMessageCode();
        if (bindingCode is not null)
        {
            outbox.Send(transaction.User.UserId, bindingCode);
            outbox.Send(authenticator.Address!, bindingCode);
        }

        var oobCode = $"Fe26.2*{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
        lock (_lock)
        {
            _challenges.Add(oobCode, new OobChallenge(transaction, authenticator, bindingCode, clock.UtcNow + _lifetime));
        }

        return oobCode;
    }

    /// <summary>Finds the challenge that an application names.</summary>
    /// <exception cref="OAuthException">The challenge doesn't exist, belongs to another login, or has expired.</exception>
    public OobChallenge Find(string oobCode, MfaTransaction transaction)
    {
        lock (_lock)
        {
            if (!_challenges.TryGetValue(oobCode, out var challenge))
            {
                throw OAuthException.InvalidGrant("Malformed oob_code");
            }

            return !challenge.IsFor(transaction) ? throw OAuthException.InvalidRequest("The oob_code doesn't match the mfa_token")
                : clock.UtcNow >= challenge.ExpiresAt ? throw new OAuthException(401, "expired_token", "oob_code is expired")
                : challenge;
        }
    }

    /// <summary>Ends a completed challenge. Returns false if it had already ended.</summary>
    public bool TryUse(string oobCode)
    {
        lock (_lock)
        {
            return _challenges.Remove(oobCode);
        }
    }

    /// <summary>Checks the user's response to a push notification.</summary>
    /// <exception cref="OAuthException">The user hasn't answered yet, or has denied it.</exception>
    public void Poll(OobChallenge challenge)
    {
        lock (_lock)
        {
            switch (challenge.IsApproved)
            {
                case true:
                    return;
                case false:
                    throw OAuthException.InvalidGrant("MFA Authorization rejected.");
            }

            var now = clock.UtcNow;
            var isTooEarly = now < challenge.LastPolledAt + _pollInterval;
            challenge.LastPolledAt = now;
            throw isTooEarly
                ? new OAuthException(400, "slow_down", "You are polling too fast: please repeat the request in a few seconds.")
                : new OAuthException(400, "authorization_pending", "Authorization pending: please repeat the request in a few seconds.");
        }
    }

    /// <summary>Answers a user's push notifications, and returns how many there were.</summary>
    public int AnswerPush(Auth0LocalTenantUser user, bool isApproved)
    {
        lock (_lock)
        {
            var waiting = _challenges
                .Values.Where(challenge =>
                    challenge.User == user && challenge is { BindingCode: null, IsApproved: null } && clock.UtcNow < challenge.ExpiresAt
                )
                .ToArray();
            foreach (var challenge in waiting)
            {
                challenge.IsApproved = isApproved;
            }

            return waiting.Length;
        }
    }
}
