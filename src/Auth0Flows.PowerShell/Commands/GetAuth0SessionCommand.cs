using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the current session, or all sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Session", DefaultParameterSetName = "Current")]
[OutputType(typeof(Auth0Session))]
public sealed class GetAuth0SessionCommand : Auth0CmdletBase
{
    /// <summary>The names of the sessions; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>All sessions of this runspace.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ListAvailable")]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var state = RunspaceState.Current;
        if (ParameterSetName == "Current")
        {
            if (state.Session is { } current)
            {
                WriteObject(current);
            }

            return default;
        }

        var patterns = new NamePatterns(Name);
        foreach (var session in state.Sessions.Where(session => patterns.Match(session.Name)).ToArray())
        {
            WriteObject(session);
        }

        foreach (var missing in patterns.LiteralsWithoutMatch())
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.SessionNotFound, $"There is no session named '{missing}'.", missing));
        }

        return default;
    }
}
