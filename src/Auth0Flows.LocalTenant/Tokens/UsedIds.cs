namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The ids (<c>jti</c>) of JWTs that count once, each until its JWT is refused for its age.</summary>
internal sealed class UsedIds(TenantClock clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Owner, string Id), double> _used = [];

    /// <summary>Whether the id is used for the first time.</summary>
    /// <param name="owner">Whose id it is: others may use the same.</param>
    /// <param name="id">The id.</param>
    /// <param name="until">When it can be forgotten, in seconds since 1970.</param>
    public bool TryUse(string owner, string id, double until)
    {
        var now = clock.UtcNow.ToUnixTimeMilliseconds() / 1000.0;
        lock (_lock)
        {
            foreach (var (old, _) in _used.Where(used => used.Value < now).ToArray())
            {
                _used.Remove(old);
            }

            return _used.TryAdd((owner, id), until);
        }
    }
}
