namespace Auth0Flows.Basics;

/// <summary>One look at what takes time: it ends with the whole wait, whatever the request's own time-out is.</summary>
internal static class BoundedRead
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(2); // one look is always taken
    private static readonly TimeSpan _most = TimeSpan.FromDays(1);

    /// <summary>Reads; null if the time is over.</summary>
    /// <param name="read">Reads.</param>
    /// <param name="left">What is left of the wait.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<T?> ReadAsync<T>(
        Func<CancellationToken, Task<T>> read,
        TimeSpan left,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
        where T : class?
    {
        using var late = new CancellationTokenSource(
            left < _least ? _least
                : left > _most ? _most
                : left,
            timeProvider
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await read(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
