namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// A kind of objects of a tenant's configuration: where they are in a folder, how the API reads and changes them, and which of their
/// properties differ between tenants. The names of kinds are those of auth0-deploy-cli.
/// </summary>
internal abstract class ConfigurationKind(string name)
{
    private static readonly string[] _times = ["created_at", "updated_at"];

    public string Name => name;

    /// <summary>The kind that others name its objects by.</summary>
    public virtual string NamedAs => name;

    /// <summary>The kind whose names are part of the names of its objects; null if there is none.</summary>
    public virtual string? NamedBy => null;

    /// <summary>Where the objects are in a folder.</summary>
    public required FolderLayout Layout { get; init; }

    /// <summary>Which values are secrets.</summary>
    public SecretRule Secrets { get; init; } = SecretRule.ByNames;

    /// <summary>The properties that contain ids of other objects.</summary>
    public IReadOnlyList<ReferenceProperty> References { get; init; } = [];

    /// <summary>The properties that contain identifiers of APIs.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The properties that the API returns but doesn't accept, or that only mean something in one tenant.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>The properties that the API only accepts when it creates an object.</summary>
    public IReadOnlyList<string> CreateOnly { get; init; } = [];

    /// <summary>The lists whose order means nothing.</summary>
    public IReadOnlyList<SetProperty> Sets { get; init; } = [];

    /// <summary>The lists of members.</summary>
    public IReadOnlyList<MemberList> Members { get; init; } = [];

    /// <summary>The objects with names that people choose: one that is missing is to be removed.</summary>
    public IReadOnlyList<string> Maps { get; init; } = [];

    /// <summary>Whether an object that a folder doesn't have stays as it is, because the API can't remove it.</summary>
    public bool KeepsAbsent { get; init; }

    /// <summary>Brings an object of a tenant or of a file to the same form, where the two differ.</summary>
    public Action<JsonMap>? Unify { get; init; }

    /// <summary>The name of an object; null if it isn't one, or if it is named by its file.</summary>
    public abstract string? NameOf(JsonMap properties);

    /// <summary>Reads the objects of a tenant. They contain ids, and their names are found later.</summary>
    public abstract Task<IReadOnlyList<ConfigurationObject>> ReadAsync(TenantReader tenant, CancellationToken cancellationToken);

    /// <summary>The names of the objects by their ids.</summary>
    public abstract Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(TenantReader tenant, CancellationToken cancellationToken);

    /// <summary>The requests of a change.</summary>
    public abstract IEnumerable<ChangeStep> StepsOf(ObjectChange change);

    /// <summary>What is wrong with an object in a file, so that importing it would remove what nobody meant; null if nothing is.</summary>
    /// <param name="map">Its properties.</param>
    /// <param name="document">The name of the object, if its file determines it.</param>
    public virtual string? WrongIn(JsonMap map, string? document) => Shapes.WrongIn(this, map);

    /// <summary>Whether the API can remove an object.</summary>
    public virtual bool CanRemove(string objectName) => !KeepsAbsent;

    /// <summary>Whether an object is written to a folder: not if it is only there to be changed.</summary>
    public virtual bool IsWritten(ConfigurationObject found) => true;

    /// <summary>The name of an object's file, without ending; null for its name.</summary>
    public virtual string? FileNameOf(ConfigurationObject found) => null;

    /// <summary>Removes what isn't compared, from an object of a tenant or of a file.</summary>
    public virtual void Clean(JsonMap map)
    {
        foreach (var pattern in ReadOnly.Concat(_times))
        {
            JsonTree.Visit(map, pattern, static _ => JsonTree.Removed);
        }

        Unify?.Invoke(map);
    }

    /// <summary>Replaces the identifier of the Management API, which differs between tenants.</summary>
    public void ReplaceManagementApi(JsonMap map, Func<string, bool> isManagementApi)
    {
        foreach (var pattern in Audiences)
        {
            JsonTree.Visit(
                map,
                pattern,
                value => value is string identifier && isManagementApi(identifier) ? ManagementApi.AnyTenant : value
            );
        }
    }

    /// <summary>Orders what has no order.</summary>
    public void Sort(JsonMap map)
    {
        foreach (var (pattern, keeps) in Sets)
        {
            JsonTree.Visit(
                map,
                pattern,
                value =>
                    value is List<object?> list
                        ? JsonTree.Sorted(keeps.Length == 0 ? list : list.ConvertAll(item => Pick(item, keeps)))
                        : value
            );
        }
    }

    /// <summary>The properties to create an object with.</summary>
    private protected static JsonMap CreationOf(JsonMap wanted, IReadOnlyCollection<string> without)
    {
        var body = new JsonMap();
        foreach (var (property, value) in wanted)
        {
            if (value is not null && !without.Contains(property))
            {
                body[property] = JsonTree.Copy(value);
            }
        }

        return body;
    }

    /// <summary>The properties that change.</summary>
    private protected JsonMap ChangeOf(ObjectChange change, IReadOnlyCollection<string> without)
    {
        var body = new JsonMap();
        foreach (var property in change.Changed.Where(property => !without.Contains(property)).Order(StringComparer.Ordinal))
        {
            var value = JsonTree.Copy(change.Wanted!.GetValueOrDefault(property));
            if (Maps.Contains(property) && change.Current?.Properties.GetValueOrDefault(property) is JsonMap before)
            {
                // Auth0, "Update a client": metadata is merged, and a name with null is removed.
                var after = value as JsonMap ?? [];
                foreach (var gone in before.Keys.Where(key => !after.ContainsKey(key)))
                {
                    after[gone] = null;
                }

                value = after;
            }

            body[property] = value;
        }

        return body;
    }

    private static object? Pick(object? item, string[] keeps)
    {
        if (item is not JsonMap map)
        {
            return item;
        }

        var picked = new JsonMap();
        foreach (var property in keeps.Where(map.ContainsKey))
        {
            picked[property] = map[property];
        }

        return picked;
    }
}
