namespace Auth0Flows.Configuration.Kinds;

/// <summary>An object as its files have it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Properties">Its properties.</param>
/// <param name="Document">The name of the object, if its file determines it.</param>
internal sealed record FolderObject(string Path, JsonMap Properties, string? Document = null);
