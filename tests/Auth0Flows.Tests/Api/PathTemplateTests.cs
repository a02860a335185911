namespace Auth0Flows.Tests.Api;

public sealed class PathTemplateTests
{
    [Theory]
    [InlineData("clients/{client_id}/credentials", "abc", "clients/abc/credentials")]
    [InlineData("users/{user_id}", "auth0|5f/7?#%", "users/auth0%7C5f%2F7%3F%23%25")]
    [InlineData("users/{user_id}", "ü", "users/%C3%BC")]
    [InlineData("clients", "abc", "clients")]
    public void Expand_FillsInAndEncodes(string template, string value, string expected)
        => Assert.Equal(expected, PathTemplate.Expand(template, _ => value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void Expand_WithAValueThatWouldChangeThePath_IsRefused(string? value)
        => Assert.Equal(
            Auth0ErrorCode.TemplateValueMissing,
            Assert.Throws<Auth0ConfigurationException>(() => PathTemplate.Expand("clients/{client_id}", _ => value)).Code);
}
