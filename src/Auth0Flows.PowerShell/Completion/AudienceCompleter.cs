using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the APIs that a session knows: its own, those of its tokens, the Management API. Sends nothing.</summary>
internal sealed class AudienceCompleter : SessionCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound)
    {
        if (session.Audience is not null)
        {
            yield return new Suggestion(session.Audience, $"The default of the session {session.Name}");
        }

        foreach (var token in session.Tokens)
        {
            // A login's token is also for the userinfo endpoint, which is not an API to request a token for.
            foreach (
                var audience in token.Audience.Where(audience =>
                    audience != session.ManagementAudience && audience != token.Issuer + "userinfo"
                )
            )
            {
                yield return new Suggestion(audience, $"The session has a token for it: {string.Join(' ', token.Scope)}");
            }
        }

        yield return new Suggestion(session.ManagementAudience, $"The Management API of {session.Domain}");
    }
}
