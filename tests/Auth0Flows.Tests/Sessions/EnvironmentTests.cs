namespace Auth0Flows.Tests.Sessions;

public sealed class EnvironmentTests
{
    [Fact]
    public void FromEnvironment_WithAll_ReadsAll()
    {
        var options = From(
            new()
            {
                ["AUTH0_DOMAIN"] = "acme.eu.auth0.com",
                ["AUTH0_CLIENT_ID"] = "abc",
                ["AUTH0_CLIENT_SECRET"] = "secret",
                ["AUTH0_AUDIENCE"] = "https://api/",
                ["AUTH0_ORGANIZATION"] = "org_1",
            }
        )!;

        Assert.Equal("acme.eu.auth0.com", options.Domain.ToString());
        Assert.Equal("abc", options.Client.ClientId);
        Assert.Equal(Auth0ClientAuthenticationMethod.ClientSecretPost, options.Client.Method);
        Assert.Equal("https://api/", options.Audience);
        Assert.Equal("org_1", options.Organization);
    }

    [Fact]
    public void FromEnvironment_WithoutASecret_IsAPublicClient() =>
        Assert.Equal(
            Auth0ClientAuthenticationMethod.None,
            From(new() { ["AUTH0_DOMAIN"] = "a.auth0.com", ["AUTH0_CLIENT_ID"] = "abc" })!.Client.Method
        );

    [Theory]
    [InlineData("AUTH0_DOMAIN")]
    [InlineData("AUTH0_CLIENT_ID")]
    public void FromEnvironment_WithoutTenantOrClient_IsNothing(string missing)
    {
        var variables = new Dictionary<string, string> { ["AUTH0_DOMAIN"] = "a.auth0.com", ["AUTH0_CLIENT_ID"] = "abc" };
        variables[missing] = "";

        Assert.Null(From(variables));
    }

    [Fact]
    public void FromEnvironment_WithAWrongDomain_SaysSo() =>
        Assert.Equal(
            Auth0ErrorCode.InvalidDomain,
            Assert
                .Throws<Auth0ConfigurationException>(() =>
                    From(new() { ["AUTH0_DOMAIN"] = "http://acme.com", ["AUTH0_CLIENT_ID"] = "abc" })
                )
                .Code
        );

    private static Auth0SessionOptions? From(Dictionary<string, string> variables) =>
        Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault);
}
