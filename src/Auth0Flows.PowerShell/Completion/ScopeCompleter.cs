using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Completes the scopes that a session knows: all of the Management API, those of its tokens for another API, and those of OpenID Connect.
/// Sends nothing.
/// </summary>
internal sealed class ScopeCompleter : SessionCompleter
{
    private static readonly Suggestion[] _openId =
    [
        new("openid", "The user's identity; adds an ID token"),
        new("profile", "The user's name, picture and so on"),
        new("email", "The user's e-mail address, and whether it is verified"),
        new("offline_access", "Adds a refresh token"),
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        (
            AudienceOf(bound, SessionOf(bound)) is { } audience && ManagementScopes.AreOf(audience, SessionOf(bound))
                ? ManagementScopes.All
                : base.Suggest(bound)
        ).Concat(_openId);

    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        from token in session.Tokens
        where AudienceOf(bound, session) is not { } audience || token.Audience.Contains(audience)
        from scope in token.Scope
        select new Suggestion(scope, $"In the token for {string.Join(' ', token.Audience)}");
}
