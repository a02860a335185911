using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Finds endpoints of the Management API, and the line that calls each: offline, in the module's own catalogue.</summary>
[Cmdlet(VerbsCommon.Find, "Auth0Endpoint")]
[OutputType(typeof(Auth0EndpointInfo))]
public sealed class FindAuth0EndpointCommand : Auth0CmdletBase
{
    /// <summary>Words of the path, the description or the scopes, which must all match: rotate secret.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Word { get; set; }

    /// <summary>The paths; wildcards are allowed. A path without wildcards may contain real ids, or any names in braces.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string[]? Path { get; set; }

    /// <summary>The HTTP methods.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string[]? Method { get; set; }

    /// <summary>The scopes, one of which the endpoint accepts; wildcards are allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(ManagementScopeCompleter))]
    public string[]? Scope
    {
        get;
        set => field = EndpointFilter.Of(value);
    }

    /// <summary>The families, which are the first parts of the paths; wildcards are allowed.</summary>
    [Parameter]
    [Alias("Resource")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FamilyCompleter))]
    public string[]? Family { get; set; }

    /// <summary>The cmdlets that call the endpoints; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EndpointCmdletCompleter))]
    public string[]? Cmdlet { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var filter = new EndpointFilter
        {
            Paths = Path,
            Methods = Method,
            Scopes = Scope,
            Families = Family,
            Cmdlets = Cmdlet,
        };
        foreach (var endpoint in filter.Apply(Word is null ? Auth0Endpoints.All : Auth0Endpoints.Search(Word)))
        {
            WriteObject(new Auth0EndpointInfo(endpoint));
        }

        return default;
    }
}
