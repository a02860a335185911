using System.Diagnostics;

namespace Auth0Flows.Tests.Faults;

/// <summary>
/// Requests tokens in a separate process, because .NET reads the environment only once. The process is this assembly; its startup hook
/// exits before it runs any test.
/// </summary>
internal static class ChildProcess
{
    public const string Variable = "AUTH0FLOWS_TEST_DOMAINS";

    /// <summary>The result of a token request to each domain: <c>ok</c>, or the error's id and message.</summary>
    public static async Task<string[]> AskAsync(
        IEnumerable<string> domains,
        IEnumerable<KeyValuePair<string, string>> environment,
        CancellationToken cancellationToken
    )
    {
        var assembly = typeof(ChildProcess).Assembly.Location;
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [assembly]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[Variable] = string.Join(' ', domains);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{output}{await errors}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>The code of the child process.</summary>
    internal static async Task AnswerAsync(string domains)
    {
        foreach (var domain in domains.Split(' '))
        {
            using var session = new Auth0Session(
                new Auth0SessionOptions
                {
                    Domain = Auth0Domain.Parse(domain),
                    Client = Auth0ClientAuthentication.SecretPost("app", Flow.Visit.Secret("s3cret")),
                    MaximumRetryCount = 0,
                    Timeout = TimeSpan.FromSeconds(5),
                }
            );
            try
            {
                await session.GetTokenAsync(new ClientCredentialsGrant("urn:api"));
                Console.WriteLine("ok");
            }
            catch (Auth0Exception failure)
            {
                Console.WriteLine($"{failure.Code} {failure.Message.ReplaceLineEndings(" ")}");
            }
        }
    }
}
