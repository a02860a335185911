using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// What else /authorize takes: authorization details, hints for the pages, any other parameter.
public abstract partial class BrowserLoginCmdletBase
{
    /// <summary>What exactly the user is asked for (RFC 9396): hashtables, objects or JSON, each with a type.</summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? AuthorizationDetails { get; set; }

    /// <summary>How the user should authenticate, the preferred first; the ID token says how the user did.</summary>
    [Parameter]
    [Alias("AcrValues")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AcrValueCompleter))]
    public string[]? AcrValue { get; set; }

    /// <summary>The languages of the pages, the preferred first: de-CH, de.</summary>
    [Parameter]
    [Alias("UILocales")]
    [ValidateNotNullOrEmpty]
    public string[]? UILocale { get; set; }

    /// <summary>Which page comes first: signup or login.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScreenHintCompleter))]
    public string? ScreenHint { get; set; }

    /// <summary>How the pages are shown: page, popup, touch, wap.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DisplayCompleter))]
    public string? Display { get; set; }

    /// <summary>The scopes to request of the connection's identity provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ConnectionScope { get; set; }

    /// <summary>The ID token of an earlier login of the same user; needs -Pushed, so that it is not in the browser's URL.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? IdTokenHint { get; set; }

    /// <summary>Any other parameters of /authorize: @{ access_type = 'offline'; 'ext-theme' = 'dark' }.</summary>
    [Parameter]
    [ValidateNotNull]
    [NotText("Specify the parameters as a hashtable: @{ access_type = 'offline' }.")]
    public IDictionary? AdditionalParameter { get; set; }
}

/// <summary>Completes the authentication contexts that Auth0 knows.</summary>
internal sealed class AcrValueCompleter()
    : FixedCompleter(new Suggestion("http://schemas.openid.net/pape/policies/2007/06/multi-factor", "a second factor"));

/// <summary>Completes the pages of Universal Login.</summary>
internal sealed class ScreenHintCompleter() : FixedCompleter(new Suggestion("signup"), new Suggestion("login"));

/// <summary>Completes how pages are shown (OpenID Connect Core §3.1.2.1).</summary>
internal sealed class DisplayCompleter()
    : FixedCompleter(new Suggestion("page"), new Suggestion("popup"), new Suggestion("touch"), new Suggestion("wap"));
