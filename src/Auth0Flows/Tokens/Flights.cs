using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Tokens;

/// <summary>The requests that are under way, one for each key.</summary>
/// <param name="gate">What the owner holds when it calls this.</param>
/// <param name="keep">Keeps what came, under the gate.</param>
internal sealed class Flights<TKey, T>(Lock gate, Action<TKey, T> keep)
    where TKey : notnull
    where T : class
{
    private readonly Dictionary<TKey, Flight<T>> _flights = [];

    /// <summary>Joins the request that is under way. The caller holds the gate, and waits for the flight outside.</summary>
    public bool TryJoin(TKey key, [NotNullWhen(true)] out Flight<T>? flight) => _flights.TryGetValue(key, out flight) && flight.TryJoin();

    /// <summary>Sends a request and joins it, likewise. It can't land before it is in the table, for landing takes the gate too.</summary>
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

            // A flight that everybody left may have been followed by another.
            if (_flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight))
            {
                _flights.Remove(key);
            }
        }
    }
}
