using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <content>The lists of the tenant's settings: as a whole, and what is added to them and removed from them.</content>
public sealed partial class SetAuth0TenantCommand
{
    /// <summary>The allowed URLs after a logout.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("allowed_logout_urls")]
    [ValidateNotNull]
    public string[]? AllowedLogoutUrl { get; set; }

    /// <summary>URLs after a logout to add to the current ones.</summary>
    [Parameter]
    [ApiList("allowed_logout_urls")]
    [ValidateNotNullOrEmpty]
    public string[]? AddAllowedLogoutUrl { get; set; }

    /// <summary>URLs after a logout to remove from the current ones.</summary>
    [Parameter]
    [ApiList("allowed_logout_urls", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveAllowedLogoutUrl { get; set; }

    /// <summary>The languages of its pages; the first is the default.</summary>
    [Parameter]
    [ApiName("enabled_locales")]
    [ValidateNotNullOrEmpty]
    public string[]? EnabledLocale { get; set; }

    /// <summary>Languages of its pages to add to the current ones.</summary>
    [Parameter]
    [ApiList("enabled_locales")]
    [ValidateNotNullOrEmpty]
    public string[]? AddEnabledLocale { get; set; }

    /// <summary>Languages of its pages to remove from the current ones.</summary>
    [Parameter]
    [ApiList("enabled_locales", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveEnabledLocale { get; set; }
}
