using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Tests.Faults;
using Auth0Flows.Tests.Storage;

/// <summary>
/// The code that .NET runs before a program's entry point (DOTNET_STARTUP_HOOKS): in a child process of the tests, it does everything.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = ".NET looks for the name without a namespace.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        // Blocks: a hook isn't asynchronous, and the program must not begin.
        if (Environment.GetEnvironmentVariable(ChildProcess.Variable) is { } domains)
        {
            ChildProcess.AnswerAsync(domains).GetAwaiter().GetResult();
            Environment.Exit(0);
        }

        if (Environment.GetEnvironmentVariable(StoreProcess.Variable) is { } settings)
        {
            StoreProcess.WorkAsync(settings).GetAwaiter().GetResult(); // blocks for the same reason
            Environment.Exit(0);
        }
    }
}
