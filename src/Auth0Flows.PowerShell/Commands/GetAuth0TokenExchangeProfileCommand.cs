using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the token exchange profiles.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0TokenExchangeProfile", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0TokenExchangeProfile))]
[ApiEndpoint("GET token-exchange-profiles")]
[ApiEndpoint("GET token-exchange-profiles/{id}")]
public sealed class GetAuth0TokenExchangeProfileCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "TokenExchangeProfileId";

    /// <summary>The ids of the profiles.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TokenExchangeProfileIdCompleter))]
    public string[] TokenExchangeProfileId { get; set; } = [];

    /// <summary>The names of the profiles; wildcards are allowed. Auth0 can't filter by name, so all are read.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TokenExchangeProfileNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.TokenExchangeProfiles, TokenExchangeProfileId, cancellationToken)
            : ListAsync(
                Auth0Resources.TokenExchangeProfiles,
                new ApiQuery(),
                cancellationToken,
                NamePatterns.Of(Name),
                static profile => profile.Name
            );

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? TokenExchangeProfileId : Name;
}

/// <summary>Completes the ids of the tenant's token exchange profiles, which are also found by name.</summary>
internal sealed class TokenExchangeProfileIdCompleter()
    : ResourceCompleter<Auth0TokenExchangeProfile>(
        Auth0Resources.TokenExchangeProfiles,
        static profile => new(profile.Id, profile.Id, profile.Name)
    );

/// <summary>Completes the names of the tenant's token exchange profiles.</summary>
internal sealed class TokenExchangeProfileNameCompleter()
    : ResourceCompleter<Auth0TokenExchangeProfile>(Auth0Resources.TokenExchangeProfiles, static profile => new(profile.Name, profile.Id));
