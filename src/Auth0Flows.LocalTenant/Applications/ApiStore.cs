using System.Collections.Immutable;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The APIs of the tenant, and the scopes that each application may use (client grants).</summary>
internal sealed class ApiStore
{
    private readonly Lock _lock = new();
    private readonly List<Auth0LocalTenantApi> _builtIn = [];
    private Auth0LocalTenantDPoP _dpop;
    private ImmutableList<Auth0LocalTenantApi> _apis = [];
    private ImmutableDictionary<string, Auth0LocalTenantApi> _byIdentifier = ImmutableDictionary.Create<string, Auth0LocalTenantApi>(
        StringComparer.Ordinal
    );

    // In order of creation, and by application and API: each pair has at most one grant.
    private ImmutableList<ClientGrant> _grants = [];
    private ImmutableDictionary<(string ClientId, string Audience), ClientGrant> _byPair = ImmutableDictionary<
        (string, string),
        ClientGrant
    >.Empty;

    public IReadOnlyList<Auth0LocalTenantApi> Snapshot()
    {
        lock (_lock)
        {
            return _apis.ToArray(); // an array: PowerShell can index it
        }
    }

    public IReadOnlyList<ClientGrant> Grants()
    {
        lock (_lock)
        {
            return _grants;
        }
    }

    public Auth0LocalTenantApi? Find(string identifier)
    {
        lock (_lock)
        {
            return _byIdentifier.TryGetValue(identifier, out var api) ? api : _builtIn.Find(other => other.Identifier == identifier);
        }
    }

    /// <summary>Finds an API by its id or its identifier, as the Management API does.</summary>
    public Auth0LocalTenantApi? FindByIdOrIdentifier(string id)
    {
        lock (_lock)
        {
            return _byIdentifier.TryGetValue(id, out var api) ? api : _apis.Find(other => other.Id == id);
        }
    }

    /// <summary>Adds an API that every tenant has and that no list shows, such as the MFA API.</summary>
    public void AddBuiltIn(string identifier, params string[] scopes)
    {
        lock (_lock)
        {
            _builtIn.Add(new Auth0LocalTenantApi(identifier, scopes) { AllowOfflineAccess = true });
        }
    }

    /// <summary>Sets whether the tokens of all APIs, also of those that are added later, are bound to the caller's key.</summary>
    public void SetDPoP(Auth0LocalTenantDPoP value)
    {
        lock (_lock)
        {
            _dpop = value;
            foreach (var api in _apis.Concat(_builtIn))
            {
                api.DPoP = value;
            }
        }
    }

    /// <summary>Adds an API, or replaces the one with the same identifier.</summary>
    public Auth0LocalTenantApi Add(string identifier, IEnumerable<string> scopes)
    {
        var api = new Auth0LocalTenantApi(identifier, [.. scopes.Distinct(StringComparer.Ordinal)]);
        lock (_lock)
        {
            api.DPoP = _dpop;
            Put(api);
            return api;
        }
    }

    /// <summary>Adds an API. Returns false if its identifier is taken.</summary>
    public bool TryAdd(Auth0LocalTenantApi api)
    {
        lock (_lock)
        {
            if (Find(api.Identifier) is not null)
            {
                return false;
            }

            Put(api);
            return true;
        }
    }

    /// <summary>Deletes an API and its grants.</summary>
    public void Remove(Auth0LocalTenantApi api)
    {
        lock (_lock)
        {
            _apis = _apis.Remove(api);
            _byIdentifier = _byIdentifier.Remove(api.Identifier);
            foreach (var grant in _grants.Where(grant => grant.Audience == api.Identifier).ToArray())
            {
                RemoveGrant(grant.Id);
            }
        }
    }

    /// <summary>Grants scopes to an application. They replace the scopes that it had.</summary>
    public void Grant(string clientId, string audience, IEnumerable<string> scopes)
    {
        var granted = scopes.Distinct(StringComparer.Ordinal).ToArray();
        lock (_lock)
        {
            if (_byPair.TryGetValue((clientId, audience), out var old))
            {
                Replace(old, old with { Scopes = granted });
                return;
            }

            TryGrant(new ClientGrant($"cgr_{Identifiers.Seeded($"grant {clientId} {audience}", 16)}", clientId, audience, granted));
        }
    }

    /// <summary>Adds a grant. Returns false if the application already has one for the API.</summary>
    public bool TryGrant(ClientGrant grant)
    {
        lock (_lock)
        {
            if (_byPair.ContainsKey((grant.ClientId, grant.Audience)))
            {
                return false;
            }

            _grants = _grants.Add(grant);
            _byPair = _byPair.Add((grant.ClientId, grant.Audience), grant);
            return true;
        }
    }

    public ClientGrant? FindGrant(string id) => Grants().FirstOrDefault(grant => grant.Id == id);

    public ClientGrant? ChangeGrant(string id, Func<ClientGrant, ClientGrant> change)
    {
        lock (_lock)
        {
            if (FindGrant(id) is not { } old)
            {
                return null;
            }

            var changed = change(old);
            Replace(old, changed);
            return changed;
        }
    }

    public void RemoveGrant(string id)
    {
        lock (_lock)
        {
            if (FindGrant(id) is { } grant)
            {
                _grants = _grants.Remove(grant);
                _byPair = _byPair.Remove((grant.ClientId, grant.Audience));
            }
        }
    }

    /// <summary>The grant of an application for an API; null if there is none.</summary>
    public ClientGrant? GrantOf(string clientId, string audience)
    {
        lock (_lock)
        {
            return _byPair.GetValueOrDefault((clientId, audience));
        }
    }

    private void Put(Auth0LocalTenantApi api)
    {
        if (_byIdentifier.TryGetValue(api.Identifier, out var old))
        {
            _apis = _apis.Remove(old);
        }

        _apis = _apis.Add(api);
        _byIdentifier = _byIdentifier.SetItem(api.Identifier, api);
    }

    private void Replace(ClientGrant old, ClientGrant changed)
    {
        _grants = _grants.Replace(old, changed);
        _byPair = _byPair.SetItem((old.ClientId, old.Audience), changed);
    }
}
