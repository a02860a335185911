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
        if (tenant.MapOf(await tenant.GetAsync(Path, cancellationToken, Settings).ConfigureAwait(false), Secrets, Settings) is { } settings)
        {
            found.Add(new ConfigurationObject(Settings, settings));
        }

        found.Add(new ConfigurationObject(Texts, await ReadTextsAsync(tenant, cancellationToken).ConfigureAwait(false)));
        var snippets = new JsonMap();
        foreach (var (name, value) in await ReadSnippetsAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            snippets[name] = value;
        }

        found.Add(new ConfigurationObject(Snippets, snippets));

        // The texts of a prompt that couldn't be read would be removed elsewhere.
        found.RemoveAll(one => tenant.HasLeftOut(one.Name));
        return found;
    }

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    // { "en": { "login": { "login": { "title": "…" } } } }: anything else would remove the texts that are there.
    public override string? WrongIn(JsonMap map, string? document) =>
        document == Texts ? WrongIn(map, "", levels: 3) : base.WrongIn(map, document);

    private static string? WrongIn(JsonMap map, string path, int levels) =>
        levels == 0
            ? null
            : map.Select(entry =>
                    entry.Value is JsonMap inner
                        ? WrongIn(inner, $"{path}{entry.Key}.", levels - 1)
                        : $"has {Shapes.Named(entry.Value)} as {path}{entry.Key}, where an object belongs"
                )
                .FirstOrDefault(static what => what is not null);

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
        var settings = await tenant.GetIfAnyAsync("tenants/settings", cancellationToken, Texts).ConfigureAwait(false);
        if (
            settings is not { ValueKind: JsonValueKind.Object } found
            || !found.TryFind("enabled_locales", out var locales)
            || locales.ValueKind != JsonValueKind.Array
        )
        {
            tenant.LeaveOut(Texts, "the tenant's settings have no enabled_locales");
            return [];
        }

        string[] languages =
        [
            .. locales.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.String).Select(static one => one.ReadText()),
        ];
        var places = languages
            .SelectMany(static language => PromptNames.WithTexts.Select(prompt => (Language: language, Prompt: prompt)))
            .ToList();
        var texts = await tenant
            .GetPartsAsync(
                places.ConvertAll(static place => $"{Path}/{place.Prompt}/custom-text/{Uri.EscapeDataString(place.Language)}"),
                Texts,
                cancellationToken
            )
            .ConfigureAwait(false);
        var all = new JsonMap();
        foreach (var (place, text) in places.Zip(texts))
        {
            var name = $"{place.Prompt} ({place.Language})";
            if (text is { ValueKind: not JsonValueKind.Object })
            {
                tenant.LeaveOut(Texts, $"those of {name} are {Shapes.Named(JsonTree.Read(text.Value, Secrets))}");
                continue;
            }

            if (tenant.MapOf(text, Secrets, name) is not { Count: > 0 } screens)
            {
                continue;
            }

            foreach (var (screen, value) in screens.Where(static screen => screen.Value is not JsonMap).ToList())
            {
                screens.Remove(screen);
                tenant.LeaveOut(name, $"the texts of {screen} are {Shapes.Named(value)}");
            }

            JsonTree.Set(all, [place.Language, place.Prompt], screens);
        }

        return all;
    }

    private async Task<IEnumerable<(string, object?)>> ReadSnippetsAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var snippets = await tenant
            .GetPartsAsync([.. PromptNames.WithPartials.Select(static prompt => $"{Path}/{prompt}/partials")], Snippets, cancellationToken)
            .ConfigureAwait(false);
        return PromptNames
            .WithPartials.Zip(snippets)
            .Select(one => (one.First, tenant.MapOf(one.Second, Secrets, Snippets)))
            .Where(static one => one.Item2 is { Count: > 0 })
            .Select(one => (one.First, (object?)Checked(tenant, one.First, one.Item2!)));
    }

    // The snippets of each screen, which auth0-deploy-cli trims.
    private static JsonMap Checked(TenantReader tenant, string prompt, JsonMap screens)
    {
        var all = new JsonMap();
        foreach (var (screen, value) in screens)
        {
            if (value is not JsonMap places || places.Values.Any(static text => text is not string))
            {
                tenant.LeaveOut(prompt, $"the snippets of {screen} are {Shapes.Named(value)}, and not texts by their places");
                continue;
            }

            all[screen] = JsonTree.Map(places, static text => text is string own ? own.Trim() : text);
        }

        return all;
    }
}
