using System.Text.Json;

namespace PeerModule;

/// <summary>
/// An application with the properties of Auth0Client, as a handwritten class: it doesn't hide secrets or keep unknown properties.
/// </summary>
public sealed class PeerClient
{
    public string? ClientId { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public string? AppType { get; set; }

    public string? Tenant { get; set; }

    public bool? Global { get; set; }

    public string? ClientSecret { get; set; }

    public string[]? GrantTypes { get; set; }

    public string? TokenEndpointAuthMethod { get; set; }

    public string[]? Callbacks { get; set; }

    public string[]? WebOrigins { get; set; }

    public string[]? AllowedOrigins { get; set; }

    public string[]? AllowedLogoutUrls { get; set; }

    public string[]? AllowedClients { get; set; }

    public string[]? ClientAliases { get; set; }

    public string? InitiateLoginUri { get; set; }

    public string? LogoUri { get; set; }

    public bool? IsFirstParty { get; set; }

    public bool? OidcConformant { get; set; }

    public bool? IsTokenEndpointIpHeaderTrusted { get; set; }

    public PeerJwtConfiguration? JwtConfiguration { get; set; }

    public PeerSigningKey[]? SigningKeys { get; set; }

    public JsonElement? EncryptionKey { get; set; }

    public PeerRefreshToken? RefreshToken { get; set; }

    public JsonElement? ClientAuthenticationMethods { get; set; }

    public JsonElement? ClientMetadata { get; set; }

    public JsonElement? Addons { get; set; }

    public JsonElement? Mobile { get; set; }

    public JsonElement? NativeSocialLogin { get; set; }

    public JsonElement? OidcLogout { get; set; }

    public JsonElement? SessionTransfer { get; set; }

    public JsonElement? DefaultOrganization { get; set; }

    public string? OrganizationUsage { get; set; }

    public string? OrganizationRequireBehavior { get; set; }

    public string[]? OrganizationDiscoveryMethods { get; set; }

    public bool? Sso { get; set; }

    public bool? SsoDisabled { get; set; }

    public bool? CrossOriginAuthentication { get; set; }

    public string? CrossOriginLoc { get; set; }

    public bool? CustomLoginPageOn { get; set; }

    public string? CustomLoginPage { get; set; }

    public string? CustomLoginPagePreview { get; set; }

    public string? FormTemplate { get; set; }

    public bool? RequirePushedAuthorizationRequests { get; set; }

    public bool? RequireProofOfPossession { get; set; }

    public JsonElement? SignedRequestObject { get; set; }

    public string? ComplianceLevel { get; set; }

    public JsonElement? TokenExchange { get; set; }
}
