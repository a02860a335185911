using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>The section on cancellation in docs/reliability.md.</summary>
public sealed class CancellationPage : IDisposable
{
    private const string Title = "Cancellation";

    private readonly ConcurrentDictionary<string, TimeSpan> _slowest = new();

    /// <summary>The waits that the page lists.</summary>
    internal static IEnumerable<string> Waits =>
        PageSection
            .Read(Title)
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(static line => line.Split('`')[1]);

    public void Dispose()
    {
        if (PageSection.IsWritten)
        {
            PageSection.Write(Title, Text());
        }
    }

    internal void Note(string wait, TimeSpan slowest) => _slowest[wait] = slowest;

    private string Text()
    {
        var text = new StringBuilder(
            """
            Each wait was stopped 50 times at random moments. It ends within 200 ms and leaves no thread, socket, port, timer or file
            behind; the session works on. A request that was sent for several callers, or that refreshes a token, is ended or seen to its
            end without them. The times are those of the slowest of 50 in the run that wrote this page.

            | wait | slowest, ms |
            |---|---|

            """
        );
        foreach (var wait in WaitTable.All.Where(wait => _slowest.ContainsKey(wait.Name)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{wait.Name}`: {wait.What} | {_slowest[wait.Name].TotalMilliseconds:0.0} |\n");
        }

        return text.ToString();
    }
}
