namespace Auth0Flows.LocalTenant.Requests;

/// <summary>The pending faults. At most one applies to a request or token: the first that matches and is due.</summary>
/// <param name="times">Gets how often a fault occurs; without a limit if 0 or less.</param>
/// <param name="skip">Gets how many matches a fault skips first.</param>
internal sealed class FaultQueue<T>(Func<T, int> times, Func<T, int> skip)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly List<Order> _orders = [];

    public void Add(T fault)
    {
        lock (_lock)
        {
            _orders.Add(new Order(fault, times(fault), skip(fault)));
        }
    }

    /// <summary>Removes all faults.</summary>
    /// <returns>The removed faults, including used ones: they may hold requests.</returns>
    public T[] Clear()
    {
        lock (_lock)
        {
            T[] faults = [.. _orders.Select(order => order.Fault)];
            _orders.Clear();
            return faults;
        }
    }

    /// <summary>Finds the fault that applies, and counts its use; null for none.</summary>
    public T? Take(Predicate<T>? matches = null)
    {
        lock (_lock)
        {
            return _orders.Find(order => order.IsDue(matches))?.Fault;
        }
    }

    private sealed class Order(T fault, int times, int skip)
    {
        private readonly bool _endless = times <= 0;
        private int _timesLeft = times;
        private int _skipsLeft = skip;

        public T Fault { get; } = fault;

        public bool IsDue(Predicate<T>? matches)
        {
            if ((!_endless && _timesLeft == 0) || matches?.Invoke(Fault) == false)
            {
                return false;
            }

            if (_skipsLeft > 0)
            {
                _skipsLeft--;
                return false;
            }

            _timesLeft--;
            return true;
        }
    }
}
