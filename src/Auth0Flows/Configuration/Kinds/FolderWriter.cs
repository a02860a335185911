using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Collects the files of a configuration, with the same bytes for the same configuration.</summary>
internal sealed class FolderWriter(Markers markers, FolderReader existing)
{
    // auth0-deploy-cli writes these first.
    private static readonly string[] _first = ["name", "client_id", "audience", "template", "identifier", "strategy", "id"];

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stale = new(StringComparer.Ordinal);

    /// <summary>The files' contents by their paths.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>The folders of the written kinds, which are there even if they are empty.</summary>
    public SortedSet<string> Folders { get; } = new(StringComparer.Ordinal);

    /// <summary>The files of objects that are gone.</summary>
    public IEnumerable<string> Stale => _stale.Where(path => !_files.ContainsKey(path)).Order(StringComparer.Ordinal);

    /// <summary>Whether no file is noted: one may belong to an object that the tenant has and that couldn't be read.</summary>
    public bool KeepsExisting { get; set; }

    /// <summary>What is in the folder already.</summary>
    public FolderReader Existing => existing;

    /// <summary>Writes a JSON file, with values replaced by markers.</summary>
    public void WriteJson(string path, object? value)
    {
        var buffer = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions
                {
                    Indented = true,
                    NewLine = "\n",
                    Encoder = ExactTextEncoder.Readable,
                }
            )
        )
        {
            JsonValues.Write(writer, Ordered(markers.Insert(value), isTop: true));
        }

        buffer.WriteByte((byte)'\n');
        _files[path] = buffer.ToArray();
    }

    /// <summary>Writes a text file.</summary>
    public void WriteText(string path, string text) => _files[path] = Encoding.UTF8.GetBytes(markers.Insert(text));

    /// <summary>Notes the file of an object that may be gone; a file that is written isn't.</summary>
    public void NoteExisting(string path)
    {
        if (!KeepsExisting)
        {
            _stale.Add(path);
        }
    }

    // Names in one order, because the API doesn't promise one.
    private static object? Ordered(object? value, bool isTop = false)
    {
        switch (value)
        {
            case JsonMap map:
                var ordered = new JsonMap();
                foreach (
                    var name in map
                        .Keys.OrderBy(name => isTop && Array.IndexOf(_first, name) is >= 0 and var rank ? rank : _first.Length)
                        .ThenBy(static name => name, StringComparer.Ordinal)
                )
                {
                    ordered[name] = Ordered(map[name]);
                }

                return ordered;
            case List<object?> list:
                return list.ConvertAll(static item => Ordered(item));
            case Verbatim verbatim:
                return verbatim.Text;
            default:
                return value;
        }
    }
}
