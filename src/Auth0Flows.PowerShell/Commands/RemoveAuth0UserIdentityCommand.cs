using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Unlinks an account from a user. It is a user of its own again, without metadata.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0UserIdentity", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes("Auth0User")]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE users/{id}/identities/{provider}/{user_id}")]
public sealed class RemoveAuth0UserIdentityCommand : RemoveCmdletBase
{
    // Not from the pipeline: what an identity has as UserId is its id at the provider.
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The account to unlink: provider and id, or a user's identity.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [IdentityText]
    [ValidateNotNullOrEmpty]
    public string Identity { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var (provider, id) = IdentityTextAttribute.Split(Identity);
        var path = PathTemplate.Expand("{provider}/{id}", name => name == "id" ? id : provider);
        return DeleteAsync($"{Auth0Resources.IdentitiesOf(UserId).Path}/{path}", cancellationToken);
    }

    private protected override object? ErrorTarget => Identity;
}
