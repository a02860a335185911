using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The settings of the tenant:
/// <see href="https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route"/>.
/// </summary>
public sealed class Auth0Tenant : Auth0Object
{
    /// <summary>Its name for people.</summary>
    public string? FriendlyName { get; set; }

    /// <summary>The URL of its logo.</summary>
    public string? PictureUrl { get; set; }

    /// <summary>The e-mail address for support.</summary>
    public string? SupportEmail { get; set; }

    /// <summary>The URL for support.</summary>
    public string? SupportUrl { get; set; }

    /// <summary>The API of requests that don't specify one.</summary>
    public string? DefaultAudience { get; set; }

    /// <summary>The connection of password grants that don't specify one.</summary>
    public string? DefaultDirectory { get; set; }

    /// <summary>Where users are sent if nothing else is known.</summary>
    public string? DefaultRedirectionUri { get; set; }

    /// <summary>The allowed URLs after a logout.</summary>
    public string[]? AllowedLogoutUrls { get; set; }

    /// <summary>The languages of its pages; the first is the default.</summary>
    public string[]? EnabledLocales { get; set; }

    /// <summary>How long a session is valid, in hours.</summary>
    public decimal? SessionLifetime { get; set; }

    /// <summary>How long an idle session is valid, in hours.</summary>
    public decimal? IdleSessionLifetime { get; set; }

    /// <summary>How long a session that ends with the browser is valid, in hours.</summary>
    public decimal? EphemeralSessionLifetime { get; set; }

    /// <summary>How long an idle session that ends with the browser is valid, in hours.</summary>
    public decimal? IdleEphemeralSessionLifetime { get; set; }

    /// <summary>The Node version of its scripts.</summary>
    public string? SandboxVersion { get; set; }

    /// <summary>The Node version of its rules and hooks.</summary>
    public string? LegacySandboxVersion { get; set; }

    /// <summary>The Node versions that its scripts can use.</summary>
    public string[]? SandboxVersionsAvailable { get; set; }

    /// <summary>Switches of its behavior, with the API's names.</summary>
    public OrderedDictionary? Flags { get; set; }

    /// <summary>Its own page to change a password.</summary>
    public OrderedDictionary? ChangePassword { get; set; }

    /// <summary>Its own page for second factors.</summary>
    public OrderedDictionary? GuardianMfaPage { get; set; }

    /// <summary>Its own error page.</summary>
    public OrderedDictionary? ErrorPage { get; set; }

    /// <summary>The user codes of device logins.</summary>
    public OrderedDictionary? DeviceFlow { get; set; }

    /// <summary>How many tokens applications and organizations can get.</summary>
    public OrderedDictionary? DefaultTokenQuota { get; set; }

    /// <summary>The security headers of its pages.</summary>
    public OrderedDictionary? SecurityHeaders { get; set; }

    /// <summary>Whether a session ends with the browser.</summary>
    public OrderedDictionary? SessionCookie { get; set; }

    /// <summary>More settings of its sessions.</summary>
    public OrderedDictionary? Sessions { get; set; }

    /// <summary>The logout of OpenID Connect.</summary>
    public OrderedDictionary? OidcLogout { get; set; }

    /// <summary>Whether actions choose second factors.</summary>
    public bool? CustomizeMfaInPostloginAction { get; set; }

    /// <summary>Whether requests can specify organizations by name.</summary>
    public bool? AllowOrganizationNameInAuthenticationApi { get; set; }

    /// <summary>The authentication context classes that it supports.</summary>
    public string[]? AcrValuesSupported { get; set; }

    /// <summary>The endpoints for mutual TLS.</summary>
    public OrderedDictionary? Mtls { get; set; }

    /// <summary>Whether it supports pushed authorization requests (RFC 9126).</summary>
    public bool? PushedAuthorizationRequestsSupported { get; set; }

    /// <summary>Whether its responses contain the issuer (RFC 9207).</summary>
    public bool? AuthorizationResponseIssParameterSupported { get; set; }

    /// <summary>Whether users aren't asked before they are sent to an application on their device.</summary>
    public bool? SkipNonVerifiableCallbackUriConfirmationPrompt { get; set; }

    /// <summary>Whether requests specify the API by <c>audience</c> or also by <c>resource</c> (RFC 8707).</summary>
    public string? ResourceParameterProfile { get; set; }

    /// <summary>Whether an application's id can be the URL of its metadata.</summary>
    public bool? ClientIdMetadataDocumentSupported { get; set; }

    /// <summary>Whether Auth0's assistant is enabled.</summary>
    public bool? EnableAiGuide { get; set; }

    /// <summary>Whether phone messages are configured in one place.</summary>
    public bool? PhoneConsolidatedExperience { get; set; }

    /// <summary>Whether log entries contain the metadata of sessions.</summary>
    public bool? IncludeSessionMetadataInTenantLogs { get; set; }

    /// <summary>The security of applications that register themselves: <c>strict</c> or <c>permissive</c>.</summary>
    public string? DynamicClientRegistrationSecurityMode { get; set; }

    /// <summary>The country codes that phone numbers can have.</summary>
    public OrderedDictionary? CountryCodes { get; set; }

    /// <summary>Its name for people.</summary>
    public override string ToString() => FriendlyName ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The tenant's settings: <see href="https://auth0.com/docs/api/management/v2/tenants"/>.</summary>
    public static Auth0Resource<Auth0Tenant> Tenant { get; } =
        new("tenants/settings", "settings", Auth0JsonContext.Default.Auth0Tenant, Auth0Paging.None);
}
