using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// The grants by which a login is completed with a second factor.
public sealed partial class GetAuth0TokenCommand
{
    private const string OtpSet = "MfaOtp";
    private const string OobSet = "MfaOob";
    private const string RecoveryCodeSet = "MfaRecoveryCode";

    /// <summary>
    /// The login that waits for its second factor: the target of the error MfaRequired, or what Request-Auth0MfaChallenge gave.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OtpSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OobSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RecoveryCodeSet)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>The code that came by text message, call or e-mail. None for a push notification, which is waited for.</summary>
    [Parameter(ParameterSetName = OobSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? BindingCode { get; set; }

    /// <summary>The recovery code; it is spent by that.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RecoveryCodeSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? RecoveryCode { get; set; }

    // With nothing but -GrantType MfaOob PowerShell can't tell the sets apart, and takes the default one.
    private Auth0MfaChallenge? PipedChallenge =>
        MfaChallenge
        ?? InputObject?.BaseObject as Auth0MfaChallenge
        ?? InputObject?.Properties[nameof(MfaChallenge)]?.Value as Auth0MfaChallenge;
}
