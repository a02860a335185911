using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Ends users' sessions at the tenant, so that the next login asks the users who they are.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "Auth0UserSession",
    DefaultParameterSetName = IdSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[Takes(AllOfAUser = "User")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE sessions/{id}")]
[ApiEndpoint("POST sessions/{id}/revoke")]
[ApiEndpoint("DELETE users/{user_id}/sessions")]
[ApiEndpoint("POST users/{user_id}/revoke-access")]
public sealed class RemoveAuth0UserSessionCommand : RemoveCmdletBase
{
    // The default, so that a session that is piped is meant alone, although it also has its user's id.
    private const string IdSet = "SessionId";

    /// <summary>The users whose sessions to end, all of them.</summary>
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

    /// <summary>Also revokes the refresh tokens that were issued in the sessions; with -UserId, all of the users.</summary>
    [Parameter]
    public SwitchParameter IncludeRefreshToken { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? ForEachAsync(SessionId, id => EndAsync(Auth0Resources.UserSessions.PathOf(id), "/revoke", "", cancellationToken))
            : ForEachAsync(UserId, id => EndAsync(Auth0Resources.Users.PathOf(id), "/revoke-access", "/sessions", cancellationToken));

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? SessionId : UserId;

    private ValueTask EndAsync(string path, string revocation, string sessions, CancellationToken cancellationToken) =>
        IncludeRefreshToken
            ? SendIfConfirmedAsync(
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Post,
                    Path = path + revocation,
                    Body = ParameterSetName == IdSet ? null : new OrderedDictionary(), // of the user, without a selection: everything
                },
                cancellationToken
            )
            : DeleteAsync(path + sessions, cancellationToken);
}
