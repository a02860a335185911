namespace Auth0Flows.Tests.Soak;

/// <summary>What one thread does, over and over: a call of the application or of a user.</summary>
internal sealed class SoakWorker(Auth0Session machine, Auth0Session user, string name, string address)
{
    private static readonly Dictionary<string, object> _properties = new() { ["name"] = "n" };

    private readonly Random _random = new();

    /// <summary>Whether what came is what was asked for.</summary>
    public async Task<bool> CallAsync() => _random.Next(10) switch
    {
        0 => (await machine.CreateAsync(Auth0Resources.Clients, _properties)).ClientId == "c1",
        1 => await CountRolesAsync() == 2,
        2 or 3 => (await machine.GetAsync(Auth0Resources.Clients, "c1")).ClientId == "c1",
        4 => (await machine.GetTokenAsync(machine.ManagementAudience))
            .AccessToken.Reveal()
            .StartsWith("machine.", StringComparison.Ordinal),
        5 => await OwnAsync() == name,
        6 when user.Tokens is [var held, ..] => (await user.RefreshAsync(held, force: _random.Next(20) == 0))
            .AccessToken.Reveal()
            .StartsWith(name + ".", StringComparison.Ordinal),
        _ => (await user.GetUserInfoAsync()).Subject == name,
    };

    private async Task<int> CountRolesAsync()
    {
        var count = 0;
        await foreach (var _ in machine.ListAsync(Auth0Resources.Roles))
        {
            count++;
        }

        return count;
    }

    private async Task<string?> OwnAsync()
    {
        var answer = await user.SendAsync(new Auth0ApiRequest { Uri = new Uri(address + "/orders"), Audience = "urn:orders" });
        using var json = answer.ReadJson();
        return json.RootElement.GetProperty("user").GetString();
    }
}
