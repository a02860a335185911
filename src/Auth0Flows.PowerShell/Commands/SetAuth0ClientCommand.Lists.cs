using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <content>What is added to the lists of an application, and removed from them.</content>
public sealed partial class SetAuth0ClientCommand
{
    /// <summary>Callback URLs of a login to add to the current ones.</summary>
    [Parameter]
    [ApiList("callbacks")]
    [ValidateNotNullOrEmpty]
    public string[]? AddCallback { get; set; }

    /// <summary>Callback URLs of a login to remove from the current ones.</summary>
    [Parameter]
    [ApiList("callbacks", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveCallback { get; set; }

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

    /// <summary>Origins of silent authentication to add to the current ones.</summary>
    [Parameter]
    [ApiList("web_origins")]
    [ValidateNotNullOrEmpty]
    public string[]? AddWebOrigin { get; set; }

    /// <summary>Origins of silent authentication to remove from the current ones.</summary>
    [Parameter]
    [ApiList("web_origins", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveWebOrigin { get; set; }

    /// <summary>Origins of cross-origin requests to add to the current ones.</summary>
    [Parameter]
    [ApiList("allowed_origins")]
    [ValidateNotNullOrEmpty]
    public string[]? AddAllowedOrigin { get; set; }

    /// <summary>Origins of cross-origin requests to remove from the current ones.</summary>
    [Parameter]
    [ApiList("allowed_origins", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveAllowedOrigin { get; set; }

    /// <summary>Grant types to add to the current ones.</summary>
    [Parameter]
    [ApiList("grant_types")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApplicationGrantCompleter))]
    public string[]? AddGrantType { get; set; }

    /// <summary>Grant types to remove from the current ones.</summary>
    [Parameter]
    [ApiList("grant_types", Removes = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApplicationGrantCompleter))]
    public string[]? RemoveGrantType { get; set; }
}
