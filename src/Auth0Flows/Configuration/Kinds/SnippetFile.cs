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
        foreach (var (prompt, screens) in Screens(folder, folder.ReadObject(Path, rule)))
        {
            var read = new JsonMap();
            foreach (var (screen, snippets) in screens)
            {
                var places = new JsonMap();
                foreach (var item in snippets as List<object?> ?? throw Wrong(folder, snippets, $"{prompt}.{screen}", "a list"))
                {
                    if (
                        item is not JsonMap snippet
                        || snippet.GetValueOrDefault(NameProperty) is not string { Length: > 0 } place
                        || snippet.GetValueOrDefault(Template) is not string template
                    )
                    {
                        throw Wrong(
                            folder,
                            item,
                            $"an item of {prompt}.{screen}",
                            $"an object with the texts {NameProperty} and {Template}"
                        );
                    }

                    var found =
                        folder.Find(Path, directory, template)
                        ?? throw folder.Invalid(Path, $"names the file {template}, which doesn't exist");
                    places[place] = folder.ReadText(found).Trim(); // as auth0-deploy-cli does
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
                    ? Screens(existing, existing.ReadObject(Path, SecretRule.ByNames))
                        .SelectMany(static prompt => prompt.Value.Values)
                        .SelectMany(static snippets => snippets as List<object?> ?? [])
                        .OfType<JsonMap>()
                        .Select(snippet => existing.Find(Path, directory, snippet.GetValueOrDefault(Template) as string ?? ""))
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

    private IEnumerable<(string Key, JsonMap Value)> Screens(FolderReader folder, JsonMap prompts) =>
        prompts.Select(prompt =>
            (
                prompt.Key,
                prompt.Value switch
                {
                    List<object?> { Count: 0 } => [],
                    List<object?> list when list is [JsonMap screens] => screens,
                    _ => throw Wrong(folder, prompt.Value, prompt.Key, "a list with one object"),
                }
            )
        );

    private Auth0ConfigurationException Wrong(FolderReader folder, object? value, string place, string wanted) =>
        folder.Invalid(Path, $"has {Shapes.Named(value)} as {place}, where {wanted} belongs");
}
