using System.Collections;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>A snapshot of the log, in either order.</summary>
internal sealed class LogList(TenantLog log, int count, bool isNewestFirst) : IReadOnlyList<LogEntry>
{
    public int Count => count;

    public LogEntry this[int index] => log.At(isNewestFirst ? count - 1 - index : index);

    public IEnumerator<LogEntry> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
