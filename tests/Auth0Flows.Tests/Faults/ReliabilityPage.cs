using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>docs/reliability.md: the error of each fault in each flow, with the times and memory of the run that wrote it.</summary>
public sealed class ReliabilityPage : IDisposable
{
    private readonly ConcurrentDictionary<(string Fault, string Flow), Cell> _cells = new();
    private readonly Dictionary<string, string> _ids = [];

    public ReliabilityPage()
    {
        var lines = PageSection.Read("Flows").Concat(PageSection.Read("Faults"));
        foreach (var row in lines.Where(static line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            Read(row.Split(" | "));
        }
    }

    /// <summary>The faults that the page lists.</summary>
    internal List<string> Faults { get; } = [];

    /// <summary>The flows that the page lists.</summary>
    internal List<string> Flows { get; } = [];

    public void Dispose()
    {
        if (PageSection.IsWritten)
        {
            var faults = FaultTable.All.Where(fault => CellsOf(fault).Any()).ToArray();
            PageSection.Write("", ReliabilityText.Head(_cells.Count, faults.Length, FlowTable.All.Count));
            PageSection.Write("Flows", WriteFlows());
            PageSection.Write("Faults", WriteFaults(faults));
        }
    }

    /// <summary>Compares the page with the run, or records the run for the page.</summary>
    internal void Compare(string fault, string flow, Cell cell)
    {
        _cells[(fault, flow)] = cell;
        if (!PageSection.IsWritten)
        {
            var expected = _ids.TryGetValue($"{fault} {flow}", out var id) ? id : _ids.GetValueOrDefault(fault, "none");
            Assert.True(
                expected == cell.Outcome,
                $"docs/reliability.md says {expected}, and it is {cell.Outcome} now. {PageSection.HowToWrite}"
            );
        }
    }

    // A fault: | `name` | words | `id`; `id` flow, flow | time | memory |. A flow: | `name` | `request` | repeated? | time | memory |.
    private void Read(string[] row)
    {
        var name = row[0].Trim('|', ' ', '`');
        if (row[1].StartsWith('`'))
        {
            Flows.Add(name);
            return;
        }

        Faults.Add(name);
        foreach (var group in row[2].Split("; "))
        {
            var parts = group.Split('`', StringSplitOptions.TrimEntries);
            if (parts[2].Length == 0)
            {
                _ids[name] = parts[1];
            }

            foreach (var flow in parts[2].Split(", ", StringSplitOptions.RemoveEmptyEntries))
            {
                _ids[$"{name} {flow}"] = parts[1];
            }
        }
    }

    private string WriteFlows()
    {
        var text = new StringBuilder(
            "| flow | the request that goes wrong | sent again | slowest, ms | most memory, KB |\n|---|---|---|---|---|\n"
        );
        foreach (var flow in FlowTable.All)
        {
            var again =
                flow.IsPolled ? "asks until its time is over"
                : flow.IsRepeated ? "twice, where the fault may pass"
                : "only after a 429";
            text.Append(
                Row(
                    flow.Name,
                    $"`{flow.Target}`",
                    again,
                    [.. _cells.Where(cell => cell.Key.Flow == flow.Name).Select(static cell => cell.Value)]
                )
            );
        }

        return text.ToString();
    }

    private string WriteFaults(Fault[] faults)
    {
        var text = new StringBuilder(
            "| fault | what comes | the error's id; `ok` where what was asked for came | slowest, ms | most memory, KB |\n|---|---|---|---|---|\n"
        );
        foreach (var fault in faults)
        {
            var cells = CellsOf(fault).ToArray();
            text.Append(Row(fault.Name, fault.What, Groups(cells), [.. cells.Select(static cell => cell.Cell)]));
        }

        return text.ToString();
    }

    private IEnumerable<(string Flow, Cell Cell)> CellsOf(Fault fault) =>
        FlowTable
            .All.Where(flow => _cells.ContainsKey((fault.Name, flow.Name)))
            .Select(flow => (flow.Name, _cells[(fault.Name, flow.Name)]));

    // The most frequent id comes first, without the names of its flows.
    private static string Groups((string Flow, Cell Cell)[] cells)
    {
        var groups = cells
            .GroupBy(static cell => cell.Cell.Outcome, static cell => cell.Flow)
            .OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.Ordinal)
            .ToArray();
        return string.Join("; ", groups.Select((group, i) => i == 0 ? $"`{group.Key}`" : $"`{group.Key}` {string.Join(", ", group)}"));
    }

    private static string Row(string name, string second, string third, Cell[] cells) =>
        string.Create(CultureInfo.InvariantCulture, $"| `{name}` | {second} | {third} | {Slowest(cells):0} | {Most(cells):N0} |\n");

    private static double Slowest(Cell[] cells) => cells.Max(static cell => cell.Took.TotalMilliseconds);

    private static long Most(Cell[] cells) => cells.Max(static cell => cell.Allocated) / 1024;
}
