using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes blocks after too many failed logins, so that users can try again.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Auth0UserBlock",
    DefaultParameterSetName = IdentifierSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[Takes(AllOfAUser = "User")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE user-blocks/{user_id}")]
[ApiEndpoint("DELETE user-blocks")]
public sealed class RemoveAuth0UserBlockCommand : RemoveCmdletBase
{
    // The default, so that a block that is piped is meant alone, although it also says its user.
    private const string IdentifierSet = "Identifier";

    /// <summary>The users whose blocks are removed, all of them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "User")]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>E-mail addresses, user names or phone numbers, as they were typed at the logins.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdentifierSet)]
    [ValidateNotNullOrEmpty]
    public string[] Identifier { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdentifierSet
            ? ForEachAsync(
                Identifier,
                name =>
                    SendIfConfirmedAsync(
                        new Auth0ApiRequest
                        {
                            Method = HttpMethod.Delete,
                            Path = Auth0Resources.UserBlocksByIdentifier.Path,
                            Query = new ApiQuery().Add("identifier", name).Parameters,
                        },
                        cancellationToken
                    )
            )
            : ForEachAsync(UserId, id => DeleteAsync(Auth0Resources.UserBlocks(id).Path, cancellationToken));

    private protected override object? ErrorTarget => ParameterSetName == IdentifierSet ? Identifier : UserId;
}
