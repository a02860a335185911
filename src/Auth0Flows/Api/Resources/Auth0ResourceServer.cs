using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An API of the tenant (an OAuth resource server):
/// <see href="https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers-by-id"/>.
/// </summary>
public sealed class Auth0ResourceServer : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>The audience of its tokens; can't be changed.</summary>
    public string? Identifier { get; set; }

    /// <summary>Whether it is one of Auth0's own, such as the Management API.</summary>
    public bool? IsSystem { get; set; }

    /// <summary>Its scopes.</summary>
    public Auth0ResourceServerScope[]? Scopes { get; set; }

    /// <summary>The algorithm that signs its tokens: <c>RS256</c>, <c>PS256</c>, <c>RS512</c>, <c>HS256</c>.</summary>
    public string? SigningAlg { get; set; }

    /// <summary>The secret that signs them with <c>HS256</c>.</summary>
    public Auth0Secret? SigningSecret { get; set; }

    /// <summary>Whether applications can get refresh tokens for it.</summary>
    public bool? AllowOfflineAccess { get; set; }

    /// <summary>Whether its first-party applications need no consent.</summary>
    public bool? SkipConsentForVerifiableFirstPartyClients { get; set; }

    /// <summary>The lifetime of its tokens, in seconds.</summary>
    public long? TokenLifetime { get; set; }

    /// <summary>The lifetime of its tokens from browser flows (implicit and hybrid), in seconds.</summary>
    public long? TokenLifetimeForWeb { get; set; }

    /// <summary>Whether roles determine its scopes (RBAC).</summary>
    public bool? EnforcePolicies { get; set; }

    /// <summary>The format of its tokens: <c>access_token</c>, <c>access_token_authz</c>, <c>rfc9068_profile</c>, …</summary>
    public string? TokenDialect { get; set; }

    /// <summary>How its tokens are encrypted.</summary>
    public OrderedDictionary? TokenEncryption { get; set; }

    /// <summary>How it requests consent: <c>transactional-authorization-with-mfa</c>, …</summary>
    public string? ConsentPolicy { get; set; }

    /// <summary>The types of rich authorization requests that it supports (RFC 9396).</summary>
    public OrderedDictionary[]? AuthorizationDetails { get; set; }

    /// <summary>Whether its tokens must be sender-constrained (bound to a key).</summary>
    public OrderedDictionary? ProofOfPossession { get; set; }

    /// <summary>Whether users and applications need a grant for it: <c>user</c> and <c>client</c>, each with a <c>policy</c>.</summary>
    public OrderedDictionary? SubjectTypeAuthorization { get; set; }

    /// <summary>The client id of its application.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its name, or its identifier if it has no name.</summary>
    public override string ToString() => Name ?? Identifier ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>APIs: <see href="https://auth0.com/docs/api/management/v2/resource-servers"/>.</summary>
    public static Auth0Resource<Auth0ResourceServer> ResourceServers { get; } =
        new("resource-servers", "resource_servers", Auth0JsonContext.Default.Auth0ResourceServer);
}
