namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// The file of the prompts' snippets, which are in files of their own:
/// <c>{ "login": [{ "login": [{ "name": "form-content-start", "template": "partials/login/login/form-content-start.liquid" }] }] }</c>.
/// </summary>
/// <param name="name">The name of the object.</param>
/// <param name="directory">The folder.</param>
/// <param name="file">The file in the folder.</param>
internal sealed class SnippetFile(string name, string directory, string file) : DocumentFile(name, $"{directory}/{file}")
{
    private const string NameProperty = "name";
    private const string Template = "template";

    public override JsonMap Read(FolderReader folder, SecretRule rule)
    {
        var prompts = new JsonMap();
        foreach (var (prompt, screens) in Screens(folder.ReadObject(Path, rule)))
        {
            var read = new JsonMap();
            foreach (var (screen, snippets) in screens)
            {
                var places = new JsonMap();
                foreach (var snippet in (snippets as List<object?> ?? []).OfType<JsonMap>())
                {
                    var found =
                        folder.Find(directory, snippet.GetValueOrDefault(Template) as string ?? "")
                        ?? throw folder.Invalid(Path, $"names the file {snippet.GetValueOrDefault(Template)}, which doesn't exist");
                    places[snippet.GetValueOrDefault(NameProperty) as string ?? ""] = folder.ReadText(found).Trim(); // as auth0-deploy-cli does
                }

                read[screen] = places;
            }

            prompts[prompt] = read;
        }

        return prompts;
    }

    public override void Write(FolderWriter folder, JsonMap properties)
    {
        var prompts = new JsonMap();
        foreach (var (prompt, screens) in properties)
        {
            var written = new JsonMap();
            foreach (var (screen, places) in screens as JsonMap ?? [])
            {
                written[screen] = (places as JsonMap ?? [])
                    .Select(place =>
                    {
                        var path = $"partials/{FileNames.Safe(prompt)}/{FileNames.Safe(screen)}/{FileNames.Safe(place.Key)}.liquid";
                        folder.WriteText($"{directory}/{path}", place.Value as string ?? "");
                        return (object?)new JsonMap { [NameProperty] = place.Key, [Template] = new Verbatim(path) };
                    })
                    .ToList();
            }

            prompts[prompt] = new List<object?> { written };
        }

        folder.WriteJson(Path, prompts);
    }

    public override void NoteExisting(FolderWriter folder)
    {
        base.NoteExisting(folder);
        var existing = folder.Existing;
        try
        {
            foreach (
                var template in existing.HasFile(Path)
                    ? Screens(existing.ReadObject(Path, SecretRule.ByNames))
                        .SelectMany(static prompt => prompt.Value.Values)
                        .SelectMany(static snippets => snippets as List<object?> ?? [])
                        .OfType<JsonMap>()
                        .Select(snippet => existing.Find(directory, snippet.GetValueOrDefault(Template) as string ?? ""))
                        .OfType<string>()
                    : []
            )
            {
                folder.NoteExisting(template);
            }
        }
        catch (Auth0ConfigurationException)
        {
            return; // not ours
        }
    }

    private static IEnumerable<(string Key, JsonMap Value)> Screens(JsonMap prompts) =>
        prompts.Select(static prompt => (prompt.Key, (prompt.Value as List<object?>)?.FirstOrDefault() as JsonMap ?? []));
}
