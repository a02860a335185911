using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An application of the tenant (an OAuth client): <see href="https://auth0.com/docs/api/management/v2/clients/get-clients-by-id"/>.
/// </summary>
public sealed class Auth0Client : Auth0Object
{
    /// <summary>Its client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>Its description.</summary>
    public string? Description { get; set; }

    /// <summary>Its type: <c>native</c>, <c>spa</c>, <c>regular_web</c>, <c>non_interactive</c>, …</summary>
    public string? AppType { get; set; }

    /// <summary>The tenant that it belongs to.</summary>
    public string? Tenant { get; set; }

    /// <summary>Whether it is the tenant's global client.</summary>
    public bool? Global { get; set; }

    /// <summary>Its secret; only if the token has <c>read:client_keys</c>.</summary>
    public Auth0Secret? ClientSecret { get; set; }

    /// <summary>The grant types that it can use.</summary>
    public string[]? GrantTypes { get; set; }

    /// <summary>How it authenticates at the token endpoint: <c>none</c>, <c>client_secret_post</c>, <c>client_secret_basic</c>.</summary>
    public string? TokenEndpointAuthMethod { get; set; }

    /// <summary>The allowed callback URLs of a login.</summary>
    public string[]? Callbacks { get; set; }

    /// <summary>Whether its callback URLs are templates; set by Auth0.</summary>
    public bool? CallbackUrlTemplate { get; set; }

    /// <summary>The allowed origins of silent authentication.</summary>
    public string[]? WebOrigins { get; set; }

    /// <summary>The allowed origins of cross-origin requests.</summary>
    public string[]? AllowedOrigins { get; set; }

    /// <summary>The allowed URLs after a logout.</summary>
    public string[]? AllowedLogoutUrls { get; set; }

    /// <summary>The applications that can request delegation.</summary>
    public string[]? AllowedClients { get; set; }

    /// <summary>SAML audiences.</summary>
    public string[]? ClientAliases { get; set; }

    /// <summary>The URL that starts a login.</summary>
    public string? InitiateLoginUri { get; set; }

    /// <summary>The URL of its logo.</summary>
    public string? LogoUri { get; set; }

    /// <summary>Whether it is a first-party application.</summary>
    public bool? IsFirstParty { get; set; }

    /// <summary>Whether it strictly conforms to OpenID Connect.</summary>
    public bool? OidcConformant { get; set; }

    /// <summary>Whether the end user's IP address that it forwards to the token endpoint is trusted.</summary>
    public bool? IsTokenEndpointIpHeaderTrusted { get; set; }

    /// <summary>The settings of its ID tokens.</summary>
    public Auth0ClientJwtConfiguration? JwtConfiguration { get; set; }

    /// <summary>The certificates that verify its tokens.</summary>
    public Auth0ClientSigningKey[]? SigningKeys { get; set; }

    /// <summary>The key that encrypts tokens for it.</summary>
    public OrderedDictionary? EncryptionKey { get; set; }

    /// <summary>The lifetimes of its refresh tokens.</summary>
    public Auth0ClientRefreshToken? RefreshToken { get; set; }

    /// <summary>Authentication by private key or certificate, and its credentials.</summary>
    public OrderedDictionary? ClientAuthenticationMethods { get; set; }

    /// <summary>The owner's metadata: names and texts.</summary>
    public OrderedDictionary? ClientMetadata { get; set; }

    /// <summary>Add-ons and their settings.</summary>
    public OrderedDictionary? Addons { get; set; }

    /// <summary>Settings for Android and iOS.</summary>
    public OrderedDictionary? Mobile { get; set; }

    /// <summary>Sign-in with the device's accounts.</summary>
    public OrderedDictionary? NativeSocialLogin { get; set; }

    /// <summary>Back-channel logout.</summary>
    public OrderedDictionary? OidcLogout { get; set; }

    /// <summary>Session transfer from a native application to the web.</summary>
    public OrderedDictionary? SessionTransfer { get; set; }

    /// <summary>The organization of logins that don't specify one.</summary>
    public OrderedDictionary? DefaultOrganization { get; set; }

    /// <summary>How it uses organizations: <c>deny</c>, <c>allow</c>, <c>require</c>.</summary>
    public string? OrganizationUsage { get; set; }

    /// <summary>When a user is asked for an organization: <c>no_prompt</c>, <c>pre_login_prompt</c>, <c>post_login_prompt</c>.</summary>
    public string? OrganizationRequireBehavior { get; set; }

    /// <summary>How a user's organization is found: <c>email</c>, <c>organization_name</c>.</summary>
    public string[]? OrganizationDiscoveryMethods { get; set; }

    /// <summary>Whether single sign-on is enabled.</summary>
    public bool? Sso { get; set; }

    /// <summary>Whether single sign-on is disabled.</summary>
    public bool? SsoDisabled { get; set; }

    /// <summary>Whether it can use cross-origin authentication.</summary>
    public bool? CrossOriginAuthentication { get; set; }

    /// <summary>The URL of the cross-origin verification.</summary>
    public string? CrossOriginLoc { get; set; }

    /// <summary>Whether it uses its custom login page.</summary>
    public bool? CustomLoginPageOn { get; set; }

    /// <summary>Its custom login page.</summary>
    public string? CustomLoginPage { get; set; }

    /// <summary>A preview of its custom login page.</summary>
    public string? CustomLoginPagePreview { get; set; }

    /// <summary>The template of the WS-Federation form.</summary>
    public string? FormTemplate { get; set; }

    /// <summary>Whether authorization requests must be pushed (RFC 9126).</summary>
    public bool? RequirePushedAuthorizationRequests { get; set; }

    /// <summary>Whether its tokens must be sender-constrained (bound to a key).</summary>
    public bool? RequireProofOfPossession { get; set; }

    /// <summary>Signed authorization requests (RFC 9101).</summary>
    public OrderedDictionary? SignedRequestObject { get; set; }

    /// <summary>Its security profile: <c>none</c>, <c>fapi1_adv_pkj_par</c>, …</summary>
    public string? ComplianceLevel { get; set; }

    /// <summary>Token exchange (RFC 8693).</summary>
    public OrderedDictionary? TokenExchange { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? ClientId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Applications: <see href="https://auth0.com/docs/api/management/v2/clients"/>.</summary>
    public static Auth0Resource<Auth0Client> Clients { get; } =
        new("clients", "clients", Auth0JsonContext.Default.Auth0Client, Auth0Paging.Page | Auth0Paging.Checkpoint)
        {
            // Auth0's description of the API: what "Get a client" returns and "Create a client" doesn't accept, and the secret.
            SetByApi =
            [
                "client_id",
                "client_secret",
                "tenant",
                "global",
                "signing_keys",
                "jwks_uri",
                "external_client_id",
                "external_metadata_type",
                "external_metadata_created_by",
                "callback_url_template",
                "owners",
            ],
            OfTenant = ["client_authentication_methods", "allowed_clients", "default_organization", "signed_request_object"],
        };
}
