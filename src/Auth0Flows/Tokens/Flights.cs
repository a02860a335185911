using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>The requests in progress, one for each key.</summary>
/// <param name="gate">The owner's lock, held for each call.</param>
/// <param name="keep">Stores the result, within the lock.</param>
internal sealed class Flights<TKey, T>(Lock gate, Action<TKey, T> keep)
    where TKey : notnull
    where T : class
{
    private readonly Dictionary<TKey, Flight<T>> _flights = [];

    /// <summary>Joins a request in progress. The caller holds the lock, and waits for the flight outside it.</summary>
    public bool TryJoin(TKey key, [NotNullWhen(true)] out Flight<T>? flight) => _flights.TryGetValue(key, out flight) && flight.TryJoin();

    /// <summary>
    /// Sends a request and joins it, under the same conditions. It can't complete before it is in the table, because completion needs the
    /// lock too.
    /// </summary>
    public Flight<T> Start(TKey key, Func<CancellationToken, Task<T>> request)
    {
        var flight = _flights[key] = new Flight<T>();
        flight.Start(async cancellation =>
        {
            T? came = null;
            try
            {
                return came = await request(cancellation).ConfigureAwait(false);
            }
            finally
            {
                Land(key, flight, came);
            }
        });
        flight.TryJoin();
        return flight;
    }

    private void Land(TKey key, Flight<T> flight, T? came)
    {
        lock (gate)
        {
            if (came is not null)
            {
                keep(key, came);
            }

            // After all callers left a flight, another one may have started.
            if (_flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight))
            {
                _flights.Remove(key);
            }
        }
    }
}
