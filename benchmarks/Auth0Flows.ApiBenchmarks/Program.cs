using System.Globalization;
using System.Text.Json;
using Auth0Flows.ApiBenchmarks;

// Each measure prints one line of JSON. Measure-Module.ps1 provides the numbers.
object? result = args switch
{
    ["tenant", .. var settings] => await TenantHost.RunAsync(settings),
    ["list", ..] => await ListMeasure.RunAsync(rounds: Number(0), clients: Number(1), latency: Number(2)),
    ["log", ..] => await LogMeasure.RunAsync(entries: Number(0)),
    ["growth", .. var sizes] => await GrowthMeasure.RunAsync(sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))),
    ["pace", ..] => await PaceMeasure.RunAsync(seconds: Number(0)),
    _ => throw new ArgumentException(
        "tenant [Setting=value …] | list <rounds> <applications> <milliseconds of latency> | log <entries> | growth <sizes> | pace <seconds>"
    ),
};

if (result is not null)
{
    Console.WriteLine(JsonSerializer.Serialize(result));
}

int Number(int index) => int.Parse(args[index + 1], CultureInfo.InvariantCulture);
