using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>The events in the tenant, as Auth0's log describes them. Entries are never removed.</summary>
internal sealed class TenantLog(SeededLog seeded, ClientStore clients, TenantClock clock)
{
    private readonly Lock _lock = new();
    private readonly List<LogEntry> _added = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return seeded.Count + _added.Count;
            }
        }
    }

    public LogEntry At(int number)
    {
        if (number < seeded.Count)
        {
            return seeded.Compute(number);
        }

        lock (_lock)
        {
            return _added[number - seeded.Count];
        }
    }

    /// <summary>The entry with an id; null if there is none.</summary>
    public LogEntry? Find(string id) =>
        LogIds.NumberOf(id) is { } number && number < Count && At((int)number) is { } entry && entry.LogId == id ? entry : null;

    /// <summary>The position of the first entry after an id, which may be of a missing entry. Null if it isn't a valid id.</summary>
    public int? PlaceAfter(string id)
    {
        if (Find(id) is { } entry)
        {
            return (int)entry.Number + 1;
        }

        if (id.Length == 0 || !id.All(char.IsAsciiDigit))
        {
            return null;
        }

        int low = 0,
            high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(At(middle).LogId, id) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Adds an entry, and returns its id.</summary>
    /// <param name="type">The event code.</param>
    /// <param name="description">Auth0's additional description; null for none.</param>
    /// <param name="request">The request that caused the event; null for none.</param>
    /// <param name="clientId">The application; null for none.</param>
    /// <param name="user">The user; null for none.</param>
    /// <param name="userName">The user name that was tried, if there is no such user.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="scope">The scopes; null for none.</param>
    /// <param name="details">Additional details.</param>
    public string Add(
        string type,
        string? description = null,
        ServerRequest? request = null,
        string? clientId = null,
        Auth0LocalTenantUser? user = null,
        string? userName = null,
        string? audience = null,
        string? scope = null,
        JsonObject? details = null
    )
    {
        var name = clientId is null ? null : clients.Find(clientId)?.ToJson()["name"].AsText();
        lock (_lock)
        {
            var last = _added.Count > 0 ? _added[^1].Date : DateTimeOffset.MinValue;
            var now = clock.UtcNow;
            var entry = new LogEntry
            {
                Number = seeded.Count + _added.Count,

                // Ids stay in order even if the clock is set back.
                Date = now < last ? last : now,
                Type = type,
                Description = description,
                ClientId = clientId,
                ClientName = name,
                UserId = user?.UserId,
                UserName = user?.Email ?? user?.Username ?? user?.PhoneNumber ?? userName,
                Connection = user?.Connection,
                Audience = audience,
                Scope = scope,
                Address = request?.PeerAddress,
                UserAgent = request?.Header("User-Agent"),
                Details = details,
            };
            _added.Add(entry);
            return entry.LogId;
        }
    }
}
