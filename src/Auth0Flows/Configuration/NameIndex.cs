using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>The names of a tenant's objects by their ids, and the ids by the names.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<(string Kind, string Id), string> _names = [];
    private readonly Dictionary<(string Kind, string Name), List<string>> _ids = [];
    private readonly Dictionary<string, string> _unread = [];

    /// <summary>Reads the names of these kinds.</summary>
    public static async Task<NameIndex> ReadAsync(TenantReader tenant, IEnumerable<string> kinds, CancellationToken cancellationToken)
    {
        var index = new NameIndex();
        tenant.TakeLeftOut();
        foreach (var kind in ConfigurationKinds.All.Where(kind => kinds.Contains(kind.NamedAs)).DistinctBy(static kind => kind.NamedAs))
        {
            try
            {
                foreach (var (id, name) in await kind.NamesAsync(tenant, cancellationToken).ConfigureAwait(false))
                {
                    index.Add(kind.NamedAs, id, name);
                }

                if (tenant.TakeLeftOut() is [var missing, ..])
                {
                    index._unread[kind.NamedAs] = missing.Why;
                }
            }
            catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.InsufficientScope || TenantReader.IsRefused(failure))
            {
                index._unread[kind.NamedAs] = ReasonOf(failure); // ids stay ids where nobody may read the names
            }
        }

        return index;
    }

    public void Add(string kind, string id, string name)
    {
        _names[(kind, id)] = name;
        if (!_ids.TryGetValue((kind, name), out var ids))
        {
            _ids[(kind, name)] = ids = [];
        }

        ids.Add(id);
    }

    /// <summary>Why the names of a kind couldn't be read, or not all of them; null if they could.</summary>
    public string? RefusalOf(string kind) => _unread.GetValueOrDefault(kind);

    /// <summary>The name of an object; null if it is unknown.</summary>
    public string? NameOf(string kind, string id) => _names.GetValueOrDefault((kind, id));

    /// <summary>The id of an object. An id stands for itself, where a file has one.</summary>
    /// <exception cref="Auth0ConfigurationException">There is no such object, or there are several.</exception>
    public string IdOf(NameReference reference)
    {
        var (kind, name) = (reference.Kind, reference.Name);
        var ids = reference.IsStart
            ?
            [
                .. _names
                    .Where(one => one.Key.Kind == kind && one.Value.StartsWith(name, StringComparison.Ordinal))
                    .Select(static one => one.Key.Id),
            ]
            : _ids.GetValueOrDefault((kind, name)) ?? [];
        return ids switch
        {
            [var id] => id,
            [] when _names.ContainsKey((kind, name)) => name,
            [] => throw Unknown(reference),
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.UnknownReference,
                $"Several of the {kind} are named '{name}': a name must be unique where others refer to it."
            ),
        };
    }

    /// <summary>Why an answer gave nothing: the scope that it needs.</summary>
    public static string ReasonOf(Auth0ApiException failure) =>
        failure.RequiredScopes is { Count: > 0 } scopes ? $"needs the scope {string.Join(" or ", scopes)}" : failure.Message.TrimEnd('.');

    /// <summary>The error for an object that doesn't exist.</summary>
    public static Auth0ConfigurationException Unknown(NameReference reference) =>
        new(Auth0ErrorCode.UnknownReference, $"None of the {reference.Kind} is named '{reference.Name}'.");
}
