using System.Collections.Concurrent;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The messages that the tenant sent to telephones and mailboxes: the last one to each.</summary>
internal sealed class Outbox
{
    private readonly ConcurrentDictionary<string, string> _last = new(StringComparer.OrdinalIgnoreCase);

    public void Send(string address, string text) => _last[address] = text;

    public string? LastTo(string address) => _last.GetValueOrDefault(address);
}
