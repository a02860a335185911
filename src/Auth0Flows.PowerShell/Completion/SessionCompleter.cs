using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base of the completers that know what a session knows: the one that -Session names, else the current one. Nothing is known without
/// one.
/// </summary>
internal abstract class SessionCompleter : WordCompleter
{
    /// <summary>All that there is to suggest.</summary>
    /// <param name="session">The session; it is open.</param>
    /// <param name="bound">What the command line says so far, by parameters.</param>
    private protected abstract IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound);

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        SessionOf(bound) is { IsClosed: false } session ? Suggest(session, bound) : [];

    /// <summary>The API that the command line names, else the session's own.</summary>
    private protected static string? AudienceOf(IDictionary bound, Auth0Session? session) =>
        ValueOf(bound, "Audience") switch
        {
            string audience => audience,
            object[] several => several.FirstOrDefault() as string,
            _ => session?.Audience,
        };

    /// <summary>The session that the command line means.</summary>
    private protected static Auth0Session? SessionOf(IDictionary bound) =>
        !bound.Contains("Session")
            ? RunspaceState.Current.Session
            : ValueOf(bound, "Session") switch
            {
                Auth0Session session => session,
                string name => RunspaceState.Current.Sessions.FirstOrDefault(session =>
                    session.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                ),
                _ => null, // an expression that PowerShell doesn't evaluate at Tab
            };

    private static object? ValueOf(IDictionary bound, string parameter) =>
        bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter];
}
