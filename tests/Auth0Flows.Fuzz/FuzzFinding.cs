namespace Auth0Flows.Fuzz;

/// <summary>Something that must be true and isn't.</summary>
internal sealed class FuzzFinding(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// What tells it from others, so that each is reported once: the kind of the exception and where it was thrown, or the words before a
    /// colon.
    /// </summary>
    public string Kind => InnerException is { } failure ? $"{failure.GetType().Name} {Place(failure)}" : Message.Split(": ", 2)[0];

    private static string? Place(Exception failure) =>
        failure.StackTrace?.Split('\n').FirstOrDefault(static line => line.Contains(" Auth0Flows.", StringComparison.Ordinal))?.Trim();
}
