using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an e-mail template: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0EmailTemplate", DefaultParameterSetName = BodySet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EmailTemplate))]
[ApiEndpoint("PATCH email-templates/{template}")]
public sealed class SetAuth0EmailTemplateCommand : EmailTemplateCmdletBase
{
    /// <summary>Its name: verify_email, …</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailTemplateCompleter))]
    public string Template { get; set; } = "";

    /// <summary>Returns the changed template.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        await UpdateAsync(
                Auth0Resources.EmailTemplates,
                Template,
                await ReadPropertiesAsync(cancellationToken).ConfigureAwait(true),
                PassThru,
                cancellationToken
            )
            .ConfigureAwait(true);

    private protected override object? ErrorTarget => Template;
}
