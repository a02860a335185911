using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a form: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Form", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Form))]
[ApiEndpoint("PATCH forms/{id}")]
public sealed class SetAuth0FormCommand : FormCmdletBase
{
    /// <summary>The form's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("form_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormIdCompleter))]
    public string FormId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Returns the changed form.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Forms, FormId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => FormId;
}
