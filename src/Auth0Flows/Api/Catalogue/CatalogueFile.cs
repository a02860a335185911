namespace Auth0Flows.Api.Catalogue;

/// <summary>A catalogue in the library: one record per line, fields separated by tabs, field names in the first line.</summary>
internal static class CatalogueFile
{
    /// <param name="name">The file's name: <c>Endpoints.tsv</c>.</param>
    /// <param name="read">Creates a record from a line's fields.</param>
    public static T[] Read<T>(string name, Func<string[], T> read)
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        var records = new List<T>();
        while (reader.ReadLine() is { } line)
        {
            records.Add(read(line.Split('\t')));
        }

        return [.. records];
    }
}
