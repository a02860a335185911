using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an e-mail template.</summary>
[Cmdlet(VerbsCommon.New, "Auth0EmailTemplate", DefaultParameterSetName = BodySet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EmailTemplate))]
[ApiEndpoint("POST email-templates")]
public sealed class NewAuth0EmailTemplateCommand : EmailTemplateCmdletBase
{
    /// <summary>Its name: verify_email, …</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("template")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailTemplateCompleter))]
    public string Template { get; set; } = "";

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = await ReadPropertiesAsync(cancellationToken).ConfigureAwait(true);
        properties["syntax"] ??= "liquid";
        await CreateAsync(Auth0Resources.EmailTemplates, properties, cancellationToken).ConfigureAwait(true);
    }

    private protected override object? ErrorTarget => Template;
}
