using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change profiles of self-service SSO: their common properties.</summary>
public abstract class SelfServiceProfileCmdletBase : PropertyCmdletBase
{
    /// <summary>Its description.</summary>
    [Parameter]
    [ApiName("description")]
    public string? Description { get; set; }

    /// <summary>The types of connections that a customer can choose from.</summary>
    [Parameter]
    [ApiName("allowed_strategies")]
    [ValidateSet("oidc", "samlp", "waad", "google-apps", "adfs", "okta", "auth0-samlp", "okta-samlp", "keycloak-samlp", "pingfederate")]
    public string[]? AllowedStrategy { get; set; }

    /// <summary>The attributes that a customer maps: @{ name = 'email'; description = 'E-mail'; is_optional = $false } of each.</summary>
    [Parameter]
    [ApiName("user_attributes")]
    public IDictionary[]? UserAttribute { get; set; }

    /// <summary>The logo (logo_url) and the colors of its pages: @{ colors = @{ primary = '#0059d6' } }.</summary>
    [Parameter]
    [ApiName("branding")]
    public IDictionary? Branding { get; set; }

    /// <summary>The id of the user attribute profile that it uses, instead of attributes of its own.</summary>
    [Parameter]
    [ApiName("user_attribute_profile_id")]
    [ValidateNotNullOrEmpty]
    public string? UserAttributeProfileId { get; set; }
}
