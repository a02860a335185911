using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class ApplicationTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public void Applications_AreThoseThatCanSignIn()
    {
        Assert.Equal(11, Tenant.Applications.Count);
        Assert.Equal(Tenant.ClientId, Tenant.GetApplication("Automation").ClientId);
        Assert.Equal(Secret, Plain(Tenant.GetApplication("Automation").ClientSecret!));
        Assert.Equal("regular_web", Tenant.GetApplication("Web Portal").AppType);
        Assert.Null(Tenant.GetApplication("Mobile for iOS").ClientSecret);
        Assert.Throws<ArgumentException>(() => Tenant.GetApplication("Nobody"));
    }

    [Fact]
    public void Secrets_InTheTextOfAnything_AreNowhere()
    {
        Assert.DoesNotContain(Secret, Tenant.GetApplication("Automation").ToString(), StringComparison.Ordinal);
        Assert.All(Tenant.Users, user => Assert.Equal(user.UserId, user.ToString()));
    }

    [Fact]
    public async Task ConfigureApplication_WithSettings_ChangesThem()
    {
        var id = Tenant.GetApplication("web-shop").ClientId;
        Tenant.ConfigureApplication(id, """{"refresh_token":{"leeway":3},"description":"New"}""");

        var client = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{id}", await ManagementTokenAsync());
        Assert.Equal(3, client["refresh_token"]!["leeway"]!.GetValue<int>());
        Assert.Equal("rotating", client["refresh_token"]!["rotation_type"]!.GetValue<string>());
        Assert.Equal("New", client["description"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("nobody", "{}")]
    [InlineData("Automation", "[]")]
    [InlineData("Automation", "nonsense")]
    public void ConfigureApplication_WithSomethingUnusable_SaysSo(string name, string settings) =>
        Assert.Throws<ArgumentException>(() => Tenant.ConfigureApplication(name == "nobody" ? name : Tenant.ClientId, settings));

    [Fact]
    public async Task Settings_OfAnotherTypeThanAuth0s_AreAsIfTheyWereNotThere()
    {
        Tenant.ConfigureApplication(
            Tenant.GetApplication("Mobile for Android").ClientId,
            """{"grant_types":["refresh_token",1],"refresh_token":{"rotation_type":1,"leeway":"x","policies":["x",{"audience":2}]},"jwt_configuration":5}"""
        );

        using var response = await AskForTokenAsync(
            ("grant_type", "refresh_token"),
            ("client_id", Tenant.GetApplication("Mobile for Android").ClientId),
            ("client_secret", null),
            ("refresh_token", "x")
        );
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "Unknown or invalid refresh token.");
    }

    [Fact]
    public async Task OpenIdConfiguration_WithGet_NamesPrivateKeyJwtAndTheGrants()
    {
        var configuration = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/openid-configuration", token: null);

        Assert.Contains(
            "private_key_jwt",
            configuration["token_endpoint_auth_methods_supported"]!.AsArray().Select(value => value!.GetValue<string>())
        );
        Assert.Equal(
            ["RS256", "RS384", "PS256"],
            configuration["token_endpoint_auth_signing_alg_values_supported"]!.AsArray().Select(value => value!.GetValue<string>())
        );
        Assert.Contains(
            "http://auth0.com/oauth/grant-type/mfa-oob",
            configuration["grant_types_supported"]!.AsArray().Select(value => value!.GetValue<string>())
        );
    }
}
