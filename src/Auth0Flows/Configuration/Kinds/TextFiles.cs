namespace Auth0Flows.Configuration.Kinds;

/// <summary>The texts of an object that have their own files.</summary>
internal static class TextFiles
{
    /// <summary>Replaces the paths in an object by the files' contents.</summary>
    public static void Load(FolderReader folder, string path, JsonMap map, IEnumerable<TextInFile> texts)
    {
        foreach (var (text, parent, name) in PlacesOf(map, texts))
        {
            var given = parent.GetValueOrDefault(name) as string;
            if (FileOf(folder, path, text, given) is { } file)
            {
                parent[name] = folder.ReadText(file);
            }
            else if (
                given is not null
                && (given.StartsWith("./", StringComparison.Ordinal) || given.StartsWith("../", StringComparison.Ordinal))
            )
            {
                throw folder.Invalid(path, $"names the file {given}, which doesn't exist");
            }
        }
    }

    /// <summary>The files of an object's texts.</summary>
    public static IEnumerable<string> Of(FolderReader folder, string path, JsonMap map, IEnumerable<TextInFile> texts) =>
        PlacesOf(map, texts)
            .Select(place => FileOf(folder, path, place.Text, place.Parent.GetValueOrDefault(place.Name) as string))
            .OfType<string>();

    /// <summary>Writes the texts, and replaces them by their paths.</summary>
    public static void Write(FolderWriter folder, string path, string file, JsonMap map, IEnumerable<TextInFile> texts)
    {
        foreach (var text in texts.Where(text => text.IsRequired && text.IsIn(map)))
        {
            var place = text.Pattern.Split('.');
            if (JsonTree.Find(map, place) is null)
            {
                JsonTree.Set(map, place, "");
            }
        }

        foreach (var (text, parent, name) in PlacesOf(map, texts))
        {
            if (parent.GetValueOrDefault(name) is string content && (content.Length > 0 || text.IsRequired))
            {
                var own = text
                    .Target.Replace("{file}", file, StringComparison.Ordinal)
                    .Replace("{name}", FileNames.Safe(name), StringComparison.Ordinal);
                var target = FolderOf(path) is { Length: > 0 } directory ? $"{directory}/{own}" : own;
                folder.WriteText(target, content);
                parent[name] = new Verbatim($"./{(text.FromRoot ? target : own)}");
            }
        }
    }

    private static string? FileOf(FolderReader folder, string path, TextInFile text, string? given) =>
        (given is null ? null : folder.Find(path, text.FromRoot ? "" : FolderOf(path), given))
        ?? (
            text.IsImplied
                ? folder.Find(
                    path,
                    FolderOf(path),
                    text.Target.Replace("{file}", Path.GetFileNameWithoutExtension(path), StringComparison.Ordinal)
                )
                : null
        );

    private static IEnumerable<(TextInFile Text, JsonMap Parent, string Name)> PlacesOf(JsonMap map, IEnumerable<TextInFile> texts)
    {
        foreach (var text in texts.Where(text => text.IsIn(map)))
        {
            var pattern = text.Pattern.Split('.');
            if (pattern is [var only])
            {
                yield return (text, map, only);
            }
            else if (JsonTree.Find(map, pattern.AsSpan(0, pattern.Length - 1)) is JsonMap parent)
            {
                foreach (var name in pattern[^1] == "*" ? [.. parent.Keys] : new[] { pattern[^1] })
                {
                    yield return (text, parent, name);
                }
            }
        }
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var end ? path[..end] : "";
}
