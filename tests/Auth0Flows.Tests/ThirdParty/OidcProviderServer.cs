using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>
/// oidc-provider, an OpenID Connect server that isn't ours, in a process of its own: see tests/oidc-provider/server.mjs for what its
/// configuration may contain. One serves the tests of a class. Without Node.js, npm or its registry, the tests are skipped.
/// </summary>
public sealed class OidcProviderServer : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<string> _errors = [];
    private Process? _process;

    /// <summary>The server's address without the slash, as <c>-Domain</c> takes it.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>The server's address with the slash: the <c>iss</c> of its tokens.</summary>
    public string Issuer => Domain + "/";

    /// <summary>The address of the second listener, which asks for a certificate, if there is one.</summary>
    public string? MutualTls { get; private set; }

    /// <summary>What the server wrote to its error stream: warnings, and the failures of its own.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return string.Join('\n', _errors);
            }
        }
    }

    /// <summary>Starts the server, if it isn't running yet.</summary>
    /// <param name="configuration">Its configuration: the first test of the class decides.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task StartAsync(JsonObject configuration, CancellationToken cancellationToken)
    {
        var folder = await NodePackage.RestoreAsync("oidc-provider", cancellationToken);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_process is null)
            {
                await StartProcessAsync(folder, configuration, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the server: it exits when its input ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (_process is not { } process)
        {
            return;
        }

        process.StandardInput.Close();
        using var late = new CancellationTokenSource(_patience);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private async Task StartProcessAsync(string folder, JsonObject configuration, CancellationToken cancellationToken)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(NodePackage.Find("node")!, ["server.mjs", configuration.ToJsonString()])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.Add(line.Data ?? "");
            }
        };
        process.Start();
        _process = process;
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(_patience, cancellationToken);
        Assert.True(line is not null, $"oidc-provider did not start: {Errors}");
        using var started = JsonDocument.Parse(line);
        Domain = started.RootElement.GetProperty("issuer").GetString()!.TrimEnd('/');
        MutualTls = started.RootElement.TryGetProperty("mtls", out var second) ? second.GetString() : null;
    }
}
