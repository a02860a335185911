using System.Globalization;
using Auth0Flows.Fuzz;

// A program whose whole output is what a person reads of a run: build.ps1 Fuzz.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
FuzzOptions options;
try
{
    options = FuzzOptions.Parse(args);
}
catch (Exception failure) when (failure is ArgumentException or FormatException or OverflowException)
{
    Console.Error.WriteLine(failure.Message);
    return 64;
}

Console.WriteLine($"Seed {options.Seed}, {options.Threads} threads, {options.Inputs:N0} inputs a target.");
Console.WriteLine($"{"target", -28}{"inputs", 12}{"seconds", 10}{"a second", 10}{"outcomes", 10}{"findings", 10}");
var findings = 0;
foreach (var target in options.Targets)
{
    var result = new FuzzLoop(target, options).Run();
    var seconds = result.Time.TotalSeconds;
    Console.Write($"{result.Target, -28}{result.Inputs, 12:N0}{seconds, 10:0.0}{result.Inputs / seconds, 10:N0}");
    Console.WriteLine($"{result.Outcomes, 10:N0}{result.Findings.Count, 10:N0}");
    findings += result.Findings.Count;
    foreach (var (input, message) in result.Findings)
    {
        Console.WriteLine($"  {Corpus.Keep(target, input)}");
        Console.WriteLine($"    {Inputs.Shown(input)}");
        Console.WriteLine($"    {string.Join("\n    ", message.Split('\n').Take(6))}");
    }
}

return findings > 0 ? 1 : 0;
