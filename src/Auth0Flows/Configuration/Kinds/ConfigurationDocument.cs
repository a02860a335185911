namespace Auth0Flows.Configuration.Kinds;

/// <summary>An object of which a tenant has one, or none.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its path.</param>
internal sealed record ConfigurationDocument(string Name, string Path)
{
    /// <summary>The path to change it at, if it is another.</summary>
    public string? ChangePath { get; init; }

    /// <summary>The method of a change.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Patch;

    /// <summary>Where it is created with POST; null if it is always there, or if the change creates it.</summary>
    public string? CreatePath { get; init; }

    /// <summary>Whether it can be removed.</summary>
    public bool IsRemovable { get; init; }

    /// <summary>The property for a list, if the API returns and takes a list.</summary>
    public string? ListProperty { get; init; }

    /// <summary>Whether all properties are sent, because the API replaces the object.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>The property that contains its id.</summary>
    public string? IdProperty { get; init; }

    /// <summary>The names of properties that are other ones in a change.</summary>
    public IReadOnlyDictionary<string, string> ChangeNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether to ask for it, given what the tenant has.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The properties that identify it and aren't sent in a change.</summary>
    public IReadOnlyList<string> Fixed { get; init; } = [];
}
