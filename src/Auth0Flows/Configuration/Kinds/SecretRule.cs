using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Which values of a kind are secrets: by the names of their properties, unless the kind says otherwise.</summary>
internal sealed class SecretRule
{
    public static readonly SecretRule ByNames = new();

    /// <summary>Whether names decide. They don't where people choose them, such as for the texts of a login page.</summary>
    public bool UsesNames { get; init; } = true;

    /// <summary>Other properties that are secrets: <c>secrets.*.value</c>.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Properties that aren't secrets, although their name says so.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Secrets that get no marker in a file: the tenant creates them, or they are only accepted together.</summary>
    public IReadOnlyList<string> Unmarked { get; init; } = [];

    /// <summary>
    /// Whether a property is a secret: also an address that contains one, as the endpoint of a log stream may, and its marker in a file.
    /// </summary>
    public bool IsSecret(string path, string name, JsonElement value) =>
        IsSecret(path, name, value.ValueKind)
        || (
            UsesNames
            && value.ValueKind == JsonValueKind.String
            && !Never.Contains(path)
            && value.ReadTextOrRaw() is var text
            && (SecretAddress.IsOne(text) || MarkerName.IsOfAddress(text, path))
        );

    /// <summary>Whether a property is a secret.</summary>
    /// <param name="path">The property, with <c>*</c> for each item of a list.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">The type of its value.</param>
    public bool IsSecret(string path, string name, JsonValueKind kind) =>
        !Never.Contains(path)
        && (
            Also.Contains(path)
            || UsesNames && SecretNames.Contains(name, kind) && !(kind == JsonValueKind.Array && SecretNames.IsListOfReferences(name))
        );
}
