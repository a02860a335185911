using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets users' sessions at the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserSession", DefaultParameterSetName = IdSet, SupportsPaging = true)]
[OutputType(typeof(Auth0UserSession))]
[ApiEndpoint("GET users/{user_id}/sessions")]
[ApiEndpoint("GET sessions/{id}")]
public sealed class GetAuth0UserSessionCommand : ResourceCmdletBase
{
    // The default, so that a session that is piped is meant alone, although it also has its user's id.
    private const string IdSet = "SessionId";

    /// <summary>The users whose sessions to get.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "User")]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>The ids of the sessions.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id", "session_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] SessionId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.UserSessions, SessionId, cancellationToken)
            : ListEachAsync(Auth0Resources.SessionsOf, UserId, new ApiQuery(), cancellationToken);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? SessionId : UserId;
}
