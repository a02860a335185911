using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The settings of one kind of attack protection. Each kind has its own properties; the others are empty:
/// <see href="https://auth0.com/docs/api/management/v2/attack-protection"/>.
/// </summary>
public sealed class Auth0AttackProtection : Auth0Object
{
    /// <summary>Whether it is active.</summary>
    public bool? Enabled { get; set; }

    /// <summary>What it does: <c>block</c>, <c>user_notification</c>, <c>admin_notification</c>.</summary>
    public string[]? Shields { get; set; }

    /// <summary>The IP addresses and CIDR blocks that it doesn't apply to.</summary>
    [JsonPropertyName("allowlist")]
    public string[]? AllowedAddresses { get; set; }

    /// <summary>Brute-force protection: what it counts by: <c>count_per_identifier_and_ip</c> or <c>count_per_identifier</c>.</summary>
    public string? Mode { get; set; }

    /// <summary>Brute-force protection: the allowed number of failed attempts.</summary>
    public long? MaxAttempts { get; set; }

    /// <summary>Breached password detection: <c>standard</c> or <c>enhanced</c>.</summary>
    public string? Method { get; set; }

    /// <summary>
    /// Breached password detection: how often administrators get e-mail: <c>immediately</c>, <c>daily</c>, <c>weekly</c>,
    /// <c>monthly</c>.
    /// </summary>
    public string[]? AdminNotificationFrequency { get; set; }

    /// <summary>Settings for each stage: <c>pre-login</c>, <c>pre-user-registration</c>, …</summary>
    public OrderedDictionary? Stage { get; set; }

    /// <summary>Bot detection: its sensitivity: <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? BotDetectionLevel { get; set; }

    /// <summary>Bot detection: when a password login needs a CAPTCHA: <c>never</c>, <c>when_risky</c>, <c>always</c>.</summary>
    public string? ChallengePasswordPolicy { get; set; }

    /// <summary>Bot detection: the same for passwordless logins.</summary>
    public string? ChallengePasswordlessPolicy { get; set; }

    /// <summary>Bot detection: the same for password resets.</summary>
    public string? ChallengePasswordResetPolicy { get; set; }

    /// <summary>Bot detection: whether it only writes log entries.</summary>
    public bool? MonitoringModeEnabled { get; set; }

    /// <summary>CAPTCHA: the provider in use: <c>auth_challenge</c>, <c>recaptcha_v2</c>, …</summary>
    public string? ActiveProviderId { get; set; }

    /// <summary>CAPTCHA: Auth0's own challenge.</summary>
    public OrderedDictionary? AuthChallenge { get; set; }

    /// <summary>CAPTCHA: Auth0's simple CAPTCHA.</summary>
    public OrderedDictionary? SimpleCaptcha { get; set; }

    /// <summary>CAPTCHA: reCAPTCHA v2.</summary>
    public OrderedDictionary? RecaptchaV2 { get; set; }

    /// <summary>CAPTCHA: reCAPTCHA Enterprise.</summary>
    public OrderedDictionary? RecaptchaEnterprise { get; set; }

    /// <summary>CAPTCHA: hCaptcha.</summary>
    public OrderedDictionary? Hcaptcha { get; set; }

    /// <summary>CAPTCHA: Friendly Captcha.</summary>
    public OrderedDictionary? FriendlyCaptcha { get; set; }

    /// <summary>CAPTCHA: Arkose.</summary>
    public OrderedDictionary? Arkose { get; set; }

    /// <summary>Phone provider protection: how the waits between messages grow: <c>default</c> or <c>exponential</c>.</summary>
    [JsonPropertyName("type")]
    public string? BackoffType { get; set; }

    /// <summary>Its kind: the name that <see cref="Auth0Resources.AttackProtection"/> takes.</summary>
    [JsonIgnore]
    public string? Kind { get; internal set; }

    /// <summary>Its kind.</summary>
    public override string ToString() => Kind ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    private static readonly Dictionary<string, string> _attackProtections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BotDetection"] = "bot-detection",
        ["BreachedPasswordDetection"] = "breached-password-detection",
        ["BruteForceProtection"] = "brute-force-protection",
        ["Captcha"] = "captcha",
        ["PhoneProviderProtection"] = "phone-provider-protection",
        ["SuspiciousIPThrottling"] = "suspicious-ip-throttling",
    };

    /// <summary>A kind of attack protection: <see href="https://auth0.com/docs/api/management/v2/attack-protection"/>.</summary>
    /// <param name="kind">
    /// BotDetection, BreachedPasswordDetection, BruteForceProtection, Captcha, PhoneProviderProtection or SuspiciousIPThrottling.
    /// </param>
    public static Auth0Resource<Auth0AttackProtection> AttackProtection(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var name =
            _attackProtections.Keys.FirstOrDefault(known => string.Equals(known, kind, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of attack protection.");
        return new($"attack-protection/{_attackProtections[name]}", "", Auth0JsonContext.Default.Auth0AttackProtection, Auth0Paging.None)
        {
            Complete = read => read.Kind = name,
        };
    }
}
