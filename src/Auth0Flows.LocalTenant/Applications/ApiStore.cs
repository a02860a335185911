namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The APIs of the tenant, and which application may have which scopes of them (client grants).</summary>
internal sealed class ApiStore
{
    private readonly Lock _lock = new();
    private readonly List<Auth0LocalTenantApi> _apis = [];
    private readonly List<Auth0LocalTenantApi> _builtIn = [];
    private readonly Dictionary<(string ClientId, string Audience), string[]> _grants = [];

    public IReadOnlyList<Auth0LocalTenantApi> Snapshot()
    {
        lock (_lock)
        {
            return _apis.ToArray(); // an array, which PowerShell can index
        }
    }

    public Auth0LocalTenantApi? Find(string identifier)
    {
        lock (_lock)
        {
            return _apis.Find(api => api.Identifier == identifier) ?? _builtIn.Find(api => api.Identifier == identifier);
        }
    }

    /// <summary>Adds an API that every tenant has, and that no list shows: the MFA API.</summary>
    public void AddBuiltIn(string identifier, params string[] scopes)
    {
        lock (_lock)
        {
            _builtIn.Add(new Auth0LocalTenantApi(identifier, scopes) { AllowOfflineAccess = true });
        }
    }

    /// <summary>Adds an API, or replaces the one of the same identifier.</summary>
    public Auth0LocalTenantApi Add(string identifier, IEnumerable<string> scopes)
    {
        var api = new Auth0LocalTenantApi(identifier, [.. scopes.Distinct(StringComparer.Ordinal)]);
        lock (_lock)
        {
            _apis.RemoveAll(other => other.Identifier == identifier);
            _apis.Add(api);
            return api;
        }
    }

    /// <summary>Grants scopes to an application, in place of those that it had.</summary>
    public void Grant(string clientId, string audience, IEnumerable<string> scopes)
    {
        lock (_lock)
        {
            _grants[(clientId, audience)] = [.. scopes.Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>The scopes granted to an application; null where it has no client grant for the audience.</summary>
    public IReadOnlyList<string>? GrantedScopes(string clientId, string audience)
    {
        lock (_lock)
        {
            return _grants.GetValueOrDefault((clientId, audience));
        }
    }
}
