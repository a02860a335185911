namespace Auth0Flows.Configuration.Kinds;

/// <summary>An object of a tenant's configuration: a file's content, or what the API returned of it.</summary>
/// <param name="Name">What identifies it among the objects of its kind, in every tenant.</param>
/// <param name="Properties">Its properties, with the names of other objects instead of their ids.</param>
internal sealed record ConfigurationObject(string Name, JsonMap Properties)
{
    /// <summary>Its id in the tenant; null if it is from a file, or has none.</summary>
    public string? Id { get; init; }

    /// <summary>What else is known of it: the ids of its parts, by their names.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of its file, without ending, before it is made safe.</summary>
    public string? FileName { get; init; }
}
