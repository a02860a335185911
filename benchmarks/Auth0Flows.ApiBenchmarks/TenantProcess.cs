using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>A tenant in a separate process, so that its time and memory aren't counted as the client's.</summary>
internal sealed class TenantProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly JsonElement _where;

    private TenantProcess(Process process, string where)
    {
        _process = process;
        _where = JsonElement.Parse(where);
    }

    public string Clients => $"{Text("Domain")}/api/v2/clients";

    public static async Task<TenantProcess> StartAsync(params string[] settings)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(TenantProcess).Assembly.Location, "tenant", .. settings])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        return new TenantProcess(
            process,
            await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The tenant did not start.")
        );
    }

    /// <summary>Creates a session with the tenant, as a user does.</summary>
    public Auth0Session Connect() =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(Text("Domain")),
                Client = Auth0ClientAuthentication.SecretPost(
                    Text("ClientId"),
                    new System.Net.NetworkCredential("", Text("ClientSecret")).SecurePassword
                ),
            }
        );

    /// <summary>Creates a client that sends the session's token, but otherwise doesn't use the session.</summary>
    public async Task<HttpClient> ConnectBareAsync(Auth0Session session)
    {
        var token = await session.GetTokenAsync(new ClientCredentialsGrant(Text("ManagementAudience")));
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            new System.Net.NetworkCredential("", token.AccessToken).Password
        );
        return http;
    }

    public Task ClearAsync() => AskAsync("clear");

    public async Task<TenantCount> CountAsync() => JsonSerializer.Deserialize<TenantCount>(await AskAsync("count"))!;

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close(); // which ends the process
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The tenant ended.");
    }

    private string Text(string name) => _where.GetProperty(name).GetString()!;
}
