using System.Collections.Concurrent;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passwordless;

/// <summary>The codes for passwordless logins: the last one for each address.</summary>
internal sealed class PasswordlessCodes(Outbox outbox, TenantClock clock)
{
    // Auth0, "Passwordless Authentication with Email / SMS": the defaults.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(3);
    private const int MaximumFailures = 3;

    private readonly ConcurrentDictionary<(string Connection, string Address), SentCode> _codes = new();

    /// <summary>Sends a code, or a link that contains it, and replaces the previous one.</summary>
    public void Send(string connection, string address, string userId, Func<string, string> write)
    {
        var code = Identifiers.NewMessageCode();
        _codes[Key(connection, address)] = new SentCode(code, clock.UtcNow + _lifetime);
        outbox.Send(address, write(code));
        outbox.Send(userId, write(code));
    }

    /// <summary>Redeems a code, once.</summary>
    /// <exception cref="OAuthException">The code is wrong, used, or expired.</exception>
    public void Use(string connection, string address, string code)
    {
        var wrong = OAuthException.InvalidGrant(
            connection == Connections.Sms ? "Wrong phone number or verification code." : "Wrong email or verification code."
        );
        var key = Key(connection, address);
        if (!_codes.TryGetValue(key, out var sent) || clock.UtcNow >= sent.ExpiresAt)
        {
            throw wrong;
        }

        lock (sent)
        {
            if (sent.Failures >= MaximumFailures)
            {
                throw OAuthException.InvalidGrant("You've reached the maximum number of attempts. Please try to login again.");
            }

            if (!ConstantTime.AreEqual(code, sent.Code))
            {
                sent.Failures++;
                throw wrong;
            }

            if (!_codes.TryRemove(new(key, sent)))
            {
                throw wrong;
            }
        }
    }

    private static (string, string) Key(string connection, string address) => (connection, address.ToUpperInvariant());

    private sealed class SentCode(string code, DateTimeOffset expiresAt)
    {
        public string Code { get; } = code;

        public DateTimeOffset ExpiresAt { get; } = expiresAt;

        public int Failures { get; set; }
    }
}
