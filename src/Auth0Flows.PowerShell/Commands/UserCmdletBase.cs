using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change users: the properties that don't come from the pipeline.</summary>
public abstract class UserCmdletBase : PropertyCmdletBase
{
    /// <summary>Whether the user is blocked from signing in; -Blocked:$false unblocks the user.</summary>
    [Parameter, ApiName("blocked")]
    public SwitchParameter Blocked { get; set; }

    /// <summary>Whether the e-mail address is considered verified.</summary>
    [Parameter, ApiName("email_verified")]
    public SwitchParameter EmailVerified { get; set; }

    /// <summary>Whether Auth0 sends an e-mail to verify the address.</summary>
    [Parameter, ApiName("verify_email")]
    public SwitchParameter VerifyEmail { get; set; }

    /// <summary>Whether the phone number is considered verified.</summary>
    [Parameter, ApiName("phone_verified")]
    public SwitchParameter PhoneVerified { get; set; }

    /// <summary>The password. Auth0 changes it only in a call of its own: not together with the e-mail address or the user name.</summary>
    [Parameter, ApiName("password"), ValidateNotNullOrEmpty]
    public SecureString? Password { get; set; }

    /// <summary>The URL of a picture.</summary>
    [Parameter, ApiName("picture"), ValidateNotNullOrEmpty]
    public string? Picture { get; set; }

    /// <summary>The metadata that the user can change. Names that aren't specified stay; a name with $null is removed.</summary>
    [Parameter, ApiName("user_metadata"), ValidateNotNull]
    public IDictionary? UserMetadata { get; set; }

    /// <summary>The metadata of applications. Names that aren't specified stay; a name with $null is removed.</summary>
    [Parameter, ApiName("app_metadata"), ValidateNotNull]
    public IDictionary? AppMetadata { get; set; }
}
