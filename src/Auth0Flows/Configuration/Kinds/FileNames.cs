using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Auth0Flows.Basics;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// File names of objects, as auth0-deploy-cli makes them with sanitize-filename: what a file system doesn't accept becomes a hyphen.
/// </summary>
internal static partial class FileNames
{
    private const string Ending = ".json";
    private const int LongestName = 160; // in bytes, of 255 in most file systems: a hash, endings and a temporary ending follow

    /// <summary>A file name without a path.</summary>
    public static string Safe(string name)
    {
        var safe = Reserved().Replace(Dots().Replace(Unsafe().Replace(name, "-"), "-"), "-");
        safe = TrailingDots().Replace(safe, "-");
        return safe.Length == 0 ? "undefined"
            : Encoding.UTF8.GetByteCount(safe) > LongestName ? $"{Cut(safe)}-{Digest(name)}"
            : safe;
    }

    /// <summary>
    /// File names for several objects: those that a file system may take for the same get a hash of the object's name. So does a name with
    /// an ending, such as <c>a.json</c>, if another object has the name without it: the folder of the one is the file of the other.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Distinct(IEnumerable<(string Key, string Name)> names)
    {
        var groups = names.GroupBy(static name => Comparable(Safe(name.Name)), StringComparer.OrdinalIgnoreCase).ToArray();
        var all = groups.Select(static same => same.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return groups
            .SelectMany(same =>
                same.Count() == 1 && !all.Contains(WithoutEnding(same.Key))
                    ? [(same.First().Key, Safe(same.First().Name))]
                    : same.Select(name => (name.Key, $"{Safe(name.Name)}-{Digest(name.Key)}"))
            )
            .ToDictionary(static name => name.Item1, static name => name.Item2, StringComparer.Ordinal);
    }

    /// <summary>File names that no other object has: each with a hash of the object's name.</summary>
    public static IReadOnlyDictionary<string, string> Unique(IEnumerable<(string Key, string Name)> names) =>
        names.ToDictionary(static name => name.Key, static name => $"{Safe(name.Name)}-{Digest(name.Key)}", StringComparer.Ordinal);

    /// <summary>
    /// A name as file systems compare it: APFS takes é in one character and in two for the same. Half a surrogate pair is U+FFFD for all.
    /// </summary>
    public static string Comparable(string name) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)).Normalize(NormalizationForm.FormC);

    private static string WithoutEnding(string name) =>
        name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : "";

    private static string Cut(string name)
    {
        var cut = new StringBuilder();
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > LongestName)
            {
                break;
            }

            cut.Append(rune);
        }

        return cut.ToString();
    }

    private static string Digest(string name) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(ExactTextEncoder.HasHalf(name) ? MemoryMarshal.AsBytes(name.AsSpan()) : Encoding.UTF8.GetBytes(name))
                .AsSpan(0, 4)
        );

    [GeneratedRegex(@"[/?<>\\:*|""\u0000-\u001f\u0080-\u009f]")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"^\.+$")]
    private static partial Regex Dots();

    [GeneratedRegex(@"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();

    [GeneratedRegex(@"[. ]+$")]
    private static partial Regex TrailingDots();
}
