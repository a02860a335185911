using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change applications: their common properties.</summary>
public abstract class ClientCmdletBase : PropertyCmdletBase
{
    private const string RefreshTokenPolicies = "refresh_token.policies";

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

    /// <summary>
    /// The policies of multi-resource refresh tokens: the APIs, and their scopes, that a refresh token gives tokens for:
    /// @{ audience = 'https://api.example.com/'; scope = 'read:data' }.
    /// </summary>
    [Parameter]
    [ApiName(RefreshTokenPolicies)]
    [ValidateNotNull]
    public IDictionary[]? RefreshTokenPolicy { get; set; }

    // The API wants a list, also of one scope.
    private protected override object ToItem(string list, object value) =>
        list == RefreshTokenPolicies && value is IDictionary policy && policy["scope"] is string scope
            ? WithScopes(policy, scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : base.ToItem(list, value);

    private static OrderedDictionary WithScopes(IDictionary policy, string[] scopes)
    {
        var copy = new OrderedDictionary();
        foreach (DictionaryEntry entry in policy)
        {
            copy[entry.Key] = entry.Key is "scope" ? scopes : entry.Value;
        }

        return copy;
    }
}
