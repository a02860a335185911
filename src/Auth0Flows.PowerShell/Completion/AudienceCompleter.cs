using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The APIs that a session knows: its own, those that it has tokens for, the Management API. Nobody is asked.</summary>
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
            // A login's token is for the endpoint of the user's claims, too: that is no API to ask a token for.
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
