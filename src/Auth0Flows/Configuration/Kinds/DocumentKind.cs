using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>A kind of objects of which a tenant has one each: its settings, a template, a way of protection.</summary>
/// <param name="name">The kind's name.</param>
/// <param name="documents">The objects.</param>
internal class DocumentKind(string name, params ConfigurationDocument[] documents) : ConfigurationKind(name)
{
    public override string? NameOf(JsonMap properties) => null;

    public override async Task<IReadOnlyList<ConfigurationObject>> ReadAsync(TenantReader tenant, CancellationToken cancellationToken) =>
        [
            .. (
                await TenantReader
                    .ForEachAsync(documents, (document, token) => ReadAsync(tenant, document, token), cancellationToken)
                    .ConfigureAwait(false)
            ).OfType<ConfigurationObject>(),
        ];

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        var document = documents.First(one => one.Name == change.Name);
        var path = document.ChangePath ?? document.Path;
        if (change.Wanted is null)
        {
            return [new ChangeStep(HttpMethod.Delete, path) { Before = change.Current!.Properties }];
        }

        if (change.Current is null && document.CreatePath is { } creation)
        {
            return
            [
                new ChangeStep(HttpMethod.Post, creation, BodyOf(document, CreationOf(change.Wanted, [])))
                {
                    IdProperty = document.IdProperty,
                },
            ];
        }

        var body =
            change.Current is null || document.IsReplaced ? CreationOf(change.Wanted, document.Fixed) : ChangeOf(change, document.Fixed);
        return
        [
            new ChangeStep(document.Method, path, BodyOf(document, body))
            {
                Before = change.Current?.Properties,
                Shown = document.ListProperty is null ? null : body,
            },
        ];
    }

    public override bool CanRemove(string objectName) => documents.First(one => one.Name == objectName).IsRemovable;

    private async Task<ConfigurationObject?> ReadAsync(
        TenantReader tenant,
        ConfigurationDocument document,
        CancellationToken cancellationToken
    )
    {
        var json = document.IsOptional
            ? await tenant.GetIfAnyAsync(document.Path, cancellationToken, document.Name).ConfigureAwait(false)
            : await tenant.GetAsync(document.Path, cancellationToken, document.Name).ConfigureAwait(false);
        var map =
            json is { ValueKind: JsonValueKind.Array } list && document.ListProperty is { } property
                ? new JsonMap { [property] = JsonTree.Read(list, Secrets) }
                : tenant.MapOf(json, Secrets, document.Name);
        if (map is { Count: 0 } && !document.IsOptional)
        {
            tenant.LeaveOut(document.Name, "it is empty"); // a gateway's {}
            return null;
        }

        var found = map is null ? null : Of(document, map);
        if (found is not { Id: null } || document.IdProperty is null)
        {
            return found;
        }

        tenant.LeaveOut(new OddObject(found, "it has no id"));
        return null;
    }

    private static ConfigurationObject Of(ConfigurationDocument document, JsonMap map)
    {
        foreach (var name in document.Fixed)
        {
            map.TryAdd(name, document.Name);
        }

        return new(document.Name, map) { Id = document.IdProperty is { } id ? JsonTree.IdOf(map.GetValueOrDefault(id)) : null };
    }

    private static object? BodyOf(ConfigurationDocument document, JsonMap body)
    {
        if (document.ListProperty is { } list)
        {
            return body.GetValueOrDefault(list) ?? new List<object?>();
        }

        foreach (var (name, sent) in document.ChangeNames)
        {
            if (body.Remove(name, out var value))
            {
                body[sent] = value;
            }
        }

        return body;
    }
}
