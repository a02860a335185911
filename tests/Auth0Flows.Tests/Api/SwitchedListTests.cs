using System.Net;
using System.Text;

namespace Auth0Flows.Tests.Api;

/// <summary>A list that numbered pages end at 1,000, and that goes on by checkpoints, which have no total.</summary>
public sealed class SwitchedListTests : SessionTest, IAsyncLifetime
{
    private readonly HttpListener _server = new();
    private readonly string _address = $"http://127.0.0.1:{FreePort.Take()}";
    private int _end;
    private Task _serving = Task.CompletedTask;

    public ValueTask InitializeAsync()
    {
        _server.Prefixes.Add($"{_address}/");
        _server.Start();
        _serving = ServeAsync();
        return default;
    }

    [Theory]
    [InlineData(0UL, 1_150, 1_150, 0)]
    [InlineData(150UL, 1_150, 1_000, 0)]
    [InlineData(0UL, 1_050, 1_050, 1)]
    [InlineData(150UL, 1_050, 900, 1)]
    [InlineData(950UL, 1_050, 100, 1)]
    public async Task End_BeforeTheTotalOfTheNumberedPages_CostsAWarning(ulong skip, int end, int read, int warnings)
    {
        _end = end;
        var session = Connect(domain: _address, retries: 0);

        // Skips objects of the list; no test is skipped.
        var all = await session
            .ListAsync(Auth0Resources.Organizations, new Auth0ListOptions { Skip = skip }, Log, Cancel)
            .ToListAsync(Cancel);

        Assert.Equal(read, all.Select(static organization => organization.Id).Distinct().Count());
        Assert.Equal(warnings, Log.Messages(Auth0ActivityKind.Warning).Length);
        Assert.All(
            Log.Messages(Auth0ActivityKind.Warning),
            warning => Assert.Contains("of 1,150 objects", warning, StringComparison.Ordinal)
        );
    }

    public override async ValueTask DisposeAsync()
    {
        _server.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.DisposeAsync();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            var context = await _server.GetContextAsync();
            var (status, body) = Answer(context.Request);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }

    private (int Status, string Body) Answer(HttpListenerRequest request)
    {
        if (request.HttpMethod == "POST")
        {
            return (200, """{"access_token":"a","token_type":"Bearer","expires_in":86400}""");
        }

        if (int.TryParse(request.QueryString["page"], out var page))
        {
            return page < 10
                ? (200, $$"""{"start":{{page * 100}},"limit":100,"total":1150,"organizations":[{{Objects(page * 100, 100)}}]}""")
                : (400, """{"statusCode":400,"error":"Bad Request","message":"beyond 1000","errorCode":"invalid_paging"}""");
        }

        var from = int.TryParse(request.QueryString["from"]?.TrimStart('c'), out var start) ? start : 0;
        var next = from + 100 < _end ? $$""","next":"c{{from + 100}}" """ : "";
        return (200, $$"""{"organizations":[{{Objects(from, Math.Min(100, _end - from))}}]{{next}}}""");
    }

    private static string Objects(int from, int count) =>
        string.Join(',', Enumerable.Range(from, count).Select(static n => $$"""{"id":"org_{{n}}","name":"n{{n}}"}"""));
}
