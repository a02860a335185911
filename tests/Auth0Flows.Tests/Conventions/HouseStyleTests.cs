using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Consistent style in all folders: rules that neither the analyzers nor the formatter check.</summary>
public sealed partial class HouseStyleTests
{
    [Fact]
    public void EmptyText_IsWrittenAsOne() => Assert.Empty(Lines(EmptyText()));

    [Fact]
    public void Exception_ThatIsCaught_IsCalledAFailure() => Assert.Empty(Lines(CaughtByAnotherName()));

    [Fact]
    public void Warning_IsSuppressedByAnAttribute_WhichSaysWhy() => Assert.Empty(Lines(Pragma()));

    [Fact]
    public void Comment_FitsIntoTheWidthThatCodeHas() => Assert.Empty(Lines(LongComment()));

    // It can be copied as it is: a full stop would belong to its last value.
    [Fact]
    public void Command_AtTheEndOfAText_HasNoFullStop() => Assert.Empty(Lines(CommandWithFullStop()));

    private static IEnumerable<string> Lines(Regex forbidden) =>
        from folder in new[] { "src", "tests", "samples", "benchmarks", "build" }
        from file in Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
        where
            !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && Path.GetFileName(file) != "HouseStyleTests.cs"
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where forbidden.IsMatch(line.Text)
        select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Number}: {line.Text.Trim()}";

    [GeneratedRegex(@"\b[sS]tring\.Empty\b")]
    private static partial Regex EmptyText();

    [GeneratedRegex(@"catch \([\w.]*Exception (exception|ex|e|error|err)\b")]
    private static partial Regex CaughtByAnotherName();

    [GeneratedRegex(@"^\s*#pragma warning")]
    private static partial Regex Pragma();

    [GeneratedRegex(@": (\$_\.\w+ \| )?[A-Z][a-z]+-Auth0\w*[^"":;]*\.""")]
    private static partial Regex CommandWithFullStop();

    // The width in .csharpierrc.yaml; the formatter wraps code, but not comments and strings.
    [GeneratedRegex(@"^(?=.{141})\s*//")]
    private static partial Regex LongComment();
}
