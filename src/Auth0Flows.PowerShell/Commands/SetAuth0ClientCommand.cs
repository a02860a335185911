using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an application: what isn't named stays as it is.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Client", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Client))]
public sealed class SetAuth0ClientCommand : PropertyCmdletBase
{
    /// <summary>The application's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>What it is called.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its kind: native, spa, regular_web, non_interactive, …</summary>
    [Parameter]
    [ApiName("app_type")]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AppType { get; set; }

    /// <summary>What it is for, in words.</summary>
    [Parameter]
    [ApiName("description")]
    public string? Description { get; set; }

    /// <summary>The grants that it may use: client_credentials, refresh_token, …</summary>
    [Parameter]
    [ApiName("grant_types")]
    [ArgumentCompleter(typeof(ApplicationGrantCompleter))]
    public string[]? GrantType { get; set; }

    /// <summary>How it proves itself at the token endpoint.</summary>
    [Parameter]
    [ApiName("token_endpoint_auth_method")]
    [ValidateSet("none", "client_secret_post", "client_secret_basic")]
    public string? TokenEndpointAuthMethod { get; set; }

    /// <summary>The addresses that a login may come back to.</summary>
    [Parameter]
    [ApiName("callbacks")]
    public string[]? Callback { get; set; }

    /// <summary>The addresses that a logout may lead to.</summary>
    [Parameter]
    [ApiName("allowed_logout_urls")]
    public string[]? AllowedLogoutUrl { get; set; }

    /// <summary>The origins that silent authentication may come from.</summary>
    [Parameter]
    [ApiName("web_origins")]
    public string[]? WebOrigin { get; set; }

    /// <summary>Notes on it: names and texts.</summary>
    [Parameter]
    [ApiName("client_metadata")]
    public IDictionary? Metadata { get; set; }

    /// <summary>Gives the application as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) => UpdateAsync(Auth0Resources.Clients, ClientId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => ClientId;
}
