using System.ComponentModel;
using System.Text.Json;
using Auth0Flows.Engine;

namespace Auth0Flows.Tests.Cmdlets;

/// <summary>
/// Runs the Pester suite in the engine, and reports each of its tests as a test. The first one shows the PowerShell and Pester versions. If
/// either is missing, the test fails.
/// </summary>
public sealed class PesterTests
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);

    [Theory]
    [MemberData(nameof(ResultsAsync), DisableDiscoveryEnumeration = true)]
    public void Pester(Outcome outcome)
    {
        // dotnet test doesn't show passed tests, but it shows the names of attachments.
        if (outcome.Engine is { } engine)
        {
            TestContext.Current.AddAttachment(engine, outcome.Reason);
        }

        Assert.True(outcome.Result == "Passed", $"{outcome.Result}: {outcome.Reason}");
    }

    public static async Task<IReadOnlyCollection<TheoryDataRow<Outcome>>> ResultsAsync()
    {
        using var timeout = new CancellationTokenSource(_longest);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            var engine = PowerShellEngine.Find();
            var suite = Repository.Path("tests", "Pester", "Invoke-Suite.ps1");
            var output = await PowerShellHost.RunAsync(engine, ["-File", suite, "-OutputPath", file], timeout.Token);
            var rows = File.Exists(file) ? Read(await File.ReadAllTextAsync(file, timeout.Token), engine) : [];
            return rows.Count > 2 ? rows : Fail($"The suite ran no test in {engine}.{Environment.NewLine}{output}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or Win32Exception or OperationCanceledException)
        {
            return Fail(failure.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<TheoryDataRow<Outcome>> Fail(string reason) =>
        [new(new Outcome("Failed", reason)) { TestDisplayName = "Pester suite" }];

    private static List<TheoryDataRow<Outcome>> Read(string text, PowerShellEngine engine)
    {
        using var json = JsonDocument.Parse(text);
        string Get(string name) => json.RootElement.GetProperty(name).GetString()!;
        var versions = $"PowerShell {Get("PowerShell")}, Pester {Get("Pester")}";
        var folders = $"{engine}\n{Get("PesterFolder")}\n";
        return
        [
            new(new Outcome("Passed", folders, versions)) { TestDisplayName = $"Pester suite in {engine}" },
            .. json
                .RootElement.GetProperty("Results")
                .EnumerateArray()
                .Select(test =>
                {
                    var result = test.GetProperty("Result").GetString()!;
                    var reason = test.GetProperty("Reason").GetString() ?? "";
                    return new TheoryDataRow<Outcome>(new Outcome(result, reason))
                    {
                        TestDisplayName = $"Pester {test.GetProperty("Name").GetString()}",
                        Skip = result is "Skipped" or "NotRun"
                            ? reason.Length > 0
                                ? reason
                                : result
                            : null,
                    };
                }),
        ];
    }

    public sealed record Outcome(string Result, string Reason, string? Engine = null)
    {
        public override string ToString() => Result;
    }
}
