using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the completers that use a session: the one in -Session, or the current one. Without a session they suggest nothing.
/// </summary>
internal abstract class SessionCompleter : WordCompleter
{
    /// <summary>Returns all suggestions.</summary>
    /// <param name="session">The open session.</param>
    /// <param name="bound">The parameters in the command line so far.</param>
    private protected abstract IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound);

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        SessionOf(bound) is { IsClosed: false } session ? Suggest(session, bound) : [];

    /// <summary>The API in the command line, or the session's own.</summary>
    private protected static string? AudienceOf(IDictionary bound, Auth0Session? session) =>
        ValueOf(bound, "Audience") switch
        {
            string audience => audience,
            object[] several => several.FirstOrDefault() as string,
            _ => session?.Audience,
        };

    /// <summary>The session in the command line.</summary>
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

    private protected static object? ValueOf(IDictionary bound, string parameter) =>
        bound[parameter] is PSObject wrapped ? wrapped.BaseObject : bound[parameter];
}
