namespace Auth0Flows.Tests.Sessions;

public sealed class EnvironmentTests
{
    private static readonly string _pem = NewKey();

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

    [Theory]
    [InlineData("openid offline_access")]
    [InlineData("openid, offline_access")]
    public void FromEnvironment_ReadsScopes(string text) =>
        Assert.Equal(["openid", "offline_access"], From(Application("AUTH0_SCOPE", text))!.Scope);

    [Theory]
    [InlineData("AUTH0_PRIVATE_KEY")]
    [InlineData("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY")]
    public void FromEnvironment_ReadsAPrivateKey(string name) =>
        Assert.Equal(Auth0ClientAuthenticationMethod.PrivateKeyJwt, From(Application(name, _pem))!.Client.Method);

    [Fact]
    public void FromEnvironment_WithAKeyThatIsNone_IsAnError_WithoutIt()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => From(Application("AUTH0_PRIVATE_KEY", "s3cret text")));

        Assert.Equal(Auth0ErrorCode.InvalidPrivateKey, failure.Code);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_WithASecretBesideTheKey_TakesTheKey()
    {
        var variables = Application("AUTH0_PRIVATE_KEY", _pem);
        variables["AUTH0_CLIENT_SECRET"] = "secret";

        Assert.Equal(Auth0ClientAuthenticationMethod.PrivateKeyJwt, From(variables)!.Client.Method);
    }

    [Theory]
    [InlineData("AUTH0_FEDERATED_TOKEN", "GitHub", Auth0FederatedTokenSource.GitHub)]
    [InlineData("AUTH0_FEDERATED_TOKEN", "env:MINE", Auth0FederatedTokenSource.Variable)]
    [InlineData("AUTH0_FEDERATED_TOKEN_FILE", "token", Auth0FederatedTokenSource.File)]
    public void FromEnvironment_ReadsTheSourceOfAnIdentityToken(string name, string value, Auth0FederatedTokenSource source)
    {
        var variables = Application(name, value);
        variables["AUTH0_FEDERATED_TOKEN_TYPE"] = "urn:acme:ci";
        variables["AUTH0_FEDERATED_TOKEN_AUDIENCE"] = "https://me/";

        var token = From(variables)!.FederatedToken!;

        Assert.Equal((source, "urn:acme:ci", "https://me/"), (token.Source, token.SubjectTokenType, token.Audience));
        Assert.Equal(value, token.ToString());
    }

    [Fact]
    public void FromEnvironment_WithASourceWithoutItsType_SaysSo() =>
        Assert.Equal(
            Auth0ErrorCode.MissingParameter,
            Assert.Throws<Auth0ConfigurationException>(() => From(Application("AUTH0_FEDERATED_TOKEN", "GitHub"))).Code
        );

    private static Dictionary<string, string> Application(string name, string value) =>
        new()
        {
            ["AUTH0_DOMAIN"] = "a.auth0.com",
            ["AUTH0_CLIENT_ID"] = "abc",
            [name] = value,
        };

    private static Auth0SessionOptions? From(Dictionary<string, string> variables) =>
        Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault);

    private static string NewKey()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem();
    }
}
