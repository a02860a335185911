using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change forms: their common properties.</summary>
public abstract class FormCmdletBase : PropertyCmdletBase
{
    /// <summary>Its steps, flows and routers.</summary>
    [Parameter]
    [ApiName("nodes")]
    [ValidateNotNull]
    public IDictionary[]? Node { get; set; }

    /// <summary>Where it starts, with hidden fields.</summary>
    [Parameter]
    [ApiName("start")]
    [ValidateNotNull]
    public IDictionary? Start { get; set; }

    /// <summary>Where it ends.</summary>
    [Parameter]
    [ApiName("ending")]
    [ValidateNotNull]
    public IDictionary? Ending { get; set; }

    /// <summary>Its languages: @{ primary = 'en'; default = 'en' }.</summary>
    [Parameter]
    [ApiName("languages")]
    [ValidateNotNull]
    public IDictionary? Language { get; set; }

    /// <summary>Its texts by language.</summary>
    [Parameter]
    [ApiName("translations")]
    [ValidateNotNull]
    public IDictionary? Translation { get; set; }

    /// <summary>Its error messages.</summary>
    [Parameter]
    [ApiName("messages")]
    [ValidateNotNull]
    public IDictionary? Message { get; set; }

    /// <summary>Its style.</summary>
    [Parameter]
    [ApiName("style")]
    [ValidateNotNull]
    public IDictionary? Style { get; set; }
}
