using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Writes a tenant's configuration to a folder: a file an object, without secrets.</summary>
[Cmdlet(VerbsData.Export, "Auth0Tenant", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportAuth0TenantCommand : ConfigurationCmdletBase
{
    /// <summary>The folder; it is created if it doesn't exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Removes the files of objects that are gone from the tenant.</summary>
    [Parameter]
    public SwitchParameter Prune { get; set; }

    /// <summary>Returns the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var folder = FilePathOf(Path);
        var tenant = await ResolveSession().ReadConfigurationAsync(Options, Activity, cancellationToken).ConfigureAwait(true);
        WarnOf(tenant);
        var files = tenant.ToFiles(folder, Options.Mapping);
        if (ShouldProcess(folder, $"Write {files.Paths.Count} files of {tenant.Source}"))
        {
            foreach (var written in await files.WriteAsync(cancellationToken).ConfigureAwait(true))
            {
                WriteVerbose($"Wrote {written}");
            }
        }

        foreach (var stale in Prune ? files.Stale : [])
        {
            if (ShouldProcess(stale, "Remove the file of an object that is gone"))
            {
                files.Remove(stale);
            }
        }

        foreach (var path in PassThru ? files.Paths : [])
        {
            if (File.Exists(path))
            {
                WriteObject(new FileInfo(path));
            }
        }
    }
}
