using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes what users consented to, so that the applications ask them again.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Auth0UserGrant",
    DefaultParameterSetName = IdSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[Takes(AllOfAUser = "User")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE grants/{id}")]
[ApiEndpoint("DELETE grants")]
public sealed class RemoveAuth0UserGrantCommand : RemoveCmdletBase
{
    // The default, so that a grant that is piped is meant alone, although it also has its user's id.
    private const string IdSet = "UserGrantId";

    /// <summary>The users whose grants to remove, all of them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "User")]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>The ids of the grants.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserGrantId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? DeleteEachAsync(Auth0Resources.UserGrants, UserGrantId, cancellationToken)
            : ForEachAsync(
                UserId,
                id =>
                    SendIfConfirmedAsync(
                        new Auth0ApiRequest
                        {
                            Method = HttpMethod.Delete,
                            Path = Auth0Resources.UserGrants.Path,
                            Query = new ApiQuery().Add("user_id", id).Parameters,
                        },
                        cancellationToken
                    )
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? UserGrantId : UserId;
}
