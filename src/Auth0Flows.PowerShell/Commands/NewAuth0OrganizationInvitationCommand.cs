using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Invites people to join an organization.</summary>
[Cmdlet(VerbsCommon.New, "Auth0OrganizationInvitation", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0OrganizationInvitation))]
[ApiEndpoint("POST organizations/{id}/invitations")]
public sealed class NewAuth0OrganizationInvitationCommand : PropertyCmdletBase
{
    /// <summary>The organization's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("organization_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string OrganizationId { get; set; } = "";

    /// <summary>The addresses of those who are invited: each receives an invitation.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Email { get; set; } = [];

    /// <summary>The application whose login accepts the invitation.</summary>
    [Parameter(Mandatory = true)]
    [ApiName("client_id")]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The name of the person who invites, for the e-mail.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string InviterName { get; set; } = "";

    /// <summary>The connection that they must sign in with.</summary>
    [Parameter]
    [ApiName("connection_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string? ConnectionId { get; set; }

    /// <summary>The ids of the roles in the organization that they receive.</summary>
    [Parameter]
    [ApiName("roles")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RoleIdCompleter))]
    public string[]? RoleId { get; set; }

    /// <summary>How long the invitation is valid: up to 30 days. Default: Auth0's, seven days.</summary>
    [Parameter]
    [ApiName("ttl_sec")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Sends no e-mail: the link is for you to pass on.</summary>
    [Parameter]
    public SwitchParameter NoEmail { get; set; }

    /// <summary>User metadata that they receive.</summary>
    [Parameter]
    [ApiName("user_metadata")]
    public IDictionary? UserMetadata { get; set; }

    /// <summary>App metadata that they receive.</summary>
    [Parameter]
    [ApiName("app_metadata")]
    public IDictionary? AppMetadata { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(
            Email,
            email =>
            {
                var properties = Properties();
                properties.Insert(0, "invitee", new OrderedDictionary { ["email"] = email });
                properties.Insert(0, "inviter", new OrderedDictionary { ["name"] = InviterName });
                if (NoEmail)
                {
                    properties["send_invitation_email"] = false;
                }

                return CreateAsync(Auth0Resources.OrganizationInvitations(OrganizationId), properties, cancellationToken);
            }
        );

    private protected override object? ErrorTarget => Email;
}
