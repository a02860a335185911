using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change custom domains: their common properties.</summary>
public abstract class CustomDomainCmdletBase : PropertyCmdletBase
{
    /// <summary>Its TLS policy.</summary>
    [Parameter]
    [ApiName("tls_policy")]
    [ValidateNotNullOrEmpty]
    [ValidateSet("recommended", "compatible")]
    public string? TlsPolicy { get; set; }

    /// <summary>The header from which the client's IP address is taken.</summary>
    [Parameter]
    [ApiName("custom_client_ip_header")]
    [ValidateNotNullOrEmpty]
    [ValidateSet("true-client-ip", "cf-connecting-ip", "x-forwarded-for", "x-azure-clientip")]
    public string? CustomClientIpHeader { get; set; }

    /// <summary>The metadata: names and texts.</summary>
    [Parameter]
    [ApiName("domain_metadata")]
    [ValidateNotNull]
    public IDictionary? Metadata { get; set; }

    /// <summary>The relying party of passkeys.</summary>
    [Parameter]
    [ApiName("relying_party_identifier")]
    [ValidateNotNullOrEmpty]
    public string? RelyingPartyIdentifier { get; set; }
}
