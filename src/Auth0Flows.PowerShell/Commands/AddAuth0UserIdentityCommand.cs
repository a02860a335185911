using System.Collections.Specialized;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Links another account to a user, so that both logins are the same user.</summary>
[Cmdlet(
    VerbsCommon.Add,
    "Auth0UserIdentity",
    DefaultParameterSetName = IdentitySet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
[OutputType(typeof(Auth0UserIdentity))]
[ApiEndpoint("POST users/{id}/identities")]
public sealed class AddAuth0UserIdentityCommand : SessionCmdletBase
{
    private const string IdentitySet = "Identity";

    /// <summary>The user that stays: the primary account.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The account to link: provider and id, a user, or a user's identity. It is no user of its own afterwards.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = IdentitySet)]
    [IdentityText]
    [ValidateNotNullOrEmpty]
    public string Identity { get; set; } = "";

    /// <summary>The id of the account's connection, if there are several databases.</summary>
    [Parameter(ParameterSetName = IdentitySet)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string? ConnectionId { get; set; }

    /// <summary>An ID token of the account to link, which proves that its user agrees.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "IdToken")]
    [Secret]
    [ValidateNotNull]
    public SecureString? IdToken { get; set; }

    /// <summary>Links without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the user's accounts.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var (session, identities) = (ResolveSession(), Auth0Resources.IdentitiesOf(UserId));
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = identities.Path,
            Body = Body(),
        };
        if (!await ShouldSendAsync(session, request, Force, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        if (PassThru)
        {
            using var json = answer.ReadJson();
            foreach (var identity in json.RootElement.EnumerateArray())
            {
                WriteObject(ApiObject.OfTyped(identities.Parse(identity.GetRawText())));
            }
        }
    }

    private protected override object? ErrorTarget => UserId;

    private OrderedDictionary Body()
    {
        if (IdToken is not null)
        {
            return new OrderedDictionary { ["link_with"] = IdToken };
        }

        var (provider, id) = IdentityTextAttribute.Split(Identity);
        var body = new OrderedDictionary { ["provider"] = provider, ["user_id"] = id };
        if (ConnectionId is not null)
        {
            body["connection_id"] = ConnectionId;
        }

        return body;
    }
}
