using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An application of the tenant, a client in OAuth's words: <see
/// href="https://auth0.com/docs/api/management/v2/clients/get-clients-by-id"/>.
/// </summary>
public sealed class Auth0Client : Auth0Object
{
    /// <summary>Its client id.</summary>
    public string? ClientId { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Its kind: <c>native</c>, <c>spa</c>, <c>regular_web</c>, <c>non_interactive</c>, …</summary>
    public string? AppType { get; init; }

    /// <summary>The tenant that it belongs to.</summary>
    public string? Tenant { get; init; }

    /// <summary>Whether it is the tenant's global client.</summary>
    public bool? Global { get; init; }

    /// <summary>Its secret; only where the token has <c>read:client_keys</c>.</summary>
    public Auth0Secret? ClientSecret { get; init; }

    /// <summary>The grants that it may use.</summary>
    public string[]? GrantTypes { get; init; }

    /// <summary>How it proves itself at the token endpoint: <c>none</c>, <c>client_secret_post</c>, <c>client_secret_basic</c>.</summary>
    public string? TokenEndpointAuthMethod { get; init; }

    /// <summary>The addresses that a login may come back to.</summary>
    public string[]? Callbacks { get; init; }

    /// <summary>The origins that silent authentication may come from.</summary>
    public string[]? WebOrigins { get; init; }

    /// <summary>The origins that cross-origin requests may come from.</summary>
    public string[]? AllowedOrigins { get; init; }

    /// <summary>The addresses that a logout may lead to.</summary>
    public string[]? AllowedLogoutUrls { get; init; }

    /// <summary>The applications that may ask for delegation.</summary>
    public string[]? AllowedClients { get; init; }

    /// <summary>Audiences for SAML.</summary>
    public string[]? ClientAliases { get; init; }

    /// <summary>Where a login can be started from.</summary>
    public string? InitiateLoginUri { get; init; }

    /// <summary>The address of its logo.</summary>
    public string? LogoUri { get; init; }

    /// <summary>Whether it belongs to the tenant's owner.</summary>
    public bool? IsFirstParty { get; init; }

    /// <summary>Whether it follows OpenID Connect strictly.</summary>
    public bool? OidcConformant { get; init; }

    /// <summary>Whether the end user's address that it forwards to the token endpoint is believed.</summary>
    public bool? IsTokenEndpointIpHeaderTrusted { get; init; }

    /// <summary>How its ID tokens are made.</summary>
    public Auth0ClientJwtConfiguration? JwtConfiguration { get; init; }

    /// <summary>The certificates that its tokens are signed with.</summary>
    public Auth0ClientSigningKey[]? SigningKeys { get; init; }

    /// <summary>The key that tokens for it are encrypted with.</summary>
    public OrderedDictionary? EncryptionKey { get; init; }

    /// <summary>How its refresh tokens live.</summary>
    public Auth0ClientRefreshToken? RefreshToken { get; init; }

    /// <summary>Proof by private key or certificate, and its credentials.</summary>
    public OrderedDictionary? ClientAuthenticationMethods { get; init; }

    /// <summary>What its owner noted down: names and texts.</summary>
    public OrderedDictionary? ClientMetadata { get; init; }

    /// <summary>Add-ons and their settings.</summary>
    public OrderedDictionary? Addons { get; init; }

    /// <summary>Settings for Android and iOS.</summary>
    public OrderedDictionary? Mobile { get; init; }

    /// <summary>Sign-in with the device's own accounts.</summary>
    public OrderedDictionary? NativeSocialLogin { get; init; }

    /// <summary>Back-channel logout.</summary>
    public OrderedDictionary? OidcLogout { get; init; }

    /// <summary>Handing a session over from a native application to the web.</summary>
    public OrderedDictionary? SessionTransfer { get; init; }

    /// <summary>The organization that logins without one go to.</summary>
    public OrderedDictionary? DefaultOrganization { get; init; }

    /// <summary>What organizations are to it: <c>deny</c>, <c>allow</c>, <c>require</c>.</summary>
    public string? OrganizationUsage { get; init; }

    /// <summary>When a user is asked for an organization: <c>no_prompt</c>, <c>pre_login_prompt</c>, <c>post_login_prompt</c>.</summary>
    public string? OrganizationRequireBehavior { get; init; }

    /// <summary>How an organization is found: <c>email</c>, <c>organization_name</c>.</summary>
    public string[]? OrganizationDiscoveryMethods { get; init; }

    /// <summary>Whether Auth0 signs users on without asking again.</summary>
    public bool? Sso { get; init; }

    /// <summary>Whether single sign-on is off.</summary>
    public bool? SsoDisabled { get; init; }

    /// <summary>Whether it may use cross-origin authentication.</summary>
    public bool? CrossOriginAuthentication { get; init; }

    /// <summary>Where cross-origin verification takes place.</summary>
    public string? CrossOriginLoc { get; init; }

    /// <summary>Whether its own login page is used.</summary>
    public bool? CustomLoginPageOn { get; init; }

    /// <summary>Its own login page.</summary>
    public string? CustomLoginPage { get; init; }

    /// <summary>A preview of it.</summary>
    public string? CustomLoginPagePreview { get; init; }

    /// <summary>The template of the WS-Federation form.</summary>
    public string? FormTemplate { get; init; }

    /// <summary>Whether authorization requests must be pushed (RFC 9126).</summary>
    public bool? RequirePushedAuthorizationRequests { get; init; }

    /// <summary>Whether its tokens must be bound to a key.</summary>
    public bool? RequireProofOfPossession { get; init; }

    /// <summary>Signed authorization requests (RFC 9101).</summary>
    public OrderedDictionary? SignedRequestObject { get; init; }

    /// <summary>Which security profile it keeps: <c>none</c>, <c>fapi1_adv_pkj_par</c>, …</summary>
    public string? ComplianceLevel { get; init; }

    /// <summary>Token exchange (RFC 8693).</summary>
    public OrderedDictionary? TokenExchange { get; init; }

    /// <summary>Its name, else its id.</summary>
    public override string ToString() => Name ?? ClientId ?? "";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>Applications: <see href="https://auth0.com/docs/api/management/v2/clients"/>.</summary>
    public static Auth0Resource<Auth0Client> Clients { get; } =
        new("clients", "clients", Auth0JsonContext.Default.Auth0Client, Auth0Paging.Page | Auth0Paging.Checkpoint);
}
