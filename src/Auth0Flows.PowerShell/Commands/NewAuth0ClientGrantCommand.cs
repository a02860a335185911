using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Allows an application to request tokens for an API.</summary>
[Cmdlet(VerbsCommon.New, "Auth0ClientGrant", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ClientGrant))]
[ApiEndpoint("POST client-grants")]
public sealed class NewAuth0ClientGrantCommand : ClientGrantCmdletBase
{
    /// <summary>The application's client id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("client_id")]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>The API's identifier.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("audience")]
    [Alias("Identifier")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string Audience { get; set; } = "";

    /// <summary>The scopes that its tokens can have. Default: none.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [AllowNull]
    [ApiName("scope")]
    [ArgumentCompleter(typeof(ApiScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (properties["scope"] is null && !properties.Contains("allow_all_scopes"))
        {
            properties["scope"] = Array.Empty<string>(); // Auth0 requires the scopes, even if there are none
        }

        return CreateAsync(Auth0Resources.ClientGrants, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => ClientId;
}
