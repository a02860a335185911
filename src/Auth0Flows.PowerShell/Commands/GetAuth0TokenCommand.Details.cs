using System.Management.Automation;

namespace Auth0Flows.PowerShell;

// Authorization details (RFC 9396).
public sealed partial class GetAuth0TokenCommand
{
    /// <summary>
    /// What exactly the token is for, where scopes are too coarse: hashtables, objects or JSON, each with a type. Without a user's login,
    /// the token is the application's own.
    /// </summary>
    [Parameter(ParameterSetName = HeldSet)]
    [Parameter(ParameterSetName = PasswordSet), Parameter(ParameterSetName = EmailSet), Parameter(ParameterSetName = SmsSet)]
    [Parameter(ParameterSetName = PasswordlessSet), Parameter(ParameterSetName = ExchangeSet)]
    [ValidateNotNull]
    public object[]? AuthorizationDetails { get; set; }

    private Auth0AuthorizationDetails? Details => AuthorizationDetailsInput.Of(AuthorizationDetails);
}
