using System.Globalization;

namespace Auth0Flows.Fuzz;

/// <summary>What is tried, how often and with what chance.</summary>
internal sealed record FuzzOptions
{
    private const int DefaultInputs = 1_000_000;

    public IReadOnlyList<FuzzTarget> Targets { get; init; } = FuzzTargets.All;

    public long Inputs { get; init; } = DefaultInputs;

    /// <summary>The longest time for a target.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    public int Seed { get; init; } = Environment.TickCount;

    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Reads <c>--targets tokens,claims --inputs 1000 --seconds 60 --seed 1 --threads 2</c>.</summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--targets" => options with { Targets = [.. value.Split(',').Select(FuzzTargets.Find)] },
                "--inputs" => options with { Inputs = long.Parse(value, CultureInfo.InvariantCulture) },
                "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--seed" => options with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--threads" => options with { Threads = int.Parse(value, CultureInfo.InvariantCulture) },
                _ => throw new ArgumentException($"{arguments[i]} is unknown: expected --targets, --inputs, --seconds, --seed, --threads."),
            };
        }

        return options;
    }
}
