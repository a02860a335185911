using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>A second factor that a user has enrolled.</summary>
internal sealed class Authenticator(AuthenticatorType type, string? channel = null)
{
    /// <summary>The channel of push notifications: Auth0's own app.</summary>
    public const string Push = "auth0";

    private readonly Lock _lock = new();
    private volatile string? _secret;
    private volatile string? _label;
    private volatile string? _preferredMethod;
    private volatile bool _isActive;
    private long _lastStep = -1;

    /// <summary>The id, such as <c>sms|dev_O4KYL4FtcLAVRsCl</c>.</summary>
    public string Id { get; } = $"{Prefix(type, channel)}|dev_{Identifiers.NewDevice()}";

    public AuthenticatorType Type { get; } = type;

    /// <summary>The channel of an out-of-band authenticator: sms, voice, email or auth0.</summary>
    public string? Channel { get; } = channel;

    /// <summary>The telephone number or e-mail address of an out-of-band authenticator.</summary>
    public string? Address { get; init; }

    /// <summary>The secret of one-time passwords in Base32, or the recovery code; null for other types.</summary>
    public string? Secret
    {
        get => _secret;
        set => _secret = value;
    }

    /// <summary>When it was enrolled; null for one that the tenant started with.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The name that an administrator gave it; null for none.</summary>
    public string? Label
    {
        get => _label;
        set => _label = value;
    }

    /// <summary>Whether codes are sent by sms or voice; null unless it is a telephone.</summary>
    public string? PreferredMethod
    {
        get => _preferredMethod ?? (Channel is "sms" or "voice" ? Channel : null);
        set => _preferredMethod = value;
    }

    /// <summary>Whether the user has confirmed it.</summary>
    public bool IsActive
    {
        get => _isActive;
        set => _isActive = value;
    }

    /// <summary>The value of <c>authenticator_type</c> and <c>challenge_type</c>.</summary>
    public string TypeName => NameOf(Type);

    public static string NameOf(AuthenticatorType type) =>
        type switch
        {
            AuthenticatorType.Otp => "otp",
            AuthenticatorType.Oob => "oob",
            _ => "recovery-code",
        };

    /// <summary>Whether it is a one-time password of the current, previous or next step, and newer than the last one used.</summary>
    public bool TryUseOtp(string otp, DateTimeOffset now)
    {
        var current = Totp.StepAt(now);
        lock (_lock)
        {
            for (var step = Math.Max(current - 1, _lastStep + 1); step <= current + 1; step++)
            {
                if (ConstantTime.AreEqual(otp, Totp.Code(Base32.Decode(Secret!), step)))
                {
                    // RFC 6238 §5.2: a code is accepted once.
                    _lastStep = step;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether it is the recovery code, which is then replaced by a new one.</summary>
    public bool TryUseRecoveryCode(string code)
    {
        lock (_lock)
        {
            if (!ConstantTime.AreEqual(code, Secret))
            {
                return false;
            }

            Secret = Identifiers.NewRecoveryCode();
            return true;
        }
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["authenticator_type"] = TypeName,
            ["active"] = IsActive,
        };
        if (Channel is not null)
        {
            json["oob_channel"] = Channel;
        }

        if (Address is not null)
        {
            // Auth0 shows just enough for recognition.
            json["name"] =
                Channel == "email"
                    ? Address
                    : $"{new string('X', Math.Max(0, Address.Length - 4))}{Address[^Math.Min(4, Address.Length)..]}";
        }

        return json;
    }

    private static string Prefix(AuthenticatorType type, string? channel) =>
        type switch
        {
            AuthenticatorType.Otp => "totp",
            AuthenticatorType.RecoveryCode => "recovery-code",
            _ => channel == Push ? "push" : channel!,
        };
}
