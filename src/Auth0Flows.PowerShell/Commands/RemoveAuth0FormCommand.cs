using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes forms.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Form", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE forms/{id}")]
public sealed class RemoveAuth0FormCommand : RemoveCmdletBase
{
    /// <summary>The ids of the forms.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("form_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormIdCompleter))]
    public string[] FormId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.Forms, FormId, cancellationToken);

    private protected override object? ErrorTarget => FormId;
}
