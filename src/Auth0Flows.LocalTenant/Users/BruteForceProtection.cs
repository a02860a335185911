using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>Counts failed logins by user and address, and blocks the pair after ten (Auth0, "Brute-Force Protection").</summary>
internal sealed class BruteForceProtection
{
    // Auth0's default.
    private const int Threshold = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Connection, string Name, string Address), int> _failures = [];

    /// <exception cref="OAuthException">The pair has ten failed logins since the last successful one.</exception>
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
        }
    }

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

    private static (string, string, string) Key(string connection, string name, string address) =>
        (connection, name.ToUpperInvariant(), address);
}
