using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the settings of attack protection: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0AttackProtection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0AttackProtection))]
[ApiEndpoint("PATCH attack-protection/bot-detection")]
[ApiEndpoint("PATCH attack-protection/breached-password-detection")]
[ApiEndpoint("PATCH attack-protection/brute-force-protection")]
[ApiEndpoint("PATCH attack-protection/captcha")]
[ApiEndpoint("PATCH attack-protection/phone-provider-protection")]
[ApiEndpoint("PATCH attack-protection/suspicious-ip-throttling")]
public sealed partial class SetAuth0AttackProtectionCommand : PropertyCmdletBase
{
    /// <summary>The kind of attack protection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateSet(
        "BotDetection",
        "BreachedPasswordDetection",
        "BruteForceProtection",
        "Captcha",
        "PhoneProviderProtection",
        "SuspiciousIPThrottling"
    )]
    public string Kind { get; set; } = "";

    /// <summary>Activates it; with :$false, deactivates it.</summary>
    [Parameter]
    [ApiName("enabled")]
    public SwitchParameter Enabled { get; set; }

    /// <summary>What it does.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("shields")]
    [ValidateSet("block", "user_notification", "admin_notification")]
    public string[]? Shield { get; set; }

    /// <summary>The IP addresses and CIDR blocks that it doesn't apply to.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("allowlist")]
    [ValidateNotNull]
    public string[]? AllowedAddress { get; set; }

    /// <summary>IP addresses and CIDR blocks to add to the allowed ones.</summary>
    [Parameter]
    [ApiList("allowlist")]
    [ValidateNotNullOrEmpty]
    public string[]? AddAllowedAddress { get; set; }

    /// <summary>IP addresses and CIDR blocks to remove from the allowed ones.</summary>
    [Parameter]
    [ApiList("allowlist", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveAllowedAddress { get; set; }

    /// <summary>Returns the changed settings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var settings = Auth0Resources.AttackProtection(Kind);
        return UpdateAsync(settings, null, PassThru, cancellationToken);
    }

    private protected override object? ErrorTarget => Kind;
}
