using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A custom domain of the tenant:
/// <see href="https://auth0.com/docs/api/management/v2/custom-domains/get-custom-domains-by-id"/>.
/// </summary>
public sealed class Auth0CustomDomain : Auth0Object
{
    /// <summary>Its id: <c>cd_…</c>.</summary>
    public string? CustomDomainId { get; set; }

    /// <summary>The host name.</summary>
    public string? Domain { get; set; }

    /// <summary>How far it is set up: <c>pending_verification</c>, <c>ready</c>, …</summary>
    public string? Status { get; set; }

    /// <summary>Who manages its certificate: <c>auth0_managed_certs</c> or <c>self_managed_certs</c>.</summary>
    public string? Type { get; set; }

    /// <summary>Whether it is the primary one.</summary>
    public bool? Primary { get; set; }

    /// <summary>Whether e-mails and links use it by default.</summary>
    public bool? IsDefault { get; set; }

    /// <summary>The host to which a reverse proxy of yours sends requests.</summary>
    public string? OriginDomainName { get; set; }

    /// <summary>The DNS record that proves the ownership: <c>methods</c>, <c>status</c>.</summary>
    public OrderedDictionary? Verification { get; set; }

    /// <summary>Its certificate: <c>status</c>, <c>certificate_authority</c>, <c>renews_before</c>.</summary>
    public OrderedDictionary? Certificate { get; set; }

    /// <summary>The header from which the client's IP address is taken.</summary>
    public string? CustomClientIpHeader { get; set; }

    /// <summary>Its TLS policy: <c>recommended</c>.</summary>
    public string? TlsPolicy { get; set; }

    /// <summary>The owner's metadata: names and texts.</summary>
    public OrderedDictionary? DomainMetadata { get; set; }

    /// <summary>The relying party of passkeys.</summary>
    public string? RelyingPartyIdentifier { get; set; }

    /// <summary>Its host name, or its id if it has none.</summary>
    public override string ToString() => Domain ?? CustomDomainId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Custom domains: <see href="https://auth0.com/docs/api/management/v2/custom-domains"/>.</summary>
    public static Auth0Resource<Auth0CustomDomain> CustomDomains { get; } =
        new("custom-domains", "custom_domains", Auth0JsonContext.Default.Auth0CustomDomain, Auth0Paging.Checkpoint);
}
