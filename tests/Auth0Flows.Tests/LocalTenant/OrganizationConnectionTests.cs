namespace Auth0Flows.Tests.LocalTenant;

/// <summary>The connections of an organization are a list that several may extend at the same time.</summary>
public sealed class OrganizationConnectionTests : SessionTest
{
    [Fact]
    public async Task Connections_ThatAreEnabledAtTheSameTime_AreAllThere()
    {
        const int Count = 24;
        var organization = await IdAsync("organizations", new Dictionary<string, object?> { ["name"] = "initech" });
        var connections = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            connections.Add(await IdAsync("connections", new Dictionary<string, object?> { ["name"] = $"c{i}", ["strategy"] = "oidc" }));
        }

        await Task.WhenAll(
            connections.Select(id =>
                SendAsync(
                    HttpMethod.Post,
                    $"organizations/{organization}/enabled_connections",
                    new Dictionary<string, object?> { ["connection_id"] = id }
                )
            )
        );

        var enabled = Session.ListAsync(
            new Auth0ApiRequest { Path = $"organizations/{organization}/enabled_connections" },
            null,
            Log,
            Cancel
        );
        var ids = await enabled.Select(one => one.GetProperty("connection_id").GetString()!).ToListAsync(Cancel);
        Assert.Empty(connections.Except(ids));
    }

    private async Task<string> IdAsync(string path, Dictionary<string, object?> body)
    {
        using var json = (await SendAsync(HttpMethod.Post, path, body)).ReadJson();
        return json.RootElement.GetProperty("id").GetString()!;
    }
}
