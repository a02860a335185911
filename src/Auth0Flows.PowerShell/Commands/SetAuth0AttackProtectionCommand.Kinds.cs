using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <content>What only one kind of attack protection has.</content>
public sealed partial class SetAuth0AttackProtectionCommand
{
    /// <summary>BruteForceProtection: the allowed number of failed attempts.</summary>
    [Parameter]
    [ApiName("max_attempts")]
    [ValidateRange(1, 100)]
    public int? MaxAttempts { get; set; }

    /// <summary>BruteForceProtection: what it counts by.</summary>
    [Parameter]
    [ApiName("mode")]
    [ValidateSet("count_per_identifier_and_ip", "count_per_identifier")]
    public string? Mode { get; set; }

    /// <summary>BreachedPasswordDetection: how often administrators get e-mail.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("admin_notification_frequency")]
    [ValidateSet("immediately", "daily", "weekly", "monthly")]
    public string[]? AdminNotificationFrequency { get; set; }

    /// <summary>BreachedPasswordDetection: where it searches.</summary>
    [Parameter]
    [ApiName("method")]
    [ValidateSet("standard", "enhanced")]
    public string? Method { get; set; }

    /// <summary>BotDetection: its sensitivity.</summary>
    [Parameter]
    [ApiName("bot_detection_level")]
    [ValidateSet("low", "medium", "high")]
    public string? BotDetectionLevel { get; set; }

    /// <summary>BotDetection: when a password login needs a CAPTCHA.</summary>
    [Parameter]
    [ApiName("challenge_password_policy")]
    [ValidateSet("never", "when_risky", "always")]
    public string? ChallengePasswordPolicy { get; set; }

    /// <summary>BotDetection: when a passwordless login needs a CAPTCHA.</summary>
    [Parameter]
    [ApiName("challenge_passwordless_policy")]
    [ValidateSet("never", "when_risky", "always")]
    public string? ChallengePasswordlessPolicy { get; set; }

    /// <summary>BotDetection: when a password reset needs a CAPTCHA.</summary>
    [Parameter]
    [ApiName("challenge_password_reset_policy")]
    [ValidateSet("never", "when_risky", "always")]
    public string? ChallengePasswordResetPolicy { get; set; }

    /// <summary>BotDetection: only writes log entries; with :$false, acts.</summary>
    [Parameter]
    [ApiName("monitoring_mode_enabled")]
    public SwitchParameter MonitoringModeEnabled { get; set; }

    /// <summary>Captcha: the provider to use.</summary>
    [Parameter]
    [ApiName("active_provider_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CaptchaProviderCompleter))]
    public string? ActiveProviderId { get; set; }

    /// <summary>PhoneProviderProtection: how the waits between messages to a number grow.</summary>
    [Parameter]
    [ApiName("type")]
    [ValidateSet("default", "exponential")]
    public string? BackoffType { get; set; }
}
