using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>
/// The policies of an application for multi-resource refresh tokens (Auth0, "Configure and Implement Multi-Resource Refresh Token",
/// Evaluation logic).
/// </summary>
internal sealed class RefreshTokenPolicies(ApiStore apis, string managementAudience)
{
    /// <summary>The API that a refresh is for, and the scopes that it may give.</summary>
    /// <param name="authorization">The login.</param>
    /// <param name="client">The application.</param>
    /// <param name="audience">The API that the request names; null for none.</param>
    public (string? Audience, IReadOnlyList<string> Scopes) Evaluate(
        UserAuthorization authorization,
        AuthenticatedClient client,
        string? audience
    )
    {
        // An API that no policy names is ignored, and the response is for the first one.
        if (audience is not null && audience != authorization.Audience && ScopesOf(audience, client) is { } ofOther)
        {
            return (audience, [.. authorization.Scopes.Where(UserScopes.IsOfNoApi), .. ofOther]);
        }

        // The login's own API: a policy adds to what the login was granted.
        var added = authorization.Audience is { } own ? ScopesOf(own, client) ?? [] : [];
        return (authorization.Audience, [.. authorization.Scopes.Union(added, StringComparer.Ordinal)]);
    }

    // What is not in the tenant is ignored; the Management API can't be in a policy, and only first-party applications have some.
    private IReadOnlyList<string>? ScopesOf(string audience, AuthenticatedClient client) =>
        client.IsFirstParty
        && audience != managementAudience
        && client.RefreshToken.ScopesOf(audience) is { } scopes
        && apis.Find(audience) is { } api
            ? [.. scopes.Intersect(api.Scopes, StringComparer.Ordinal)]
            : null;
}
