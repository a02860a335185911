using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's e-mail provider.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0EmailProvider")]
[OutputType(typeof(Auth0EmailProvider))]
[ApiEndpoint("GET emails/provider")]
public sealed class GetAuth0EmailProviderCommand : ResourceCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync([Auth0Resources.EmailProvider.Path], path => GetAsync(path, cancellationToken));

    private async ValueTask GetAsync(string path, CancellationToken cancellationToken)
    {
        // Without fields, the API returns only the name and whether it is enabled.
        var request = new Auth0ApiRequest
        {
            Path = path,
            Query = [new("fields", "name,enabled,default_from_address,credentials,settings"), new("include_fields", "true")],
        };
        var answer = await ResolveSession().SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        WriteObject(ApiObject.OfTyped(Auth0Resources.EmailProvider.Read(answer)));
    }
}
