using System.Text.Json;

namespace Auth0Flows.Tests.Cmdlets;

/// <summary>Runs the Pester suite in the PowerShell on the PATH and reports each of its tests as one of ours.</summary>
public sealed class PesterTests
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(10);

    [Theory]
    [MemberData(nameof(ResultsAsync), DisableDiscoveryEnumeration = true)]
    public void Pester(Outcome outcome) => Assert.True(outcome.Result == "Passed", $"{outcome.Result}: {outcome.Reason}");

    public static async Task<IReadOnlyCollection<TheoryDataRow<Outcome>>> ResultsAsync()
    {
        using var timeout = new CancellationTokenSource(_longest);
        if (await PowerShellHost.MissingAsync(timeout.Token) is { } missing)
        {
            return [new(new Outcome("Skipped", missing)) { TestDisplayName = "Pester suite", Skip = missing }];
        }

        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            var (_, output) = await PowerShellHost.RunAsync(["-File", Repository.Path("tests", "Pester", "Invoke-Suite.ps1"), "-OutputPath", file], timeout.Token);
            var rows = File.Exists(file) ? Read(await File.ReadAllTextAsync(file, timeout.Token)) : [];
            return rows.Count > 0 ? rows : [new(new Outcome("Failed", $"The suite ran no test.{Environment.NewLine}{output}")) { TestDisplayName = "Pester suite" }];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<TheoryDataRow<Outcome>> Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        return
        [
            .. json.RootElement.GetProperty("Results").EnumerateArray().Select(test =>
            {
                var result = test.GetProperty("Result").GetString()!;
                var reason = test.GetProperty("Reason").GetString() ?? "";
                return new TheoryDataRow<Outcome>(new Outcome(result, reason))
                {
                    TestDisplayName = $"Pester {test.GetProperty("Name").GetString()}",
                    Skip = result is "Skipped" or "NotRun" ? reason.Length > 0 ? reason : result : null,
                };
            }),
        ];
    }

    public sealed record Outcome(string Result, string Reason)
    {
        public override string ToString() => Result;
    }
}
