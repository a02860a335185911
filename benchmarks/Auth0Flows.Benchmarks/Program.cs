using System.Globalization;
using Auth0Flows.Benchmarks;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// growth <sizes>: what a session holds, from few to many. Otherwise BenchmarkDotNet's options.
if (args is ["growth", .. var sizes])
{
    Growth.Run(sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture)));
    return;
}

// In-process: with a separate process for each case, BenchmarkDotNet would build a project for each.
var config = ManualConfig
    .CreateEmpty()
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddColumn(StatisticColumn.Median)
    .AddLogger(ConsoleLogger.Default)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddExporter(JsonExporter.Brief)
    .AddJob(
        Job.ShortRun.WithIterationCount(9)
            .WithIterationTime(TimeInterval.FromMilliseconds(200))
            .WithToolchain(InProcessEmitToolchain.Instance)
    );

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args.Length == 0 ? ["--filter", "*"] : args, config);
