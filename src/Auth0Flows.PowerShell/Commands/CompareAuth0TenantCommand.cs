using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Compares the configurations of two tenants, of a tenant and a folder, or of two folders.</summary>
[Cmdlet(VerbsData.Compare, "Auth0Tenant")]
[OutputType(typeof(Auth0Difference))]
public sealed class CompareAuth0TenantCommand : ConfigurationCmdletBase
{
    /// <summary>The folder that is the reference, the left side.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? ReferencePath { get; set; }

    /// <summary>The folder to compare with the reference, the right side. Default: a tenant.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? DifferencePath { get; set; }

    /// <summary>The session of the tenant that is the reference, or its name.</summary>
    [Parameter]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? ReferenceSession { get; set; }

    /// <summary>The session of the tenant to compare with the reference, or its name. Default: the one of -Session.</summary>
    [Parameter]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? DifferenceSession { get; set; }

    private protected override object? ErrorTarget => ReferencePath;

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (ReferencePath is null == ReferenceSession is null)
        {
            throw new Auth0ConfigurationException(
                ReferencePath is null ? Auth0ErrorCode.MissingParameter : Auth0ErrorCode.ConflictingParameters,
                "Specify the reference: either -ReferencePath, a folder, or -ReferenceSession, a tenant."
            );
        }

        if (DifferencePath is not null && (DifferenceSession ?? Session) is not null)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "Specify what to compare with the reference: either -DifferencePath, a folder, or -DifferenceSession, a tenant."
            );
        }

        // Folders first: a fault in a file is found before anything is requested, and a tenant is only asked for what a folder has.
        var left = ReferencePath is null ? null : ReadFolder(ReferencePath, cancellationToken);
        var right = DifferencePath is null ? null : ReadFolder(DifferencePath, cancellationToken);
        var kinds = (left ?? right)?.Kinds ?? Kind;
        left ??= await ReadAsync(ReferenceSession!, kinds, cancellationToken).ConfigureAwait(true);
        right ??= await ReadAsync(DifferenceSession ?? ResolveSession(), kinds, cancellationToken).ConfigureAwait(true);
        WarnOf(left, right);
        foreach (var difference in left.Compare(right))
        {
            WriteObject(difference);
        }
    }
}
