namespace Auth0Flows.Configuration.Kinds;

/// <summary>A text of an object that has its own file: a script, a page. The object's file contains the path.</summary>
/// <param name="Pattern">The property: <c>options.customScripts.*</c>.</param>
/// <param name="Target">
/// The file, in the folder of the kind: <c>{file}</c> is the name of the object's file, <c>{name}</c> that of the property.
/// </param>
internal sealed record TextInFile(string Pattern, string Target)
{
    /// <summary>Whether the path in the object's file starts at the configuration's folder; otherwise, in the folder of the file.</summary>
    public bool FromRoot { get; init; }

    /// <summary>Whether the file is found without a path in the object's file, and a missing one is an empty text.</summary>
    public bool IsImplied { get; init; }

    /// <summary>Whether the file is there even if the text is empty, because auth0-deploy-cli needs it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The objects that have it.</summary>
    public Func<JsonMap, bool> IsIn { get; init; } = static _ => true;
}
