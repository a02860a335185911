using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the names of the runspace's sessions and of the saved profiles.</summary>
internal sealed class SessionNameCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound)
    {
        var (sessions, current) = Known(RunspaceState.Current);
        return sessions
            .Select(session => new Suggestion(
                session.Name,
                $"{session.ClientId} at {session.Domain}{(ReferenceEquals(session, current) ? " (current)" : "")}"
            ))
            .Concat(ProfileNameCompleter.Suggest());
    }

    // A profile of the environment whose vault is not read here doesn't hide the others.
    private static (IReadOnlyList<Auth0Session> Sessions, Auth0Session? Current) Known(RunspaceState state)
    {
        try
        {
            return (state.Sessions, state.Session);
        }
        catch (Auth0Exception)
        {
            return (state.Connected, null);
        }
    }
}
