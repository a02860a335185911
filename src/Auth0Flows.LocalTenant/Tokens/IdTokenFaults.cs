namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The faults of ID tokens on order. A token meets at most one: the first that is due.</summary>
internal sealed class IdTokenFaults
{
    private readonly Lock _lock = new();
    private readonly List<Order> _orders = [];

    public void Add(Auth0LocalTenantIdTokenFault fault)
    {
        lock (_lock)
        {
            _orders.Add(new Order(fault));
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _orders.Clear();
        }
    }

    /// <summary>The fault that this token meets, counted as one of its times; null for none.</summary>
    public Auth0LocalTenantIdTokenFault? Take()
    {
        lock (_lock)
        {
            return _orders.Find(order => order.IsDue())?.Fault;
        }
    }

    private sealed class Order(Auth0LocalTenantIdTokenFault fault)
    {
        private readonly bool _endless = fault.Times <= 0;
        private int _timesLeft = fault.Times;
        private int _skipsLeft = fault.Skip;

        public Auth0LocalTenantIdTokenFault Fault { get; } = fault;

        public bool IsDue()
        {
            if (!_endless && _timesLeft == 0)
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
