namespace Auth0Flows.PowerShell;

/// <summary>The files that answers go into: one each, for the second of several answers would replace the first one.</summary>
internal sealed class AnswerFiles
{
    private readonly HashSet<string> _files = [];

    /// <summary>A file for one more answer.</summary>
    /// <exception cref="Auth0ConfigurationException">Another answer goes there already.</exception>
    public string Add(string file) =>
        _files.Add(file)
            ? file
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"Several answers would be written to the file {file}: name it after the objects, as in -OutFile '{{user_id}}.json'."
            );
}
