namespace Auth0Flows.Tests.Faults;

/// <summary>A section of docs/reliability.md, which a test suite writes.</summary>
internal static class PageSection
{
    private const string Variable = "AUTH0FLOWS_WRITE_RELIABILITY";

    private static readonly string _path = Repository.Path("docs", "reliability.md");

    /// <summary>Whether the run writes the page instead of comparing it.</summary>
    public static bool IsWritten { get; } = Environment.GetEnvironmentVariable(Variable) is "1";

    /// <summary>What to do if the page differs from the results.</summary>
    public static string HowToWrite => $"Where that is right, write the page anew: {Variable}=1 dotnet test tests/Auth0Flows.Tests";

    /// <summary>The lines of a section; without a title, the lines before the first section.</summary>
    public static string[] Read(string title) =>
        [.. All().Where(section => section.Title == title).SelectMany(static section => section.Text.Split('\n'))];

    /// <summary>Replaces the section with the same title, or appends it.</summary>
    public static void Write(string title, string text)
    {
        var sections = All().ToList();
        var at = sections.FindIndex(section => section.Title == title);
        var section = (title, text.ReplaceLineEndings("\n").Trim('\n'));
        if (at < 0)
        {
            sections.Add(section);
        }
        else
        {
            sections[at] = section;
        }

        File.WriteAllText(
            _path,
            string.Join(
                "\n\n",
                sections.Select(static section => section.Title.Length == 0 ? section.Text : $"## {section.Title}\n\n{section.Text}")
            ) + "\n"
        );
    }

    private static IEnumerable<(string Title, string Text)> All()
    {
        var parts = File.Exists(_path) ? File.ReadAllText(_path).Split("\n## ") : [""];
        yield return ("", parts[0].Trim('\n'));
        foreach (var part in parts.Skip(1).Select(static part => part.Split('\n', 2)))
        {
            yield return (part[0], part[1].Trim('\n'));
        }
    }
}
