using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>A kind that the API lists, creates, changes and removes at one path.</summary>
/// <param name="name">The kind's name.</param>
/// <param name="path">The path of the list, with its query.</param>
internal class ListKind(string name, string path) : ConfigurationKind(name)
{
    private protected const string NameProperty = "name";

    /// <summary>The path of one object.</summary>
    private protected string ObjectPath => $"{Path}/{{id}}";

    /// <summary>The path without its query.</summary>
    private protected string Path { get; } = path.Split('?')[0];

    /// <summary>The property that identifies an object in every tenant.</summary>
    public string Identifier { get; init; } = NameProperty;

    /// <summary>The property that contains the id.</summary>
    public string IdProperty { get; init; } = "id";

    /// <summary>The property that the file is named by; null for the identifier.</summary>
    public string? FileNameProperty { get; init; }

    /// <summary>The properties that have requests of their own.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The properties that aren't sent: they only describe.</summary>
    public IReadOnlyList<string> Unsent { get; init; } = [];

    /// <summary>The objects of the list that belong to the kind.</summary>
    public Func<JsonMap, TenantReader, bool> Includes { get; init; } = static (_, _) => true;

    /// <summary>The method of a change.</summary>
    public HttpMethod UpdateMethod { get; init; } = HttpMethod.Patch;

    public override string? NameOf(JsonMap properties) => properties.GetValueOrDefault(Identifier) as string;

    public override string? FileNameOf(ConfigurationObject found) =>
        FileNameProperty is null ? null : found.Properties.GetValueOrDefault(FileNameProperty) as string;

    public sealed override async Task<IReadOnlyList<ConfigurationObject>> ReadAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await TenantReader
                    .ForEachAsync(
                        await ItemsAsync(tenant, tenant.LeaveOut, cancellationToken).ConfigureAwait(false),
                        (item, token) => TryCompleteAsync(tenant, item, token),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            ).OfType<ConfigurationObject>(),
        ];

    public override async Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) =>
        [
            .. (await ItemsAsync(tenant, leaveOut: null, cancellationToken).ConfigureAwait(false)).Select(item =>
                KeyValuePair.Create(item.Id!, NameOf(item.Properties)!)
            ),
        ];

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        if (change.Wanted is null)
        {
            return [new ChangeStep(HttpMethod.Delete, ObjectPath) { Before = change.Current!.Properties }];
        }

        if (change.Current is null)
        {
            var body = CreationOf(change.Wanted, [.. Parts, .. Unsent]);
            return [new ChangeStep(HttpMethod.Post, Path, body) { IdProperty = IdProperty }, .. PartSteps(change)];
        }

        var changed = ChangeOf(change, [.. Parts, .. Unsent, .. CreateOnly]);
        return changed.Count == 0
            ? PartSteps(change)
            : [new ChangeStep(UpdateMethod, ObjectPath, changed) { Before = change.Current.Properties }, .. PartSteps(change)];
    }

    /// <summary>Reads what the list doesn't contain.</summary>
    private protected virtual Task<ConfigurationObject> CompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    ) => Task.FromResult(found);

    /// <summary>The requests for the properties that have requests of their own.</summary>
    private protected virtual IEnumerable<ChangeStep> PartSteps(ObjectChange change) => [];

    private async Task<List<ConfigurationObject>> ItemsAsync(
        TenantReader tenant,
        Action<OddObject>? leaveOut,
        CancellationToken cancellationToken
    )
    {
        var items = new List<ConfigurationObject>();
        foreach (var item in await tenant.ListAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                leaveOut?.Invoke(new OddObject(null, $"it is {Shapes.Named(JsonTree.Read(item, Secrets))}, and no object"));
                continue;
            }

            var map = JsonTree.ReadMap(item, Secrets);
            if (!Includes(map, tenant))
            {
                continue;
            }

            var found = new ConfigurationObject("", map) { Id = JsonTree.IdOf(map.GetValueOrDefault(IdProperty)) };
            if (NameOf(map) is not { Length: > 0 })
            {
                leaveOut?.Invoke(
                    new OddObject(null, $"it has no {Identifier} that is a text{(found.Id is null ? "" : $"; its id is {found.Id}")}")
                );
            }
            else if (found.Id is null)
            {
                leaveOut?.Invoke(new OddObject(found, "it has no id"));
            }
            else
            {
                items.Add(found);
            }
        }

        return items;
    }

    // An object whose id can't be in a path, for example.
    private async Task<ConfigurationObject?> TryCompleteAsync(
        TenantReader tenant,
        ConfigurationObject found,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await CompleteAsync(tenant, found, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0ConfigurationException failure)
            when (failure.Code is Auth0ErrorCode.InvalidApiAddress or Auth0ErrorCode.TemplateValueMissing)
        {
            tenant.LeaveOut(new OddObject(found, failure.Message.TrimEnd('.')));
            return null;
        }
    }
}
