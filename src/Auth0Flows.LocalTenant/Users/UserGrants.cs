using System.Collections.Immutable;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>What users have authorized applications to do at APIs, which they aren't asked for again (Auth0, "grants").</summary>
internal sealed class UserGrants
{
    private readonly Lock _lock = new();
    private volatile ImmutableList<UserGrant> _grants = [];

    public IReadOnlyList<UserGrant> Snapshot() => _grants;

    /// <summary>Adds what a login authorizes to the user's grant for the application and the API.</summary>
    public void Remember(UserAuthorization authorization)
    {
        if (authorization.Audience is not { } audience)
        {
            return;
        }

        lock (_lock)
        {
            var old = _grants.FirstOrDefault(grant =>
                grant.UserId == authorization.User.UserId && grant.ClientId == authorization.ClientId && grant.Audience == audience
            );
            var grant = new UserGrant(
                old?.Id ?? Applications.Identifiers.NewUserId(),
                authorization.User.UserId,
                authorization.ClientId,
                audience,
                [.. (old?.Scopes ?? []).Union(authorization.Scopes, StringComparer.Ordinal)]
            );
            _grants = old is null ? _grants.Add(grant) : _grants.Replace(old, grant);
        }
    }

    public void Remove(string id) => RemoveAll(grant => grant.Id == id);

    public void RemoveAll(string userId) => RemoveAll(grant => grant.UserId == userId);

    private void RemoveAll(Predicate<UserGrant> isMeant)
    {
        lock (_lock)
        {
            _grants = _grants.RemoveAll(isMeant);
        }
    }
}
