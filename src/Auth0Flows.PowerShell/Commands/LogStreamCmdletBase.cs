using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change log streams: their common properties.</summary>
public abstract class LogStreamCmdletBase : PropertyCmdletBase
{
    /// <summary>The categories of the entries that it delivers: auth.login.fail, … Default: all.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [ApiName("filters")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LogStreamFilterCompleter))]
    public string[]? Filter { get; set; }

    /// <summary>Whether it is delivered with priority.</summary>
    [Parameter]
    [ApiName("isPriority")]
    public SwitchParameter IsPriority { get; set; }

    /// <summary>How personal data is masked: @{ log_fields = 'email', 'phone'; method = 'hash' }.</summary>
    [Parameter]
    [ApiName("pii_config")]
    [ValidateNotNull]
    public IDictionary? PiiConfig { get; set; }

    private protected override object ToItem(string list, object value) =>
        list == "filters" && value is string name ? ActionParts.Part("type", "category", "name", name) : value;
}
