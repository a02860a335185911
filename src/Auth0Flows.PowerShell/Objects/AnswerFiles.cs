namespace Auth0Flows.PowerShell;

/// <summary>The files for responses: one for each, because a second response would overwrite the first.</summary>
internal sealed class AnswerFiles
{
    private readonly HashSet<string> _files = [];

    /// <summary>Adds a file for a response.</summary>
    /// <exception cref="Auth0ConfigurationException">Another response already uses the file.</exception>
    public string Add(string file) =>
        _files.Add(file)
            ? file
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"Several answers would be written to the file {file}: name it after the objects, as in -OutFile '{{user_id}}.json'."
            );
}
