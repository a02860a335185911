using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gives a tenant the configuration of a folder, or the left side of differences.</summary>
[Cmdlet(VerbsData.Import, "Auth0Tenant", DefaultParameterSetName = FolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ConfigurationChange))]
public sealed class ImportAuth0TenantCommand : ConfigurationCmdletBase
{
    private const string FolderSet = "Path";
    private const string DifferenceSet = "InputObject";

    private readonly List<object> _differences = [];
    private bool _hasFailed;

    /// <summary>The folder.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Differences from Compare-Auth0Tenant. The tenant gets their left side, the reference.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DifferenceSet)]
    [ValidateNotNull]
    public Auth0Difference? InputObject { get; set; }

    /// <summary>Removes the tenant's objects that the folder, or the left side, doesn't have.</summary>
    [Parameter]
    public SwitchParameter Remove { get; set; }

    private protected override object? ErrorTarget => Path;

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is not null && (Kind.Length == 0 || Kind.Contains(InputObject.Kind, StringComparer.OrdinalIgnoreCase)))
        {
            _differences.Add(InputObject);
        }

        return default;
    }

    /// <inheritdoc/>
    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var folder = Path is null ? null : ReadFolder(Path, cancellationToken);
        var differences = _differences.Cast<Auth0Difference>();
        var kinds = folder?.Kinds ?? [.. differences.Select(static one => one.Kind).Distinct()];
        if (kinds.Count == 0)
        {
            return; // no differences, or an empty folder
        }

        var tenant = await ReadAsync(session, kinds, cancellationToken).ConfigureAwait(true);
        WarnOf(folder is null ? [tenant] : [folder, tenant]);
        var plan = session.PlanConfiguration(folder?.Compare(tenant) ?? differences, tenant, Remove);
        if (plan.Kept.Count > 0)
        {
            WriteWarning($"Kept in {tenant.Source}: {string.Join(", ", plan.Kept)}. -Remove removes what can be removed.");
        }

        var kept = new List<string>();
        foreach (var change in plan.Changes)
        {
            // One that was renamed is created under its new name and removed under the old one: with its users, if it is a database.
            if (_hasFailed && change.Action == Auth0ConfigurationAction.Remove)
            {
                kept.Add($"{change.Kind} '{change.Name}'");
                continue;
            }

            await ApplyAsync(plan, change, cancellationToken).ConfigureAwait(true);
        }

        if (kept.Count > 0)
        {
            WriteWarning(
                $"Not removed from {tenant.Source}, because other changes failed: {string.Join(", ", kept)}. Import again without these errors."
            );
        }
    }

    // One that can't be changed is one error, and the others continue.
    private async ValueTask ApplyAsync(Auth0ConfigurationPlan plan, Auth0ConfigurationChange change, CancellationToken cancellationToken)
    {
        try
        {
            if (change.Failure is null)
            {
                var text = $"{change}\n{plan.Describe(change)}";
                if (!ShouldProcess(text, $"{text}\nContinue?", "Confirm"))
                {
                    return;
                }
            }

            await plan.ApplyAsync(change, Activity, cancellationToken).ConfigureAwait(true);
        }
        catch (Auth0Exception failure) when (failure is Auth0ApiException or Auth0ConfigurationException or Auth0ResponseException)
        {
            _hasFailed = true;
            WriteError(ErrorRecords.From(failure, $"{change.Kind} {change.Name}"));
            return;
        }

        WriteObject(change);
    }
}
