using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Removes saved profiles. Sessions that were made from them go on.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0Profile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
public sealed class RemoveAuth0ProfileCommand : Auth0CmdletBase
{
    /// <summary>The profiles of these names.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProfileName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Removes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var store = Auth0ProfileStore.OfUser();
        foreach (var name in Name)
        {
            if (!store.Contains(name))
            {
                WriteError(ErrorRecords.From(Auth0ErrorCode.ProfileNotFound, $"There is no profile '{name}' in {store.Folder}.", name));
            }
            else if (ShouldProcess($"{name} ({store.Folder})", "Remove the profile", Force))
            {
                store.Remove(name);
            }
        }

        return default;
    }

    private protected override object? ErrorTarget => Name;
}
