namespace Auth0Flows.Tests;

public sealed class Auth0DomainTests
{
    [Theory]
    [InlineData("acme.eu.auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com/", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("ACME.EU.Auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("  acme.eu.auth0.com  ", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("login.acme.com", "https://login.acme.com/", "login.acme.com")]
    [InlineData("https://login.acme.com:8443/", "https://login.acme.com:8443/", "login.acme.com:8443")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/", "http://localhost:8080/", "http://localhost:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/", "http://[::1]:8080")]
    public void Parse_WithAnAddressOfATenant_GivesItsRoot(string text, string root, string shown)
    {
        var domain = Auth0Domain.Parse(text);

        Assert.Equal(root, domain.BaseAddress.AbsoluteUri);
        Assert.Equal(root, domain.Issuer);
        Assert.Equal(root + "oauth/token", domain.TokenEndpoint.AbsoluteUri);
        Assert.Equal(root + "api/v2/", domain.ManagementApi.AbsoluteUri);
        Assert.Equal(shown, domain.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("http://acme.eu.auth0.com")]
    [InlineData("http://127.0.0.1.evil.com")]
    [InlineData("http://localhost.evil.com")]
    [InlineData("ftp://acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com/oauth")]
    [InlineData("acme.eu.auth0.com/api/v2/")]
    [InlineData("https://acme.eu.auth0.com/?a=b")]
    [InlineData("https://acme.eu.auth0.com?")]
    [InlineData("https://acme.eu.auth0.com/#top")]
    [InlineData("https://user@acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com@evil.com")]
    [InlineData("https://acme.eu.auth0.com\\@evil.com")]
    [InlineData("acme eu")]
    [InlineData("acme")]
    [InlineData("https://")]
    [InlineData("https://acme..com")]
    public void Parse_WithAnythingElse_SaysWhatIsExpected(string? text)
    {
        Assert.False(Auth0Domain.TryParse(text, out _));
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text));

        Assert.Equal(Auth0ErrorCode.InvalidDomain, failure.Code);
        Assert.Contains("acme.eu.auth0.com", failure.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8080", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_WithAPasswordInIt_DoesNotRepeatIt()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse("https://admin:hunter2@acme.eu.auth0.com"));

        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_WithTheSameAddressWrittenOtherwise_IsTrue()
        => Assert.Equal(Auth0Domain.Parse("acme.eu.auth0.com"), Auth0Domain.Parse("https://ACME.eu.auth0.com/"));
}
