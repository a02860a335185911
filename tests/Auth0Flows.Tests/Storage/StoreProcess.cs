using System.Diagnostics;
using System.Text.Json;

namespace Auth0Flows.Tests.Storage;

/// <summary>What a child process with a token store does.</summary>
/// <param name="Domain">The tenant.</param>
/// <param name="ClientId">The application.</param>
/// <param name="ClientSecret">Its secret, or null.</param>
/// <param name="CacheKey">The key, or null.</param>
/// <param name="Store">The folder of the store, or the address of a Redis server.</param>
/// <param name="Audience">The API.</param>
/// <param name="IsEndless">Whether it requests new tokens until it is killed, and no single one.</param>
internal sealed record StoreWork(
    string Domain,
    string ClientId,
    string? ClientSecret,
    string? CacheKey,
    string Store,
    string Audience,
    bool IsEndless
);

/// <summary>
/// A process of its own with a session that uses a token store: this assembly, whose startup hook exits before any test runs. It waits
/// for a line before it begins, so that several begin together.
/// </summary>
internal sealed class StoreProcess : IDisposable
{
    public const string Variable = "AUTH0FLOWS_TEST_STORE";

    private const string Ready = "ready";

    private readonly Process _process;

    private StoreProcess(Process process) => _process = process;

    /// <summary>Starts a process, and waits until it is ready to begin.</summary>
    /// <param name="work">What it does.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="home">Its home folder, instead of this process's: nothing of it is shared with another machine.</param>
    public static async Task<StoreProcess> StartAsync(StoreWork work, CancellationToken cancellationToken, string? home = null)
    {
        var assembly = typeof(StoreProcess).Assembly.Location;
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [assembly]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment[Variable] = JsonSerializer.Serialize(work);
        foreach (
            var name in home is null
                ? []
                : new[] { "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR", "USERPROFILE", "LOCALAPPDATA", "APPDATA" }
        )
        {
            start.Environment[name] = home;
        }

        var process = new StoreProcess(Process.Start(start)!);
        Assert.Equal(Ready, await process.ReadAsync(cancellationToken));
        return process;
    }

    /// <summary>Lets it begin.</summary>
    public void Begin() => _process.StandardInput.WriteLine();

    /// <summary>The next line that it says; null at its end.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Ends it as SIGKILL does.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Tells it to end, as SIGTERM does; whether it is still there after the time.</summary>
    public async Task<bool> StaysAfterSigTermAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
        return !_process.WaitForExit(time);
    }

    /// <summary>Waits until it has ended.</summary>
    public Task WaitForExitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose() => _process.Dispose();

    /// <summary>The store that a text names.</summary>
    internal static Auth0TokenStore Open(string store) =>
        store.Contains("://", StringComparison.Ordinal) ? Auth0TokenStores.Parse(store) : Auth0TokenStores.InFolder(store);

    /// <summary>The code of the child process. It says what it got to the test that started it; the tokens are a local tenant's.</summary>
    internal static async Task WorkAsync(string settings)
    {
        var work = JsonSerializer.Deserialize<StoreWork>(settings)!;
        using var session = new Auth0Session(
            new()
            {
                Domain = Auth0Domain.Parse(work.Domain),
                Client = work.ClientSecret is null
                    ? Auth0ClientAuthentication.None(work.ClientId)
                    : Auth0ClientAuthentication.SecretPost(work.ClientId, Auth0Secret.FromPlainText(work.ClientSecret)!),
                TokenStore = Open(work.Store),
                CacheKey = work.CacheKey is null ? null : Auth0Secret.FromPlainText(work.CacheKey),
            }
        );
        // A process of its own: its output is how the test hears of it, and its tokens are the local tenant's.
        Console.WriteLine(Ready);
        Console.ReadLine();
        do
        {
            try
            {
                var token = await session.GetTokenAsync(work.Audience, force: work.IsEndless);
                Console.WriteLine($"{token.AccessToken.Reveal()} {token.RefreshToken?.Reveal()}");
            }
            catch (Auth0Exception failure)
            {
                Console.WriteLine($"{failure.Code} {failure.Message.ReplaceLineEndings(" ")}");
            }
        } while (work.IsEndless);
    }
}
