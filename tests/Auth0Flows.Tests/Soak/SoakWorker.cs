namespace Auth0Flows.Tests.Soak;

/// <summary>The work of one thread, repeatedly: a call by the application or by a user.</summary>
internal sealed class SoakWorker(Auth0Session machine, Auth0Session user, string name, string address)
{
    private static readonly Dictionary<string, object> _properties = new() { ["name"] = "n" };

    private readonly Random _random = new();

    /// <summary>The expected and the actual result.</summary>
    public async Task<(string Asked, string? Came)> CallAsync() =>
        _random.Next(10) switch
        {
            0 => ("c1", (await machine.CreateAsync(Auth0Resources.Clients, _properties)).ClientId),
            1 => ("r1,r2", await RolesAsync()),
            2 or 3 => ("c1", (await machine.GetAsync(Auth0Resources.Clients, "c1")).ClientId),
            4 => ("machine", OwnerOf(await machine.GetTokenAsync(machine.ManagementAudience))),
            5 => (name, await OwnAsync()),
            6 when user.Tokens is [var held, ..] => (name, OwnerOf(await user.RefreshAsync(held, force: _random.Next(20) == 0))),
            _ => (name, (await user.GetUserInfoAsync()).Subject),
        };

    // The tenant writes the owner into each token.
    private static string OwnerOf(Auth0Token token) => token.AccessToken.Reveal().Split('.')[0];

    private async Task<string> RolesAsync()
    {
        var ids = new List<string?>();
        await foreach (var role in machine.ListAsync(Auth0Resources.Roles))
        {
            ids.Add(role.Id);
        }

        return string.Join(',', ids);
    }

    private async Task<string?> OwnAsync()
    {
        var answer = await user.SendAsync(new Auth0ApiRequest { Uri = new Uri(address + "/orders"), Audience = "urn:orders" });
        using var json = answer.ReadJson();
        return json.RootElement.GetProperty("user").GetString();
    }
}
