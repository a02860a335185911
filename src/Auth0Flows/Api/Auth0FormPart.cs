namespace Auth0Flows;

/// <summary>A field of a form: text or a file.</summary>
/// <param name="Name">The field's name.</param>
public sealed record Auth0FormPart(string Name)
{
    /// <summary>The field's text. Either this, <see cref="Secret"/>, <see cref="FilePath"/> or <see cref="Content"/>.</summary>
    public string? Text { get; init; }

    /// <summary>The field's text, if it is a secret: it is shown nowhere.</summary>
    public Auth0Secret? Secret { get; init; }

    /// <summary>The content of a file that is not on disk.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The path of the file to send.</summary>
    public string? FilePath { get; init; }

    /// <summary>The file's content type.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>Only the name, because the value may be a secret.</summary>
    public override string ToString() => Name;
}
