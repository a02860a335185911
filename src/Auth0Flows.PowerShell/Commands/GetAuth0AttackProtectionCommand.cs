using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the settings of attack protection.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0AttackProtection")]
[OutputType(typeof(Auth0AttackProtection))]
[ApiEndpoint("GET attack-protection/bot-detection")]
[ApiEndpoint("GET attack-protection/breached-password-detection")]
[ApiEndpoint("GET attack-protection/brute-force-protection")]
[ApiEndpoint("GET attack-protection/captcha")]
[ApiEndpoint("GET attack-protection/phone-provider-protection")]
[ApiEndpoint("GET attack-protection/suspicious-ip-throttling")]
public sealed class GetAuth0AttackProtectionCommand : ResourceCmdletBase
{
    private static readonly string[] _kinds =
    [
        "BotDetection",
        "BreachedPasswordDetection",
        "BruteForceProtection",
        "Captcha",
        "PhoneProviderProtection",
        "SuspiciousIPThrottling",
    ];

    /// <summary>The kinds of attack protection. Default: all.</summary>
    [Parameter(Position = 0)]
    [ValidateSet(
        "BotDetection",
        "BreachedPasswordDetection",
        "BruteForceProtection",
        "Captcha",
        "PhoneProviderProtection",
        "SuspiciousIPThrottling"
    )]
    public string[]? Kind { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(Kind ?? _kinds, kind => GetOneAsync(Auth0Resources.AttackProtection(kind), cancellationToken));

    private protected override object? ErrorTarget => Kind;
}
