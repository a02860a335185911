using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the names of the runspace's sessions and of the saved profiles.</summary>
internal sealed class SessionNameCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound)
    {
        var state = RunspaceState.Current;
        return state
            .Sessions.Select(session => new Suggestion(
                session.Name,
                $"{session.ClientId} at {session.Domain}{(ReferenceEquals(session, state.Session) ? " (current)" : "")}"
            ))
            .Concat(ProfileNameCompleter.Suggest());
    }
}
