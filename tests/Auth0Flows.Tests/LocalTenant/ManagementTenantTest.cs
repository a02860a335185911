using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>
/// Sends requests to the Management API with a token that has all scopes. The tenant's time only moves if the test moves it.
/// </summary>
public abstract class ManagementTenantTest : TenantTest
{
    private readonly FakeTime _time = new();
    private string? _token;

    protected void StartTenant(Action<Auth0LocalTenantOptions>? configure = null)
    {
        var options = new Auth0LocalTenantOptions { TimeProvider = _time };
        configure?.Invoke(options);
        StartWith(options);
    }

    protected DateTimeOffset Now => _time.GetUtcNow();

    protected void Advance(TimeSpan by) => _time.Advance(by);

    protected static string Text(JsonNode? node, string name) => node![name]!.GetValue<string>();

    protected static string[] Texts(JsonNode list, string name) => [.. list.AsArray().Select(item => Text(item, name))];

    protected async Task<JsonNode> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        await SendAsync(expected, HttpMethod.Get, $"/api/v2/{path}", await AllAsync());

    protected async Task<JsonNode> PostAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.Created) =>
        await SendAsync(expected, HttpMethod.Post, $"/api/v2/{path}", await AllAsync(), json);

    protected async Task<JsonNode> PatchAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.OK) =>
        await SendAsync(expected, HttpMethod.Patch, $"/api/v2/{path}", await AllAsync(), json);

    /// <summary>Sends a request whose response has no body.</summary>
    protected async Task SendEmptyAsync(
        HttpMethod method,
        string path,
        string? json = null,
        HttpStatusCode expected = HttpStatusCode.NoContent
    )
    {
        using var response = await SendAsync(method, $"/api/v2/{path}", await AllAsync(), json is null ? null : Json(json));
        Xunit.Assert.Equal(expected, response.StatusCode);
    }

    protected async Task<string> AllAsync() => _token ??= await ManagementTokenAsync();

    protected static string UserPath(string userId) => $"users/{Uri.EscapeDataString(userId)}";

    /// <summary>Reads all pages by checkpoint.</summary>
    protected async Task<List<JsonNode>> AllPagesAsync(string path, string name, int take)
    {
        var all = new List<JsonNode>();
        var query = $"?take={take}";
        while (true)
        {
            var page = await GetAsync(path + query);
            all.AddRange(page[name]!.AsArray().Select(item => item!.DeepClone()));
            if (page["next"] is not { } next)
            {
                return all;
            }

            query = $"?take={take}&from={next.GetValue<string>()}";
        }
    }
}
