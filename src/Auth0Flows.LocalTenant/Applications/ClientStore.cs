namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The tenant's applications, in order of creation.</summary>
internal sealed class ClientStore(IEnumerable<Client> seeded)
{
    private readonly Lock _lock = new();

    // Every write replaces the array: lists are read page by page, far more often than they are changed.
    private volatile Client[] _clients = [.. seeded];

    // Created on the first lookup: the ids of seeded applications are computed, and not every tenant needs all of ten thousand.
    private Dictionary<string, Client>? _byId;

    private Dictionary<string, Client> ById => _byId ??= _clients.ToDictionary(client => client.ClientId, StringComparer.Ordinal);

    public IReadOnlyList<Client> Snapshot() => _clients;

    public Client? Find(string clientId)
    {
        lock (_lock)
        {
            return ById.GetValueOrDefault(clientId);
        }
    }

    public void Add(Client client)
    {
        lock (_lock)
        {
            ById.Add(client.ClientId, client);
            _clients = [.. _clients, client];
        }
    }

    /// <summary>
    /// Replaces an application with the result of <paramref name="change"/>. Returns null if there is no such application.
    /// </summary>
    public Client? Replace(string clientId, Func<Client, Client> change)
    {
        lock (_lock)
        {
            if (!ById.TryGetValue(clientId, out var client))
            {
                return null;
            }

            var changed = change(client);
            ById[clientId] = changed;
            _clients = [.. _clients.Select(other => ReferenceEquals(other, client) ? changed : other)];
            return changed;
        }
    }

    public void Remove(string clientId)
    {
        lock (_lock)
        {
            if (ById.Remove(clientId, out var client))
            {
                _clients = [.. _clients.Where(other => !ReferenceEquals(other, client))];
            }
        }
    }
}
