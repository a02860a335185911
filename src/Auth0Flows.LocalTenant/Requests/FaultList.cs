namespace Auth0Flows.LocalTenant.Requests;

/// <summary>The faults on order. A request meets at most one: the first that matches and is due.</summary>
internal sealed class FaultList
{
    private readonly Lock _lock = new();
    private readonly List<Order> _orders = [];

    public void Add(Auth0LocalTenantFault fault)
    {
        lock (_lock)
        {
            _orders.Add(new Order(fault));
        }
    }

    /// <summary>Forgets all faults, and lets go of the requests they hold.</summary>
    public void Clear()
    {
        Auth0LocalTenantFault[] faults;
        lock (_lock)
        {
            faults = [.. _orders.Select(order => order.Fault)];
            _orders.Clear();
        }

        foreach (var fault in faults)
        {
            fault.Release();
        }
    }

    /// <summary>The fault that this request meets, counted as one of its times.</summary>
    public Auth0LocalTenantFault? Take(Auth0LocalTenantRequest request)
    {
        lock (_lock)
        {
            foreach (var order in _orders)
            {
                if (order.IsDueFor(request))
                {
                    return order.Fault;
                }
            }

            return null;
        }
    }

    private sealed class Order(Auth0LocalTenantFault fault)
    {
        private readonly bool _endless = fault.Times <= 0;
        private int _timesLeft = fault.Times;
        private int _skipsLeft = fault.Skip;

        public Auth0LocalTenantFault Fault { get; } = fault;

        public bool IsDueFor(Auth0LocalTenantRequest request)
        {
            if ((!_endless && _timesLeft == 0) || !PathPattern.Matches(Fault.Method, Fault.Path, request))
            {
                return false;
            }

            if (_skipsLeft > 0)
            {
                _skipsLeft--;
                return false;
            }

            // Spent orders stay in the list: Clear still has to let go of what they hold.
            _timesLeft--;
            return true;
        }
    }
}
