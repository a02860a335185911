using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// The grants that complete a login with a second factor.
public sealed partial class GetAuth0TokenCommand
{
    private const string OtpSet = "MfaOtp";
    private const string OobSet = "MfaOob";
    private const string RecoveryCodeSet = "MfaRecoveryCode";

    /// <summary>
    /// The login that requires a second factor: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OtpSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OobSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = RecoveryCodeSet)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>The code from the text message, call or e-mail. None for a push notification, which the cmdlet waits for.</summary>
    [Parameter(ParameterSetName = OobSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? BindingCode { get; set; }

    /// <summary>The recovery code, which can be used once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RecoveryCodeSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? RecoveryCode { get; set; }

    // With only -GrantType MfaOob, PowerShell can't distinguish the parameter sets, and uses the default one.
    private Auth0MfaChallenge? PipedChallenge =>
        MfaChallenge
        ?? InputObject?.BaseObject as Auth0MfaChallenge
        ?? InputObject?.Properties[nameof(MfaChallenge)]?.Value as Auth0MfaChallenge;
}
