using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's e-mail templates.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0EmailTemplate")]
[OutputType(typeof(Auth0EmailTemplate))]
[ApiEndpoint("GET email-templates/{template}")]
public sealed class GetAuth0EmailTemplateCommand : ResourceCmdletBase
{
    /// <summary>The names of the templates: verify_email, … Default: all that the tenant has.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EmailTemplateCompleter))]
    public string[]? Template { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (Template is { Length: > 0 })
        {
            await GetEachAsync(Auth0Resources.EmailTemplates, Template, cancellationToken).ConfigureAwait(true);
            return;
        }

        // The API has no list of them, and a template that the tenant doesn't have isn't an error here.
        var session = ResolveSession();
        foreach (var name in EmailTemplateCompleter.Names)
        {
            try
            {
                WriteObject(
                    ApiObject.OfTyped(
                        await session.GetAsync(Auth0Resources.EmailTemplates, name, Activity, cancellationToken).ConfigureAwait(true)
                    )
                );
            }
            catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound)
            {
                WriteVerbose($"The tenant has no template {name}.");
            }
        }
    }

    private protected override object? ErrorTarget => Template;
}
