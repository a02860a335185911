using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the settings of the login pages: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0PromptSetting", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0PromptSetting))]
[ApiEndpoint("PATCH prompts")]
public sealed class SetAuth0PromptSettingCommand : PropertyCmdletBase
{
    /// <summary>Which login pages the tenant uses.</summary>
    [Parameter]
    [ApiName("universal_login_experience")]
    [ValidateNotNullOrEmpty]
    [ValidateSet("new", "classic")]
    public string? UniversalLoginExperience { get; set; }

    /// <summary>Whether the identifier is asked on a page of its own, before the password.</summary>
    [Parameter]
    [ApiName("identifier_first")]
    public SwitchParameter IdentifierFirst { get; set; }

    /// <summary>Whether identifier-first logins offer the device's own authenticator (WebAuthn).</summary>
    [Parameter]
    [ApiName("webauthn_platform_first_factor")]
    public SwitchParameter WebauthnPlatformFirstFactor { get; set; }

    /// <summary>Returns the changed settings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.PromptSettings, null, PassThru, cancellationToken);
}
