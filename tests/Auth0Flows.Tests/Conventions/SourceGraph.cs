using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>The dependencies between a project's files, by the names of the types that they declare.</summary>
internal sealed partial class SourceGraph
{
    private readonly Dictionary<string, string> _text = [];
    private readonly Dictionary<string, HashSet<string>> _uses = [];

    public SourceGraph(string root)
    {
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(root, path).Replace('\\', '/');
            if (!file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal))
            {
                _text[file] = File.ReadAllText(path);
            }
        }

        var declared = _text
            .SelectMany(
                static file => Declaration().Matches(file.Value),
                static (file, match) => (Type: match.Groups[1].Value, File: file.Key)
            )
            .ToLookup(static one => one.Type, static one => one.File);
        foreach (var (file, text) in _text)
        {
            _uses[file] =
            [
                .. NamesIn(text).SelectMany(name => declared[name]).Where(used => used != file && !declared[Own(file)].Contains(used)),
            ];
        }
    }

    public IEnumerable<string> Files => _text.Keys;

    /// <summary>For each folder, the other folders that its files use. Files outside folders are under "".</summary>
    public IReadOnlyDictionary<string, string[]> Folders =>
        _uses
            .GroupBy(static file => FolderOf(file.Key), static file => file.Value)
            .ToDictionary(
                static folder => folder.Key,
                static folder =>
                    folder
                        .SelectMany(static used => used)
                        .Select(FolderOf)
                        .Where(used => used != folder.Key)
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .ToArray()
            );

    /// <summary>The cycles of files that use each other, each one complete.</summary>
    public IEnumerable<string[]> Circles()
    {
        var reached = _text.Keys.ToDictionary(static file => file, Reach);
        return _text
            .Keys.Where(file => reached[file].Contains(file))
            .GroupBy(file => string.Join(' ', reached[file].Where(other => reached[other].Contains(file)).Order(StringComparer.Ordinal)))
            .Select(static circle => circle.Order(StringComparer.Ordinal).ToArray());
    }

    public IReadOnlyCollection<string> UsedBy(string file) => _uses[file];

    public static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";

    // Auth0Session.Tokens.cs is part of Auth0Session.
    private static string Own(string file) => Path.GetFileName(file).Split('.')[0];

    private HashSet<string> Reach(string file)
    {
        var reached = new HashSet<string>();
        for (var next = new Stack<string>(_uses[file]); next.TryPop(out var one); )
        {
            if (reached.Add(one))
            {
                Array.ForEach([.. _uses[one]], next.Push);
            }
        }

        return reached;
    }

    private static IEnumerable<string> NamesIn(string text)
    {
        text = Comment().Replace(text, "");
        text = EnumMember().Replace(text, "");
        text = Text().Replace(text, static match => string.Join(' ', Hole().Matches(match.Value).Select(static hole => hole.Value)));
        text = MemberName().Replace(text, " ");
        return Name().Matches(text).Select(static match => match.Value).Distinct();
    }

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*(?:class|record|struct|interface|enum|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^    \w+(?: = [^,;]+)?,$", RegexOptions.Multiline)]
    private static partial Regex EnumMember();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    // A property may have the name of a type: Found Keys { get; }, Keys = …
    [GeneratedRegex(
        @"(?<=[\w?>\]] )(?<!\b(?:is|or|and|not|new|case|return|await|in|out|ref) )[A-Z]\w*(?= (?:\{ (?:get|private|internal)|=>|= ))|(?<=[{,(] ?|^\s+)[A-Z]\w*(?= = )",
        RegexOptions.Multiline
    )]
    private static partial Regex MemberName();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
    private static partial Regex Name();
}
