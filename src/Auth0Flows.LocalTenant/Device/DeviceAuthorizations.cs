using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>The devices that wait for their users (RFC 8628).</summary>
internal sealed class DeviceAuthorizations(TenantClock clock, TenantLog log)
{
    // Auth0, "Call Your API Using the Device Authorization Flow": both values are from its responses.
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // RFC 8628 §3.5: "the interval MUST be increased by 5 seconds for this and all subsequent requests".
    private static readonly TimeSpan _slowDown = TimeSpan.FromSeconds(5);

    // RFC 8628 §6.1: no vowels, so that the code contains no words. This is Auth0's "base20" in its format "****-****".
    private const string UserCodeCharacters = "BCDFGHJKLMNPQRSTVWXZ";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DeviceAuthorization> _waiting = new(StringComparer.Ordinal);

    /// <summary>Starts an authorization, and returns the device code (secret) and the user code (shown to the user).</summary>
    public (string DeviceCode, string UserCode) Begin(
        string clientId,
        string? audience,
        IReadOnlyList<string> asked,
        IReadOnlyList<string> granted,
        JsonArray? details
    )
    {
        var deviceCode = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        lock (_lock)
        {
            string userCode;
            do
            {
                userCode =
                    $"{RandomNumberGenerator.GetString(UserCodeCharacters, 4)}-{RandomNumberGenerator.GetString(UserCodeCharacters, 4)}";
            } while (_waiting.Values.Any(other => other.UserCode == userCode));

            _waiting.Add(
                deviceCode,
                new DeviceAuthorization
                {
                    ClientId = clientId,
                    Audience = audience,
                    AskedScopes = asked,
                    Scopes = granted,
                    AuthorizationDetails = details,
                    UserCode = userCode,
                    ExpiresAt = clock.UtcNow + Lifetime,
                    Interval = Interval,
                }
            );
            return (deviceCode, userCode);
        }
    }

    /// <summary>Redeems a device code, once: what the user has authorized the device to do.</summary>
    /// <exception cref="OAuthException">
    /// The user hasn't answered yet or has denied the device, or the code has expired or is unknown.
    /// </exception>
    public UserAuthorization Redeem(string deviceCode, string clientId)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(deviceCode, out var device) || device.ClientId != clientId)
            {
                throw OAuthException.InvalidGrant("Invalid or expired device code.");
            }

            var now = clock.UtcNow;
            if (now < device.ExpiresAt && !device.IsAnswered)
            {
                throw Pending(device, now);
            }

            // Every outcome is reported once. Auth0 says so about expired_token: invalid_grant from then on.
            _waiting.Remove(deviceCode);
            return now >= device.ExpiresAt
                ? throw new OAuthException(403, "expired_token", "The device code has expired.")
                : device.Granted ?? throw OAuthException.AccessDenied(device.Denial!);
        }
    }

    /// <summary>
    /// The device that waits with a user code. Users may write it in either case and without the dash (RFC 8628 §6.1).
    /// </summary>
    public DeviceAuthorization? FindWaiting(string text)
    {
        lock (_lock)
        {
            return Find(text);
        }
    }

    /// <summary>
    /// The user has signed in and approved the device, but may still be denied access. Null if no device waits with this user code.
    /// </summary>
    public DeviceAuthorization? Approve(string userCode, Auth0LocalTenantUser user) =>
        Answer(
            userCode,
            device =>
            {
                // Auth0, "Call Your API Using the Device Authorization Flow": access_denied also if the server or a rule denies access.
                device.Denial = user.IsBlocked ? "user is blocked" : user.DenialByAction;
                if (device.Denial is { } reason)
                {
                    log.Add("fdeac", reason, clientId: device.ClientId, user: user, audience: device.Audience);
                }
                else
                {
                    device.Granted = new UserAuthorization
                    {
                        User = user,
                        ClientId = device.ClientId,
                        Audience = device.Audience,
                        AskedScopes = device.AskedScopes,
                        Scopes = device.Scopes,
                        AuthorizationDetails = device.AuthorizationDetails,
                        AuthenticatedAt = clock.UtcNow,
                    };
                }
            }
        );

    /// <summary>The user has denied the device. Null if no device waits with this user code.</summary>
    public DeviceAuthorization? Deny(string userCode) =>
        Answer(
            userCode,
            device =>
            {
                device.Denial = "User cancelled the confirmation prompt.";
                log.Add("fdecc", device.Denial, clientId: device.ClientId, audience: device.Audience);
            }
        );

    private static string Normalize(string userCode) => new([.. userCode.Where(char.IsAsciiLetter).Select(char.ToUpperInvariant)]);

    private static OAuthException Pending(DeviceAuthorization device, DateTimeOffset now)
    {
        var wanted = device.Interval;
        var isTooEarly = now < device.LastPolledAt + wanted;
        device.LastPolledAt = now;
        if (!isTooEarly)
        {
            return new OAuthException(403, "authorization_pending", "User has yet to authorize device code.");
        }

        device.Interval += _slowDown;
        return new OAuthException(
            429,
            "slow_down",
            string.Create(
                CultureInfo.InvariantCulture,
                $"You are polling faster than the specified interval of {(int)wanted.TotalSeconds} seconds."
            )
        );
    }

    private DeviceAuthorization? Answer(string userCode, Action<DeviceAuthorization> answer)
    {
        lock (_lock)
        {
            var device = Find(userCode);
            if (device is null)
            {
                log.Add("fdeac", "Invalid or expired user code");
            }
            else
            {
                answer(device);
            }

            return device;
        }
    }

    private DeviceAuthorization? Find(string userCode)
    {
        var wanted = Normalize(userCode);
        return _waiting.Values.FirstOrDefault(device =>
            Normalize(device.UserCode) == wanted && !device.IsAnswered && clock.UtcNow < device.ExpiresAt
        );
    }
}
