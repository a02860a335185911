using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>The prompts of Universal Login: settings, own texts by language, own snippets of HTML.</summary>
internal sealed class PromptKind() : ConfigurationKind("prompts")
{
    public const string Settings = "settings";
    public const string Texts = "customText";
    public const string Snippets = "partials";

    private const string Path = "prompts";

    public override string? NameOf(JsonMap properties) => null;

    public override async Task<IReadOnlyList<ConfigurationObject>> ReadAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var found = new List<ConfigurationObject>();
        if (await tenant.GetAsync(Path, cancellationToken).ConfigureAwait(false) is { ValueKind: JsonValueKind.Object } settings)
        {
            found.Add(new ConfigurationObject(Settings, JsonTree.ReadMap(settings, Secrets)));
        }

        found.Add(new ConfigurationObject(Texts, await ReadTextsAsync(tenant, cancellationToken).ConfigureAwait(false)));
        var snippets = new JsonMap();
        foreach (var (name, value) in await ReadSnippetsAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            snippets[name] = value;
        }

        found.Add(new ConfigurationObject(Snippets, snippets));
        return found;
    }

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        var (before, after) = (change.Current?.Properties ?? [], change.Wanted ?? []);
        return change.Name switch
        {
            Settings => [new ChangeStep(HttpMethod.Patch, Path, ChangeOf(change, [])) { Before = before }],
            Texts => before
                .Keys.Union(after.Keys)
                .SelectMany(language =>
                    Steps(
                        before.GetValueOrDefault(language) as JsonMap ?? [],
                        after.GetValueOrDefault(language) as JsonMap ?? [],
                        prompt => $"{Path}/{Uri.EscapeDataString(prompt)}/custom-text/{Uri.EscapeDataString(language)}"
                    )
                ),
            _ => Steps(before, after, static prompt => $"{Path}/{Uri.EscapeDataString(prompt)}/partials"),
        };
    }

    // A PUT replaces what a prompt has.
    private static IEnumerable<ChangeStep> Steps(JsonMap before, JsonMap after, Func<string, string> pathOf) =>
        before
            .Keys.Union(after.Keys)
            .Where(prompt => !JsonTree.AreSame(before.GetValueOrDefault(prompt), after.GetValueOrDefault(prompt)))
            .Select(prompt => new ChangeStep(HttpMethod.Put, pathOf(prompt), after.GetValueOrDefault(prompt) ?? new JsonMap())
            {
                Before = before.GetValueOrDefault(prompt) as JsonMap,
            });

    private async Task<JsonMap> ReadTextsAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var settings = await tenant.GetIfAnyAsync("tenants/settings", cancellationToken).ConfigureAwait(false);
        string[] languages =
            settings is { } found && found.TryFind("enabled_locales", out var locales) && locales.ValueKind == JsonValueKind.Array
                ?
                [
                    .. locales
                        .EnumerateArray()
                        .Where(static one => one.ValueKind == JsonValueKind.String)
                        .Select(static one => one.ReadText()),
                ]
                : [];
        var places = languages
            .SelectMany(static language => PromptNames.WithTexts.Select(prompt => (Language: language, Prompt: prompt)))
            .ToList();
        var texts = await TenantReader
            .ForEachAsync(
                places,
                (place, token) => tenant.GetIfAnyAsync($"{Path}/{place.Prompt}/custom-text/{Uri.EscapeDataString(place.Language)}", token),
                cancellationToken
            )
            .ConfigureAwait(false);
        var all = new JsonMap();
        foreach (var (place, text) in places.Zip(texts))
        {
            if (text is { ValueKind: JsonValueKind.Object } json && json.GetPropertyCount() > 0)
            {
                JsonTree.Set(all, [place.Language, place.Prompt], JsonTree.Read(json, Secrets));
            }
        }

        return all;
    }

    private async Task<IEnumerable<(string, object?)>> ReadSnippetsAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var snippets = await TenantReader
            .ForEachAsync(
                PromptNames.WithPartials,
                (prompt, token) => tenant.GetIfAnyAsync($"{Path}/{prompt}/partials", token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return PromptNames
            .WithPartials.Zip(snippets)
            .Where(static one => one.Second is { ValueKind: JsonValueKind.Object } json && json.GetPropertyCount() > 0)
            // auth0-deploy-cli trims them.
            .Select(one =>
                (one.First, JsonTree.Map(JsonTree.Read(one.Second!.Value, Secrets), static text => text is string own ? own.Trim() : text))
            );
    }
}
