using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An API of the tenant, a resource server in OAuth's words: <see
/// href="https://auth0.com/docs/api/management/v2/resource-servers/get-resource-servers-by-id"/>.
/// </summary>
public sealed class Auth0ResourceServer : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The audience of its tokens; fixed for its life.</summary>
    public string? Identifier { get; init; }

    /// <summary>Whether it is one of Auth0's own, such as the Management API.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>The scopes that it knows.</summary>
    public Auth0ResourceServerScope[]? Scopes { get; init; }

    /// <summary>What signs its tokens: <c>RS256</c>, <c>PS256</c>, <c>RS512</c>, <c>HS256</c>.</summary>
    public string? SigningAlg { get; init; }

    /// <summary>The secret that signs them with <c>HS256</c>.</summary>
    public Auth0Secret? SigningSecret { get; init; }

    /// <summary>Whether applications may have refresh tokens for it.</summary>
    public bool? AllowOfflineAccess { get; init; }

    /// <summary>Whether its first-party applications need no consent.</summary>
    public bool? SkipConsentForVerifiableFirstPartyClients { get; init; }

    /// <summary>How long its tokens live, in seconds.</summary>
    public long? TokenLifetime { get; init; }

    /// <summary>How long those live that came through a browser (implicit and hybrid flow), in seconds.</summary>
    public long? TokenLifetimeForWeb { get; init; }

    /// <summary>Whether roles decide about its scopes (RBAC).</summary>
    public bool? EnforcePolicies { get; init; }

    /// <summary>What its tokens look like: <c>access_token</c>, <c>access_token_authz</c>, <c>rfc9068_profile</c>, …</summary>
    public string? TokenDialect { get; init; }

    /// <summary>How its tokens are encrypted.</summary>
    public OrderedDictionary? TokenEncryption { get; init; }

    /// <summary>How consent is asked for: <c>transactional-authorization-with-mfa</c>, …</summary>
    public string? ConsentPolicy { get; init; }

    /// <summary>The kinds of rich authorization requests that it knows (RFC 9396).</summary>
    public OrderedDictionary[]? AuthorizationDetails { get; init; }

    /// <summary>Whether its tokens must be bound to a key.</summary>
    public OrderedDictionary? ProofOfPossession { get; init; }

    /// <summary>Whether users and applications need a grant for it: <c>user</c> and <c>client</c>, each with a <c>policy</c>.</summary>
    public OrderedDictionary? SubjectTypeAuthorization { get; init; }

    /// <summary>The application that belongs to it.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its name, else its identifier.</summary>
    public override string ToString() => Name ?? Identifier ?? "";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>APIs: <see href="https://auth0.com/docs/api/management/v2/resource-servers"/>.</summary>
    public static Auth0Resource<Auth0ResourceServer> ResourceServers { get; } =
        new("resource-servers", "resource_servers", Auth0JsonContext.Default.Auth0ResourceServer);
}
