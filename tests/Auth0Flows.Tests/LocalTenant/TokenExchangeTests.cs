using System.Net;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class TokenExchangeTests : UserTenantTest
{
    private const string Type = "urn:acme:legacy-token";

    public TokenExchangeTests() => Tenant.AddSubjectToken(Type, "legacy + 1", Tenant.GetUser("alice"));

    [Fact]
    public async Task TokenExchange_WithAKnownToken_AnswersTokensOfItsUser()
    {
        var answer = await PostTokenOkAsync(Exchange(("scope", "openid read:orders"), ("organization", "acme")));

        var claims = Part(Text(answer, "access_token"), 1);
        Assert.Equal(Tenant.GetUser("alice").UserId, Text(claims, "sub"));
        Assert.Equal("openid read:orders", Text(claims, "scope"));
        Assert.Equal("acme", Text(claims, "org_name"));
        Assert.NotNull(answer["id_token"]);
    }

    [Theory]
    [InlineData("subject_token", "another", "The subject_token is invalid.")]
    [InlineData("subject_token", null, "Missing required parameter: subject_token")]
    [InlineData("subject_token_type", "urn:acme:other", "Unsupported subject_token_type: urn:acme:other")]
    [InlineData("subject_token_type", null, "Missing required parameter: subject_token_type")]
    [InlineData("actor_token", "x", "actor_token and actor_token_type belong together.")]
    [InlineData("organization", "nobody", "parameter organization is invalid")]
    public async Task TokenExchange_WithUnusableParameters_IsInvalid(string name, string? value, string description)
    {
        using var response = await PostTokenAsync(Exchange((name, value)));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request", description);
    }

    [Fact]
    public async Task TokenExchange_WithAUserWhoHasASecondFactor_RequiresIt()
    {
        Tenant.AddSubjectToken(Type, "dave's", Tenant.GetUser("dave"));

        using var response = await PostTokenAsync(Exchange(("subject_token", "dave's")));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "mfa_required");
    }

    private static (string Name, string? Value)[] Exchange(params (string Name, string? Value)[] changes) =>
        [
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", "legacy + 1"),
            ("subject_token_type", Type),
            ("audience", OrdersApi),
            .. changes,
        ];
}
