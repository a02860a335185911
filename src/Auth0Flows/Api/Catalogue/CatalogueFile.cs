namespace Auth0Flows.Api.Catalogue;

/// <summary>
/// A catalogue in the library: one record per line, fields separated by tabs, field names in the first line. Lines that start with # before
/// that are comments.
/// </summary>
internal static class CatalogueFile
{
    /// <param name="name">The file's name: <c>Endpoints.tsv</c>.</param>
    /// <param name="read">Creates a record from a line's fields.</param>
    public static T[] Read<T>(string name, Func<string[], T> read)
    {
        using var reader = Open(name);
        while (reader.ReadLine() is ['#', ..]) { }

        var records = new List<T>();
        while (reader.ReadLine() is { } line)
        {
            records.Add(read(line.Split('\t')));
        }

        return [.. records];
    }

    /// <summary>The first line of a catalogue that begins with a comment.</summary>
    public static string ReadComment(string name)
    {
        using var reader = Open(name);
        return reader.ReadLine()!;
    }

    private static StreamReader Open(string name) => new(typeof(CatalogueFile).Assembly.GetManifestResourceStream(name)!);
}
