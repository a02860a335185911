using System.Collections.Concurrent;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>Replaces Auth0's Actions for Custom Token Exchange: maps external tokens to users of this tenant.</summary>
internal sealed class SubjectTokens
{
    private readonly ConcurrentDictionary<(string Type, string Token), Auth0LocalTenantUser> _users = new();

    public void Add(string type, string token, Auth0LocalTenantUser user) => _users[(type, token)] = user;

    public bool KnowsType(string type) => _users.Keys.Any(key => key.Type == type);

    public Auth0LocalTenantUser? Find(string type, string token) => _users.GetValueOrDefault((type, token));
}
