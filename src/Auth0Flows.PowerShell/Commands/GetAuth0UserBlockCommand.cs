using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the blocks of users after too many failed logins.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserBlock", DefaultParameterSetName = UserSet, SupportsPaging = true)]
[OutputType(typeof(Auth0UserBlock))]
[ApiEndpoint("GET user-blocks/{user_id}")]
[ApiEndpoint("GET user-blocks")]
public sealed class GetAuth0UserBlockCommand : ResourceCmdletBase
{
    private const string UserSet = "User";

    /// <summary>The ids of the users.</summary>
    [Parameter(
        Mandatory = true,
        Position = 0,
        ValueFromPipelineByPropertyName = true,
        ValueFromPipeline = true,
        ParameterSetName = UserSet
    )]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>E-mail addresses, user names or phone numbers, as they were typed at the logins.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Identifier")]
    [ValidateNotNullOrEmpty]
    public string[] Identifier { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == UserSet
            ? ListEachAsync(Auth0Resources.UserBlocks, UserId, new ApiQuery(), cancellationToken, owner: nameof(UserId))
            : ForEachAsync(
                Identifier,
                name => ListAsync(Auth0Resources.UserBlocksByIdentifier, new ApiQuery().Add("identifier", name), cancellationToken)
            );

    private protected override object? ErrorTarget => ParameterSetName == UserSet ? UserId : Identifier;
}
