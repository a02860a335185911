using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes users.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0User", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0OrganizationMember")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE users/{id}")]
public sealed class RemoveAuth0UserCommand : RemoveCmdletBase
{
    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Users, UserId, cancellationToken);

    private protected override object? ErrorTarget => UserId;
}
