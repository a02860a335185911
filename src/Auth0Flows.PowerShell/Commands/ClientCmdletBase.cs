using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change applications: their common properties.</summary>
public abstract class ClientCmdletBase : PropertyCmdletBase
{
    /// <summary>Its description.</summary>
    [Parameter]
    [ApiName("description")]
    public string? Description { get; set; }

    /// <summary>The grant types that it can use: client_credentials, refresh_token, …</summary>
    [Parameter]
    [ApiName("grant_types")]
    [ArgumentCompleter(typeof(ApplicationGrantCompleter))]
    public string[]? GrantType { get; set; }

    /// <summary>How it authenticates at the token endpoint.</summary>
    [Parameter]
    [ApiName("token_endpoint_auth_method")]
    [ValidateSet("none", "client_secret_post", "client_secret_basic")]
    public string? TokenEndpointAuthMethod { get; set; }

    /// <summary>The allowed callback URLs of a login.</summary>
    [Parameter]
    [ApiName("callbacks")]
    public string[]? Callback { get; set; }

    /// <summary>The allowed URLs after a logout.</summary>
    [Parameter]
    [ApiName("allowed_logout_urls")]
    public string[]? AllowedLogoutUrl { get; set; }

    /// <summary>The allowed origins of silent authentication.</summary>
    [Parameter]
    [ApiName("web_origins")]
    public string[]? WebOrigin { get; set; }

    /// <summary>Gives it only tokens that are bound to its key or certificate (DPoP, mTLS).</summary>
    [Parameter]
    [ApiName("require_proof_of_possession")]
    public SwitchParameter RequireProofOfPossession { get; set; }

    /// <summary>Whether its authorization requests must be pushed (PAR, RFC 9126).</summary>
    [Parameter]
    [ApiName("require_pushed_authorization_requests")]
    public SwitchParameter RequirePushedAuthorizationRequest { get; set; }

    /// <summary>Whether its authorization requests must be signed (JAR, RFC 9101).</summary>
    [Parameter]
    [ApiName("signed_request_object.required")]
    public SwitchParameter RequireSignedRequest { get; set; }

    /// <summary>The metadata: names and texts.</summary>
    [Parameter]
    [ApiName("client_metadata")]
    public IDictionary? Metadata { get; set; }
}
