using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>
/// Counts failed logins by user and address. It blocks the pair after ten (Auth0, "Brute-Force Protection"), and the address after a
/// hundred (Auth0, "Suspicious IP Throttling").
/// </summary>
internal sealed class BruteForceProtection
{
    // Auth0's defaults.
    private const int Threshold = 10;
    private const int AddressThreshold = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Connection, string Name, string Address), int> _failures = [];

    /// <exception cref="OAuthException">The pair has ten failed logins since the last successful one, or the address a hundred.</exception>
    public void Check(string connection, string name, string address)
    {
        lock (_lock)
        {
            if (_failures.GetValueOrDefault(Key(connection, name, address)) >= Threshold)
            {
                throw OAuthException.TooManyAttempts(
                    "Your account has been blocked after multiple consecutive login attempts. "
                        + "We've sent you a notification via your preferred contact method with instructions on how to unblock it."
                );
            }

            if (IsBlocked(address))
            {
                throw OAuthException.TooManyAttempts(
                    "We have detected suspicious login behavior and further attempts will be blocked. Please contact the administrator."
                );
            }
        }
    }

    /// <summary>Whether an address is blocked for all users.</summary>
    public bool IsBlocked(string address)
    {
        lock (_lock)
        {
            return _failures.Where(failure => failure.Key.Address == address).Sum(failure => failure.Value) >= AddressThreshold;
        }
    }

    /// <summary>The connections and addresses at which one of these names is blocked, with the name.</summary>
    public IReadOnlyList<(string Name, string Connection, string Address)> BlocksOf(IReadOnlyCollection<string> names)
    {
        lock (_lock)
        {
            return
            [
                .. from failure in _failures
                where failure.Value >= Threshold
                from name in names
                where string.Equals(name, failure.Key.Name, StringComparison.OrdinalIgnoreCase)
                select (name, failure.Key.Connection, failure.Key.Address),
            ];
        }
    }

    /// <summary>Lifts all blocks of these names.</summary>
    public void Forget(IReadOnlyCollection<string> names) => ForgetAll(key => names.Contains(key.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Lifts the block of an address.</summary>
    public void Forget(string address) => ForgetAll(key => key.Address == address);

    public void AddFailure(string connection, string name, string address)
    {
        lock (_lock)
        {
            var key = Key(connection, name, address);
            _failures[key] = _failures.GetValueOrDefault(key) + 1;
        }
    }

    public void Forget(string connection, string name, string address)
    {
        lock (_lock)
        {
            _failures.Remove(Key(connection, name, address));
        }
    }

    public void ForgetAll()
    {
        lock (_lock)
        {
            _failures.Clear();
        }
    }

    private void ForgetAll(Func<(string Connection, string Name, string Address), bool> isMeant)
    {
        lock (_lock)
        {
            foreach (var key in _failures.Keys.Where(isMeant).ToArray())
            {
                _failures.Remove(key);
            }
        }
    }

    private static (string, string, string) Key(string connection, string name, string address) =>
        (connection, name.ToUpperInvariant(), address);
}
