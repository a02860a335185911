using System.Globalization;
using System.Text.Json;
using Auth0Flows.Basics;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Reads the files of a configuration. Paths are relative to its folder, with slashes; none leads out of it.</summary>
internal sealed class FolderReader(string root, Markers markers)
{
    private const int DeepestFile = 56; // less than what can be sent
    private const long LargestFile = 16 * 1024 * 1024;
    private const string NotShown = "_VALUE_NOT_SHOWN_"; // auth0-deploy-cli writes this in place of the secrets of log streams and actions

    private readonly FolderRoot _root = new(root);
    private readonly List<string> _unmapped = [];
    private readonly HashSet<string> _withoutSecret = [];

    /// <summary>The secrets that stand in what is read.</summary>
    public MappingSecrets Secrets => markers.Secrets;

    /// <summary>The markers without values, with their files.</summary>
    public IReadOnlyList<string> Unmapped => _unmapped;

    /// <summary>The files with secrets that have no value.</summary>
    public IReadOnlyCollection<string> WithoutSecret => _withoutSecret;

    public bool HasFile(string path) => File.Exists(_root.FullPath(path));

    public bool HasFolder(string path) => Directory.Exists(_root.FullPath(path));

    /// <summary>The files in a folder with this ending, ordered.</summary>
    public IEnumerable<string> Files(string folder, string ending) =>
        Entries(folder, Directory.EnumerateFiles).Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The folders in a folder, ordered.</summary>
    public IEnumerable<string> Folders(string folder) => Entries(folder, Directory.EnumerateDirectories);

    /// <summary>Reads a JSON file that contains an object.</summary>
    /// <exception cref="Auth0ConfigurationException">The file is not valid JSON, or contains something else.</exception>
    public JsonMap ReadObject(string path, SecretRule rule) =>
        ReadJson(path, rule) as JsonMap ?? throw Invalid(path, "contains no JSON object");

    /// <summary>Reads a JSON file.</summary>
    public object? ReadJson(string path, SecretRule rule)
    {
        var text = markers.Fill(Load(path).TrimStart('\uFEFF'), isJson: true);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestFile });
            return JsonTree.Map(JsonTree.Read(json.RootElement, rule), value => Check(path, value));
        }
        catch (JsonException failure)
        {
            // @@NAME@@ without a value is no JSON.
            _unmapped.AddRange(Markers.In(text).Distinct().Select(marker => $"{marker} in {path}"));
            return _unmapped.Count > 0
                ? throw MissingValues()
                : throw Invalid(
                    path,
                    failure.LineNumber is { } line
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"is not valid JSON at line {line + 1}, byte {failure.BytePositionInLine + 1}"
                        )
                        : "is not valid JSON"
                );
        }
        catch (Auth0ResponseException failure)
        {
            throw Invalid(path, $"can't be read: {failure.Message}");
        }
    }

    /// <summary>Reads a text file: a script, a page.</summary>
    public string ReadText(string path)
    {
        var text = markers.Fill(Load(path), isJson: false);
        _unmapped.AddRange(Markers.In(text).Distinct().Select(marker => $"{marker} in {path}"));
        return text;
    }

    /// <summary>The path of a file that another file names; null if it is not the name of an existing file.</summary>
    /// <param name="namedBy">The file that names it.</param>
    /// <param name="folder">The folder that the name is relative to.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="Auth0ConfigurationException">The file is outside the folder.</exception>
    public string? Find(string namedBy, string folder, string name)
    {
        if (name.Length is 0 or > 1000 || name.AsSpan().ContainsAny('\n', '\0') || name.AsSpan().Trim().Length == 0)
        {
            return null;
        }

        var full = Path.GetFullPath(Path.Combine(_root.Folder, folder, name.Replace('\\', '/')));
        if (!File.Exists(full))
        {
            return null;
        }

        if (!_root.Contains(full))
        {
            throw Invalid(namedBy, $"names the file {name}, which is outside the folder {_root.Folder}");
        }

        var found = RelativePath(full);
        _root.Inside(found);
        return found;
    }

    /// <summary>The error for a file that can't be used.</summary>
    public Auth0ConfigurationException Invalid(string path, string what) =>
        new(Auth0ErrorCode.InvalidConfiguration, $"The file {_root.FullPath(path)} {Secrets.MaskMessage(what)}.");

    /// <summary>The error for markers without values.</summary>
    public Auth0ConfigurationException MissingValues()
    {
        const int Shown = 20;
        var rest = _unmapped.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {_unmapped.Count - Shown:N0} more") : "";
        return new Auth0ConfigurationException(
            Auth0ErrorCode.UnmappedMarker,
            Secrets.MaskMessage($"There is no value for {string.Join(", ", _unmapped.Take(Shown))}{rest}.")
        );
    }

    // A secret without a value keeps the one that the tenant has.
    private object? Check(string path, object? value)
    {
        switch (value)
        {
            case Auth0Secret secret when secret.Reveal() is var text && (text == NotShown || Markers.In(text).Any()):
                _withoutSecret.Add(path);
                return JsonTree.Removed;
            case string text:
                _unmapped.AddRange(Markers.In(text).Distinct().Select(marker => $"{marker} in {path}"));
                return text;
            default:
                return value;
        }
    }

    private string Load(string path)
    {
        var full = _root.Inside(path);
        if (new FileInfo(full) is { Exists: true, Length: > LargestFile })
        {
            throw Invalid(path, string.Create(CultureInfo.InvariantCulture, $"is larger than {LargestFile / 1024 / 1024} MB"));
        }

        if (!LocalFile.IsOrdinary(full))
        {
            throw Invalid(path, "is a pipe or a device");
        }

        try
        {
            return TextEncoding.TryDecode(File.ReadAllBytes(full), out var text) ? text : throw Invalid(path, TextEncoding.NotUtf8);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"The file {full} was not found.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.NotReadable(full, failure);
        }
    }

    private IEnumerable<string> Entries(string folder, Func<string, IEnumerable<string>> list)
    {
        if (!HasFolder(folder))
        {
            return [];
        }

        try
        {
            return [.. list(_root.Inside(folder)).Select(RelativePath).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.NotReadable(_root.FullPath(folder), failure);
        }
    }

    private string RelativePath(string full) => Path.GetRelativePath(_root.Folder, full).Replace('\\', '/');
}
