using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Finds scopes of the Management API, with the endpoints and cmdlets that need them: offline, in the catalogue.</summary>
[Cmdlet(VerbsCommon.Find, "Auth0Scope")]
[OutputType(typeof(Auth0ScopeInfo))]
public sealed class FindAuth0ScopeCommand : Auth0CmdletBase
{
    /// <summary>Scopes, with wildcards if you like (read:*); or words of what they allow, which must all match (rotate secret).</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    [Alias("Scope")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ManagementScopeCompleter))]
    public string[]? Word { get; set; }

    /// <summary>The cmdlets that need the scopes; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCmdletCompleter))]
    public string[]? Cmdlet { get; set; }

    /// <summary>The paths of the endpoints that need the scopes, like those of Find-Auth0Endpoint; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string[]? Path
    {
        get;
        set => field = EndpointFilter.Of(value);
    }

    /// <summary>The HTTP methods of the endpoints.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[]? Method
    {
        get;
        set => field = EndpointFilter.Of(value);
    }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var filter = new EndpointFilter
        {
            Paths = Path,
            Methods = Method,
            Cmdlets = Cmdlet,
        };
        foreach (var scope in new ScopeSearch(Word ?? []).Find(filter))
        {
            WriteObject(scope);
        }

        return default;
    }
}
