using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change e-mail templates: their common properties.</summary>
public abstract class EmailTemplateCmdletBase : PropertyCmdletBase
{
    private protected const string BodySet = "Body";
    private protected const string FileSet = "BodyPath";

    /// <summary>The body: HTML with Liquid.</summary>
    [Parameter(ParameterSetName = BodySet)]
    [ApiName("body")]
    [ValidateNotNull]
    public string? Body { get; set; }

    /// <summary>A file with the body.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? BodyPath { get; set; }

    /// <summary>The sender: "Acme &lt;support@example.com&gt;".</summary>
    [Parameter]
    [ApiName("from")]
    [ValidateNotNull]
    public string? From { get; set; }

    /// <summary>The subject line.</summary>
    [Parameter]
    [ApiName("subject")]
    [ValidateNotNull]
    public string? Subject { get; set; }

    /// <summary>The syntax of the body.</summary>
    [Parameter]
    [ApiName("syntax")]
    [ValidateSet("liquid")]
    public string? Syntax { get; set; }

    /// <summary>Where the link leads after the action.</summary>
    [Parameter]
    [ApiName("resultUrl")]
    [ValidateNotNull]
    public string? ResultUrl { get; set; }

    /// <summary>How long the link is valid, in seconds.</summary>
    [Parameter]
    [ApiName("urlLifetimeInSeconds")]
    [ValidateRange(1, int.MaxValue)]
    public int? UrlLifetimeInSeconds { get; set; }

    /// <summary>Adds the address to the URL after the action; with :$false, doesn't.</summary>
    [Parameter]
    [ApiName("includeEmailInRedirect")]
    public SwitchParameter IncludeEmailInRedirect { get; set; }

    /// <summary>Uses the template; with :$false, doesn't.</summary>
    [Parameter]
    [ApiName("enabled")]
    public SwitchParameter Enabled { get; set; }

    /// <summary>The specified properties, with the content of the file.</summary>
    private protected async ValueTask<System.Collections.IDictionary> ReadPropertiesAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (await ReadFileAsync(BodyPath, cancellationToken).ConfigureAwait(true) is { } body)
        {
            properties["body"] = body;
        }

        return properties;
    }
}
