namespace Auth0Flows.Api;

/// <summary>A file that is sent, as it is looked through for secrets.</summary>
internal static class BodyFile
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Its text; null if it has more than 4 MB, is a pipe, or can't be read, which is found when it is sent.</summary>
    public static string? TryRead(string path)
    {
        try
        {
            return LocalFile.IsOrdinary(path) && new FileInfo(path) is { Exists: true, Length: <= Largest } ? File.ReadAllText(path) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
