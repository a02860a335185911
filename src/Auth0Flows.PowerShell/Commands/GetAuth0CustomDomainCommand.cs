using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's custom domains.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0CustomDomain", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0CustomDomain))]
[ApiEndpoint("GET custom-domains")]
[ApiEndpoint("GET custom-domains/{custom_domain_id}")]
public sealed class GetAuth0CustomDomainCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "CustomDomainId";

    /// <summary>The ids of the custom domains.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("custom_domain_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomDomainIdCompleter))]
    public string[] CustomDomainId { get; set; } = [];

    /// <summary>The host names of the custom domains; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomDomainNameCompleter))]
    public string[]? Domain { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.CustomDomains, CustomDomainId, cancellationToken)
            : ListAsync(
                Auth0Resources.CustomDomains,
                new ApiQuery(),
                cancellationToken,
                NamePatterns.Of(Domain),
                static found => found.Domain
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? CustomDomainId : Domain;
}

/// <summary>Completes the ids of the tenant's custom domains, which are also found by name.</summary>
internal sealed class CustomDomainIdCompleter()
    : ResourceCompleter<Auth0CustomDomain>(
        Auth0Resources.CustomDomains,
        static found => new(found.CustomDomainId, found.Status, found.Domain)
    );

/// <summary>Completes the host names of the tenant's custom domains.</summary>
internal sealed class CustomDomainNameCompleter()
    : ResourceCompleter<Auth0CustomDomain>(Auth0Resources.CustomDomains, static found => new(found.Domain, found.CustomDomainId));
