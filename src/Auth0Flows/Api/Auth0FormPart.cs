namespace Auth0Flows;

/// <summary>A field of a form: a text, or a file.</summary>
/// <param name="Name">Its name.</param>
public sealed record Auth0FormPart(string Name)
{
    /// <summary>Its text. Either this, <see cref="FilePath"/> or <see cref="Content"/>.</summary>
    public string? Text { get; init; }

    /// <summary>A file that is not on a disk.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The file to send.</summary>
    public string? FilePath { get; init; }

    /// <summary>The file's content type.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Its name alone: what it holds may be a secret.</summary>
    public override string ToString() => Name;
}
