using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an API (a resource server), which applications can get tokens for.</summary>
[Cmdlet(VerbsCommon.New, "Auth0ResourceServer", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ResourceServer))]
[ApiEndpoint("POST resource-servers")]
public sealed class NewAuth0ResourceServerCommand : ResourceServerCmdletBase
{
    /// <summary>The audience of its tokens: a URL or another text. It can't be changed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("identifier")]
    [Alias("Audience")]
    [ValidateNotNullOrEmpty]
    public string Identifier { get; set; } = "";

    /// <summary>Its name. Default: the identifier.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [NotEmptyWhereNamed]
    public string? Name { get; set; }

    /// <summary>Its scopes: names, or @{ 'read:orders' = 'Read orders' } with descriptions.</summary>
    [Parameter(Position = 2)]
    [ApiName("scopes")]
    [AllowEmptyCollection]
    [ScopeList]
    public Auth0ResourceServerScope[]? Scope { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        properties["name"] = string.IsNullOrEmpty(Name) ? Identifier : Name;
        return CreateAsync(Auth0Resources.ResourceServers, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => Identifier;
}
