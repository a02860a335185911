using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Has Auth0 check the DNS record of custom domains, and returns them with the result.</summary>
[Cmdlet(VerbsLifecycle.Confirm, "Auth0CustomDomain")]
[OutputType(typeof(Auth0CustomDomain))]
[ApiEndpoint("POST custom-domains/{custom_domain_id}/verify")]
public sealed class ConfirmAuth0CustomDomainCommand : SessionCmdletBase
{
    /// <summary>The ids of the custom domains.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("custom_domain_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomDomainIdCompleter))]
    public string[] CustomDomainId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        return ForEachAsync(
            CustomDomainId,
            async id =>
            {
                var request = new Auth0ApiRequest { Method = HttpMethod.Post, Path = $"{Auth0Resources.CustomDomains.PathOf(id)}/verify" };
                var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
                WriteObject(ApiObject.OfTyped(Auth0Resources.CustomDomains.Read(answer)));
            }
        );
    }

    private protected override object? ErrorTarget => CustomDomainId;
}
