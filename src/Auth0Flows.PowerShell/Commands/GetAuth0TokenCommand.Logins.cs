using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

// The grants that sign a user in: password, passwordless, authorization code, device code, CIBA.
public sealed partial class GetAuth0TokenCommand
{
    private const string PasswordSet = "Password";
    private const string EmailSet = "PasswordlessEmail";
    private const string SmsSet = "PasswordlessSms";
    private const string PasswordlessSet = "Passwordless";
    private const string CodeSet = "AuthorizationCode";
    private const string DeviceSet = "DeviceCode";
    private const string CibaSet = "Ciba";

    /// <summary>The user's name and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PasswordSet)]
    [UserCredential]
    [ValidateNotNull]
    public PSCredential? Credential { get; set; }

    /// <summary>The user's connection. Default: the tenant's default directory.</summary>
    [Parameter(ParameterSetName = PasswordSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Realm { get; set; }

    /// <summary>The IP address of the user's machine, so that brute-force protection counts it instead of this machine's.</summary>
    [Parameter(ParameterSetName = PasswordSet)]
    public IPAddress? ForwardedFor { get; set; }

    /// <summary>The e-mail address that received the code.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet)]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>The phone number that received the code, with its country code: +15551234567.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SmsSet)]
    [ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>The login that Start-Auth0PasswordlessLogin started.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PasswordlessSet)]
    [ValidateNotNull]
    public Auth0PasswordlessLogin? PasswordlessLogin { get; set; }

    /// <summary>The one-time password of the second factor, or the code of a passwordless login.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EmailSet), Parameter(Mandatory = true, ParameterSetName = SmsSet)]
    [Parameter(Mandatory = true, ParameterSetName = PasswordlessSet), Parameter(Mandatory = true, ParameterSetName = OtpSet)]
    [Parameter(ParameterSetName = PasswordSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? Otp { get; set; }

    /// <summary>The authorization code that the redirect URI received.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CodeSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? Code { get; set; }

    /// <summary>The redirect URI that was sent to /authorize.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CodeSet)]
    [ValidateNotNullOrEmpty]
    public string RedirectUri { get; set; } = "";

    /// <summary>The secret of the code challenge that was sent to /authorize (PKCE).</summary>
    [Parameter(ParameterSetName = CodeSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? CodeVerifier { get; set; }

    /// <summary>The nonce that was sent to /authorize: the ID token must contain it.</summary>
    [Parameter(ParameterSetName = CodeSet)]
    [ValidateNotNullOrEmpty]
    public string? Nonce { get; set; }

    /// <summary>The device code, polled once. Start-Auth0DeviceLogin performs the whole flow.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeviceSet)]
    [OneTimeCode]
    [ValidateNotNull]
    public SecureString? DeviceCode { get; set; }

    /// <summary>The login that Start-Auth0BackchannelLogin -NoWait started, polled once. Wait-Auth0BackchannelLogin waits for it.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CibaSet)]
    [ValidateNotNull]
    [NotText("Specify the login as an object: the output of Start-Auth0BackchannelLogin -NoWait.")]
    public Auth0BackchannelLogin? BackchannelLogin { get; set; }

    // With only -GrantType Ciba, PowerShell can't distinguish the parameter sets, and uses the default one.
    private Auth0BackchannelLogin? PipedLogin => BackchannelLogin ?? InputObject?.BaseObject as Auth0BackchannelLogin;
}
