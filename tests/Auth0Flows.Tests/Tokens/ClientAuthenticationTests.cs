using System.Text;

namespace Auth0Flows.Tests.Tokens;

public sealed class ClientAuthenticationTests : SessionTest
{
    private const string OddSecret = "a+b c%d:e&f=gü/\"~";

    [Fact]
    public async Task SecretPost_SendsIdAndSecretInTheBody()
    {
        await GetTokenAsync();

        var request = Assert.Single(Tenant.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["Content-Type"]);
        Assert.Equal("client_credentials", request.Form["grant_type"]);
        Assert.Equal(Tenant.ClientId, request.Form["client_id"]);
        Assert.Equal(Tenant.ClientSecret.Reveal(), request.Form["client_secret"]);
        Assert.Equal(Orders, request.Form["audience"]);
        Assert.Equal(["audience", "client_id", "client_secret", "grant_type"], request.Form.Keys.Order());
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task SecretBasic_SendsBothPartsInTheHeader_FormEncoded()
    {
        var id = await CreateClientAsync(OddSecret);
        Tenant.ClearRequests();

        await GetTokenAsync(Connect(Auth0ClientAuthentication.SecretBasic(id, Secret(OddSecret))));

        var request = Assert.Single(Tenant.Requests);
        var pair = Encoding.ASCII.GetString(Convert.FromBase64String(request.Headers["Authorization"]["Basic ".Length..]));
        Assert.Equal($"{id}:a%2Bb%20c%25d%3Ae%26f%3Dg%C3%BC%2F%22~", pair);
        Assert.False(request.Form.ContainsKey("client_secret"));
        Assert.Equal(200, request.StatusCode);
    }

    [Fact]
    public async Task SecretPost_WithSpecialCharacters_ArrivesAsItIs()
    {
        var id = await CreateClientAsync(OddSecret);
        Tenant.ClearRequests();

        await GetTokenAsync(Connect(Auth0ClientAuthentication.SecretPost(id, Secret(OddSecret))));

        Assert.Equal(OddSecret, Assert.Single(Tenant.Requests).Form["client_secret"]);
    }

    [Fact]
    public async Task None_WithAGrantThatNeedsProof_FailsBeforeAnythingIsSent()
    {
        var session = Connect(Auth0ClientAuthentication.None(Tenant.ClientId));

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.MissingClientSecret, () => GetTokenAsync(session));

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task TokenRequest_SaysWhoCalls()
    {
        await GetTokenAsync();

        var headers = Assert.Single(Tenant.Requests).Headers;
        Assert.StartsWith("Auth0Flows/", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal("application/json", headers["Accept"]);
        var telemetry = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(headers["Auth0-Client"]));
        Assert.StartsWith("{\"name\":\"auth0flows\",\"version\":\"", telemetry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrganizationAndScope_AreSent_ScopesSortedAndOnce()
    {
        await Session.GetTokenAsync(
            new ClientCredentialsGrant(Orders, "acme", ["read:orders create:orders", "read:orders"]),
            cancellationToken: Cancel
        );

        var form = Assert.Single(Tenant.Requests).Form;
        Assert.Equal("acme", form["organization"]);
        Assert.Equal("create:orders read:orders", form["scope"]);
    }

    [Fact]
    public void Secret_OfNoCharacters_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Auth0ClientAuthentication.SecretPost("id", Secret("")));

    private async Task<string> CreateClientAsync(string secret)
    {
        var response = await SendAsync(
            HttpMethod.Post,
            "clients",
            new Dictionary<string, object>
            {
                ["name"] = "Odd secret",
                ["grant_types"] = new[] { "client_credentials" },
                ["client_secret"] = secret,
            }
        );
        using var json = response.ReadJson();
        var id = json.RootElement.GetProperty("client_id").GetString()!;
        Tenant.AddClientGrant(id, Orders, "read:orders");
        return id;
    }
}
