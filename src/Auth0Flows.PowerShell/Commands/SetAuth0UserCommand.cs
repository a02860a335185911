using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a user: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("PATCH users/{id}")]
public sealed class SetAuth0UserCommand : PropertyCmdletBase
{
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>Whether the user is blocked from signing in; -Blocked:$false unblocks the user.</summary>
    [Parameter, ApiName("blocked")]
    public SwitchParameter Blocked { get; set; }

    /// <summary>The e-mail address.</summary>
    [Parameter, ApiName("email"), ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>Whether the e-mail address is considered verified.</summary>
    [Parameter, ApiName("email_verified")]
    public SwitchParameter EmailVerified { get; set; }

    /// <summary>Whether Auth0 sends an e-mail to verify the address.</summary>
    [Parameter, ApiName("verify_email")]
    public SwitchParameter VerifyEmail { get; set; }

    /// <summary>The phone number, in E.164 format: +15550100.</summary>
    [Parameter, ApiName("phone_number"), ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>Whether the phone number is considered verified.</summary>
    [Parameter, ApiName("phone_verified")]
    public SwitchParameter PhoneVerified { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    [Parameter, ApiName("username"), ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>The password. Auth0 requires a separate call: not together with the e-mail address or the user name.</summary>
    [Parameter, ApiName("password"), ValidateNotNullOrEmpty]
    public SecureString? Password { get; set; }

    /// <summary>The full name.</summary>
    [Parameter, ApiName("name"), ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The nickname.</summary>
    [Parameter, ApiName("nickname"), ValidateNotNullOrEmpty]
    public string? Nickname { get; set; }

    /// <summary>The given name.</summary>
    [Parameter, ApiName("given_name"), ValidateNotNullOrEmpty]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter, ApiName("family_name"), ValidateNotNullOrEmpty]
    public string? FamilyName { get; set; }

    /// <summary>The URL of a picture.</summary>
    [Parameter, ApiName("picture"), ValidateNotNullOrEmpty]
    public string? Picture { get; set; }

    /// <summary>The metadata that the user can change. Names that aren't specified stay; a name with $null is removed.</summary>
    [Parameter, ApiName("user_metadata"), ValidateNotNull]
    public IDictionary? UserMetadata { get; set; }

    /// <summary>The metadata of applications. Names that aren't specified stay; a name with $null is removed.</summary>
    [Parameter, ApiName("app_metadata"), ValidateNotNull]
    public IDictionary? AppMetadata { get; set; }

    /// <summary>The connection of the identity to change, if the user has several linked ones.</summary>
    [Parameter, ApiName("connection"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>The application for the verification of a new e-mail address or phone number.</summary>
    [Parameter, ApiName("client_id"), ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Returns the changed user.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Users, UserId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => UserId;
}
