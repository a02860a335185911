using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>A tenant, a plain HttpClient, and requests that many tests start with. It doesn't use the client library.</summary>
public abstract class TenantTest(SharedTenant? shared = null) : IAsyncDisposable
{
    protected const string OrdersApi = "https://orders.example.com/";

    private Auth0LocalTenant? _own;
    private HttpClient? _http;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The test's tenant: one that it started with its own options, the one of its class, or a new one.</summary>
    protected Auth0LocalTenant Tenant => _own ?? shared?.Tenant ?? (_own = Auth0LocalTenant.Start());

    protected HttpClient Http =>
        _http ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(Tenant.Domain),
            Timeout = TimeSpan.FromSeconds(30),
        };

    protected string Secret => Plain(Tenant.ClientSecret);

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected static string Plain(SecureString secret)
    {
        var pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }

    protected static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    protected static async Task<JsonNode> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;

    protected static void AssertJson(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual),
            $"Expected {expected}{Environment.NewLine}but was {actual.ToJsonString()}"
        );

    /// <summary>The claims or header of a JWT, unverified.</summary>
    protected static JsonNode Part(string jwt, int index) => JsonNode.Parse(FromBase64Url(jwt.Split('.')[index]))!;

    protected static byte[] FromBase64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    protected static async Task AssertRefusedAsync(
        HttpResponseMessage response,
        HttpStatusCode status,
        string error,
        string? description = null
    )
    {
        var answer = await ReadAsync(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(error, answer["error"]!.GetValue<string>());
        Assert.NotEmpty(answer["error_description"]!.GetValue<string>());
        if (description is not null)
        {
            Assert.Equal(description, answer["error_description"]!.GetValue<string>());
        }
    }

    protected void StartWith(Auth0LocalTenantOptions options) => _own = Auth0LocalTenant.Start(options);

    /// <summary>Sends a valid token request with changes; null removes a parameter.</summary>
    protected async Task<HttpResponseMessage> AskForTokenAsync(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Tenant.ClientId,
            ["client_secret"] = Secret,
            ["audience"] = OrdersApi,
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        using var form = new FormUrlEncodedContent(
            parameters
                .Where(parameter => parameter.Value is not null)
                .Select(parameter => new KeyValuePair<string, string>(parameter.Key, parameter.Value!))
        );
        return await Http.PostAsync("/oauth/token", form, Cancel);
    }

    protected async Task<string> TokenAsync(string audience, string? scope = null)
    {
        using var response = await AskForTokenAsync(("audience", audience), ("scope", scope));
        var answer = await ReadAsync(response);
        return answer["access_token"]?.GetValue<string>() ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    protected Task<string> ManagementTokenAsync(string? scope = null) => TokenAsync(Tenant.ManagementAudience, scope);

    protected async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>Sends a request, and returns the JSON of the response, which must have the expected status.</summary>
    protected async Task<JsonNode> SendAsync(HttpStatusCode expected, HttpMethod method, string path, string? token, string? json = null)
    {
        using var response = await SendAsync(method, path, token, json is null ? null : Json(json));
        Assert.Equal(expected, response.StatusCode);
        return await ReadAsync(response);
    }

    protected async Task<JsonNode> SeededAsync(string name)
    {
        var clients = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", await ManagementTokenAsync());
        return clients.AsArray().Single(client => client!["name"]!.GetValue<string>() == name)!;
    }

    protected async Task<string> SeededIdAsync(string name) => (await SeededAsync(name))["client_id"]!.GetValue<string>();

    protected async Task<JsonNode> CreateClientAsync(string json) =>
        await SendAsync(HttpStatusCode.Created, HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), json);
}
