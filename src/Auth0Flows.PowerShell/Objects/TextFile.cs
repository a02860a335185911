namespace Auth0Flows.PowerShell;

/// <summary>Reads files that a person wrote: templates, code.</summary>
internal static class TextFile
{
    /// <exception cref="Auth0ConfigurationException">The file can't be read (<see cref="Auth0ErrorCode.FileNotFound"/>).</exception>
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"The file {path} can't be read: {failure.Message}");
        }
    }
}
