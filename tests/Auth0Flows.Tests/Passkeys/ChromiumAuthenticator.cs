using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>
/// A page in a headless Chromium whose authenticator is Chromium's virtual one, driven over the DevTools protocol (WebAuthn Level 2 §11).
/// </summary>
internal sealed class ChromiumAuthenticator : IAsyncDisposable
{
    private readonly string _profile;
    private readonly Process _browser;
    private readonly ClientWebSocket _socket = new();
    private int _commands;

    private ChromiumAuthenticator(string profile, Process browser) => (_profile, _browser) = (profile, browser);

    /// <summary>The path of Chromium; null if none is on the PATH.</summary>
    public static string? Path { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(System.IO.Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => System.IO.Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);

    /// <summary>Opens a page, and adds an authenticator to it.</summary>
    public static async Task<ChromiumAuthenticator> OpenAsync(string page, CancellationToken cancellationToken)
    {
        var profile = Directory.CreateTempSubdirectory("auth0flows").FullName;
        string[] arguments =
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--no-proxy-server",
            "--remote-debugging-port=0",
            $"--user-data-dir={profile}",
            page,
        ];
        var browser = Process.Start(
            new ProcessStartInfo(Path!, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        var authenticator = new ChromiumAuthenticator(profile, browser);
        try
        {
            await authenticator.ConnectAsync(page, cancellationToken);
            return authenticator;
        }
        catch
        {
            await authenticator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates a passkey, and returns the credential's JSON.</summary>
    public Task<string> CreateAsync(string options, CancellationToken cancellationToken) =>
        EvaluateAsync(
            $"navigator.credentials.create({{ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON({options}) }})",
            cancellationToken
        );

    /// <summary>Signs with a passkey, and returns the credential's JSON.</summary>
    public Task<string> GetAsync(string options, CancellationToken cancellationToken) =>
        EvaluateAsync(
            $"navigator.credentials.get({{ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({options}) }})",
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _browser.Kill(entireProcessTree: true);
        await _browser.WaitForExitAsync();
        _browser.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser is still writing; the system cleans up its temporary files later.
        }
    }

    private async Task ConnectAsync(string page, CancellationToken cancellationToken)
    {
        // Chromium says its port on its error stream.
        const string Says = "DevTools listening on ";
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _browser.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetException(new InvalidOperationException("Chromium ended before it listened."));
            }
            else if (line.Data.StartsWith(Says, StringComparison.Ordinal))
            {
                address.TrySetResult(line.Data[Says.Length..]);
            }
        };
        _browser.BeginErrorReadLine();
        _browser.BeginOutputReadLine();
        var port = new Uri(await address.Task.WaitAsync(cancellationToken)).Port;
        using var http = new HttpClient();
        var targets = (await http.GetFromJsonAsync<JsonArray>($"http://127.0.0.1:{port}/json", cancellationToken))!;
        var target = targets.First(static one => one!["type"]!.GetValue<string>() == "page")!;
        await _socket.ConnectAsync(new Uri(target["webSocketDebuggerUrl"]!.GetValue<string>()), cancellationToken);
        await SendAsync("Page.enable", [], cancellationToken);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = page }, cancellationToken, until: "Page.loadEventFired");
        await SendAsync("WebAuthn.enable", [], cancellationToken);
        await SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new JsonObject
            {
                ["options"] = new JsonObject
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            },
            cancellationToken
        );
    }

    private async Task<string> EvaluateAsync(string credential, CancellationToken cancellationToken)
    {
        var result = await SendAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = $"{credential}.then(c => JSON.stringify(c.toJSON()))",
                ["awaitPromise"] = true,
                ["userGesture"] = true,
            },
            cancellationToken
        );
        return result["exceptionDetails"] is { } failure
            ? throw new InvalidOperationException(failure.ToJsonString())
            : result["result"]!["value"]!.GetValue<string>();
    }

    private async Task<JsonObject> SendAsync(
        string method,
        JsonObject parameters,
        CancellationToken cancellationToken,
        string? until = null
    )
    {
        var id = ++_commands;
        var command = new JsonObject
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters,
        };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(command.ToJsonString()), WebSocketMessageType.Text, true, cancellationToken);
        JsonObject? result = null;
        while (result is null || until is not null)
        {
            var message = await ReceiveAsync(cancellationToken);
            if (message["id"]?.GetValue<int>() == id)
            {
                result = message["result"] as JsonObject ?? throw new InvalidOperationException(message.ToJsonString());
            }
            else if (until is not null && message["method"]?.GetValue<string>() == until)
            {
                until = null;
            }
        }

        return result;
    }

    private async Task<JsonObject> ReceiveAsync(CancellationToken cancellationToken)
    {
        var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(buffer, cancellationToken);
            message.Write(buffer, 0, received.Count);
        } while (!received.EndOfMessage);

        return JsonSerializer.Deserialize<JsonObject>(message.ToArray())!;
    }
}
