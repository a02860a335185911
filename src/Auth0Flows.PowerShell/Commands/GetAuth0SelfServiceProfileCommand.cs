using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the profiles of self-service SSO.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0SelfServiceProfile", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0SelfServiceProfile))]
[ApiEndpoint("GET self-service-profiles")]
[ApiEndpoint("GET self-service-profiles/{id}")]
public sealed class GetAuth0SelfServiceProfileCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "SelfServiceProfileId";

    /// <summary>The ids of the profiles.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelfServiceProfileIdCompleter))]
    public string[] SelfServiceProfileId { get; set; } = [];

    /// <summary>The names of the profiles; wildcards are allowed. Auth0 can't filter by name, so all are read.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelfServiceProfileNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.SelfServiceProfiles, SelfServiceProfileId, cancellationToken)
            : ListAsync(
                Auth0Resources.SelfServiceProfiles,
                new ApiQuery(),
                cancellationToken,
                NamePatterns.Of(Name),
                static profile => profile.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? SelfServiceProfileId : Name;
}

/// <summary>Completes the ids of the tenant's self-service profiles, which are also found by name.</summary>
internal sealed class SelfServiceProfileIdCompleter()
    : ResourceCompleter<Auth0SelfServiceProfile>(
        Auth0Resources.SelfServiceProfiles,
        static profile => new(profile.Id, profile.Id, profile.Name)
    );

/// <summary>Completes the names of the tenant's self-service profiles.</summary>
internal sealed class SelfServiceProfileNameCompleter()
    : ResourceCompleter<Auth0SelfServiceProfile>(Auth0Resources.SelfServiceProfiles, static profile => new(profile.Name, profile.Id));
