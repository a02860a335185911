using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes ways in which users can authenticate, such as a second factor on a lost device.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Auth0UserAuthenticationMethod",
    DefaultParameterSetName = IdSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[Takes("Auth0AuthenticationMethod", "Auth0User", "Auth0OrganizationMember")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE users/{user_id}/authentication-methods")]
[ApiEndpoint("DELETE users/{user_id}/authentication-methods/{authentication_method_id}")]
public sealed class RemoveAuth0UserAuthenticationMethodCommand : RemoveCmdletBase
{
    private const string IdSet = "AuthenticationMethodId";

    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The ids of the methods.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] AuthenticationMethodId { get; set; } = [];

    /// <summary>Removes all methods of the user.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var methods = Auth0Resources.AuthenticationMethodsOf(UserId);
        return ParameterSetName == IdSet ? DeleteEachAsync(methods, AuthenticationMethodId, cancellationToken)
            : All ? DeleteAsync(methods.Path, cancellationToken)
            : default;
    }

    private protected override object? ErrorTarget => UserId;
}
