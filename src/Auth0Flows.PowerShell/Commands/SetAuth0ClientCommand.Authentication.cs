using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <content>Authentication with registered keys and certificates.</content>
public sealed partial class SetAuth0ClientCommand
{
    /// <summary>
    /// How it authenticates with -CredentialId: private_key_jwt with a key, tls_client_auth or self_signed_tls_client_auth with a
    /// certificate (mTLS). Its secret can't be used any more.
    /// </summary>
    [Parameter]
    [ValidateSet("private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth")]
    public string? AuthenticationMethod { get; set; }

    /// <summary>The ids of the credentials that it authenticates with. They replace the current ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("credential_id")]
    [ArgumentCompleter(typeof(CredentialIdCompleter))]
    public string[]? CredentialId { get; set; }

    private OrderedDictionary AllProperties()
    {
        var properties = Properties();
        if (AuthenticationMethod is null && CredentialId is not { Length: > 0 })
        {
            return properties;
        }

        if (AuthenticationMethod is null || CredentialId is not { Length: > 0 })
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-AuthenticationMethod and -CredentialId must be specified together."
            );
        }

        if (properties.Contains("token_endpoint_auth_method") || properties.Contains("client_authentication_methods"))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "An application authenticates in one way: -AuthenticationMethod can't be combined with token_endpoint_auth_method or client_authentication_methods."
            );
        }

        properties["token_endpoint_auth_method"] = null; // the API requires one of the two to be null
        properties["client_authentication_methods"] = new OrderedDictionary
        {
            [AuthenticationMethod] = new OrderedDictionary
            {
                ["credentials"] = CredentialId.Select(static id => (object)new OrderedDictionary { ["id"] = id }).ToArray(),
            },
        };
        return properties;
    }
}
