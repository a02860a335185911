using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that create and change applications: the properties that both take.</summary>
public abstract class ClientCmdletBase : PropertyCmdletBase
{
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
}
