namespace Auth0Flows.Tests.Api;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("clients/{client_id}/credentials", "abc", "clients/abc/credentials")]
    [InlineData("users/{user_id}", "auth0|5f/7?#%", "users/auth0%7C5f%2F7%3F%23%25")]
    [InlineData("users/{user_id}", "ü", "users/%C3%BC")]
    [InlineData("clients", "abc", "clients")]
    [InlineData("resource-servers/{id}", "https://api.example.com/v1..2/", "resource-servers/https%3A%2F%2Fapi.example.com%2Fv1..2%2F")]
    [InlineData("users/{user_id}", "a%", "users/a%25")]
    [InlineData("users/{user_id}", "...", "users/...")]
    [InlineData("users/{user_id}", "\ud83d\ude00\ufffd", "users/%F0%9F%98%80%EF%BF%BD")]
    public void Expand_FillsInAndEncodes(string template, string value, string expected) =>
        Assert.Equal(expected, PathTemplate.Expand(template, _ => value));

    [Theory]
    [InlineData("users/{user_id}", "users/{user_id}")]
    [InlineData("users/auth0|a@b", "users/auth0|a@b")]
    [InlineData("users?token=s3cret", "users")]
    [InlineData("users#access_token=s3cret", "users")]
    [InlineData("https://me:s3cret@api.example.com/a@b?key=s3cret", "https://api.example.com/a@b")]
    [InlineData("https://me:s3cret@api.example.com", "https://api.example.com")]
    [InlineData("//me:s3c@ret@host/", "//host/")]
    [InlineData("https://", "https://")]
    [InlineData("//", "//")]
    [InlineData("a\u001b[2J", "a [2J")]
    [InlineData("", "")]
    public void Describe_ShowsWhereItLeads_AndNothingSecret(string template, string shown) =>
        Assert.Equal(shown, PathTemplate.Describe(template));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("x/..")]
    [InlineData("a/../../b")]
    [InlineData("..\\y")]
    [InlineData("./.")]
    [InlineData("%2e%2e")]
    [InlineData("..%2fx")]
    [InlineData("%252e%252e%252fx")]
    [InlineData("a%2fb/../../x")]
    [InlineData("a%252fb%2f..%2f..%2fx")]
    public void Expand_WithAValueThatWouldChangeThePath_IsRefused(string? value) =>
        Assert.Equal(
            Auth0ErrorCode.TemplateValueMissing,
            Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.Expand("clients/{client_id}", _ => value)).Code
        );

    // Half a surrogate pair would become U+FFFD, and so another object's id.
    [Fact]
    public void Expand_WithHalfACharacter_IsRefused()
    {
        foreach (var value in new[] { "a\ud83d", "\ude00b", "\ufffd\ud83d" }) // an attribute can't have them
        {
            Assert.Equal(
                Auth0ErrorCode.TemplateValueMissing,
                Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.Expand("users/{id}", _ => value)).Code
            );
        }
    }

    [Theory]
    [InlineData("clients/{id}f", "..%2")]
    [InlineData("clients/{id}", "..%2f")]
    [InlineData("clients/%2{id}%2e", "e")]
    [InlineData("https://api.example.com/{id}{id}", "%2e")]
    public void Expand_WithAValueThatBecomesDotsBesideWhatStandsThere_IsRefused(string template, string value) =>
        Assert.Equal(
            Auth0ErrorCode.TemplateValueMissing,
            Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.Expand(template, _ => value)).Code
        );

    [Theory]
    [InlineData("clients/../users")]
    [InlineData("clients/..%2fusers")]
    [InlineData("clients/a%2F..%2Fb")]
    [InlineData("clients/%2e%2e/users?page=0")]
    [InlineData("clients/%252e%252e/users")]
    [InlineData("clients/./abc")]
    [InlineData("%2e")]
    public void ExpandPath_WithDotsInIt_IsRefused(string template) =>
        Assert.Equal(
            Auth0ErrorCode.InvalidApiAddress,
            Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.ExpandPath(template, static _ => "abc")).Code
        );

    [Theory]
    [InlineData("orders/{id}")]
    [InlineData("https://{id}/orders")]
    [InlineData("https://api.example.com{id}/orders")]
    [InlineData("ftp://api.example.com/{id}")]
    [InlineData("file://api.example.com/{id}")]
    [InlineData("//\u202e")] // Uri.TryCreate throws for it if paths begin with a slash
    public void ExpandUri_OfWhatIsNoAddressOfAnApi_IsRefused(string template) =>
        Assert.Equal(
            Auth0ErrorCode.InvalidApiAddress,
            Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.ExpandUri(template, static _ => "abc")).Code
        );

    [Theory]
    [InlineData("clients/{id}", "a/../b", "clients/a%2F..%2Fb")]
    [InlineData("clients/{id}?q=a/../b", "abc", "clients/abc?q=a/../b")]
    [InlineData("clients/a..b/{id}", "..c", "clients/a..b/..c")]
    public void ExpandPath_WithDotsElsewhere_IsTaken(string template, string value, string expected) =>
        Assert.Equal(expected, PathTemplate.ExpandPath(template, _ => value));
}
