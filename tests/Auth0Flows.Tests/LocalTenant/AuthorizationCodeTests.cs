using System.Net;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class AuthorizationCodeTests : UserTenantTest
{
    private const string RedirectUri = "http://127.0.0.1/callback?a=b c";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task AuthorizationCode_WithPkce_AnswersTokens()
    {
        var code = Issue(
            scope: "openid email read:orders offline_access eat:orders",
            codeChallenge: Challenge(Verifier),
            nonce: "n-0S6",
            organization: "acme"
        );

        var answer = await PostTokenOkAsync(Exchange(code, Verifier));
        Assert.Equal("openid email read:orders offline_access", Text(answer, "scope"));
        Assert.NotNull(answer["refresh_token"]);
        var claims = Part(Text(answer, "id_token"), 1);
        Assert.Equal("n-0S6", Text(claims, "nonce"));
        Assert.StartsWith("org_", Text(claims, "org_id"), StringComparison.Ordinal);
        Assert.Equal("acme", Text(claims, "org_name"));
        Assert.Equal("alice@example.com", Text(claims, "email"));
        Assert.Null(claims["name"]);
        Assert.Null(Part(Text(answer, "access_token"), 1)["gty"]);
    }

    // RFC 7636, appendix B.
    [Fact]
    public async Task AuthorizationCode_WithTheRfcsVerifier_MatchesItsChallenge() =>
        await PostTokenOkAsync(Exchange(Issue(codeChallenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), Verifier));

    [Fact]
    public async Task AuthorizationCode_WithoutPkce_AnswersTokens() => await PostTokenOkAsync(Exchange(Issue()));

    [Theory]
    [InlineData(true, "wrong")]
    [InlineData(true, null)]
    [InlineData(false, Verifier)]
    public async Task AuthorizationCode_WithAVerifierThatDoesNotMatch_IsRefusedForGood(bool hasChallenge, string? verifier)
    {
        var code = Issue(codeChallenge: hasChallenge ? Challenge(Verifier) : null);

        await AssertRefusedAsync("Failed to verify code verifier", Exchange(code, verifier));
        await AssertRefusedAsync("Invalid authorization code", Exchange(code, hasChallenge ? Verifier : null));
    }

    [Fact]
    public async Task AuthorizationCode_UsedTwice_IsRefused()
    {
        var code = Issue();
        await PostTokenOkAsync(Exchange(code));

        await AssertRefusedAsync("Invalid authorization code", Exchange(code));
    }

    [Fact]
    public async Task AuthorizationCode_AfterTenMinutes_IsRefused()
    {
        var code = Issue();
        Advance(TimeSpan.FromMinutes(10));

        await AssertRefusedAsync("Invalid authorization code", Exchange(code));
    }

    [Fact]
    public async Task AuthorizationCode_OfAnotherApplication_IsRefusedAndStaysGood()
    {
        var code = Issue();

        await AssertRefusedAsync("Invalid authorization code", [.. Exchange(code), .. AsWeb()]);
        await PostTokenOkAsync(Exchange(code));
    }

    [Fact]
    public async Task AuthorizationCode_WithAnotherRedirectUri_IsRefused() =>
        await AssertRefusedAsync(
            $"The redirect URI is wrong. You sent http://127.0.0.1/callback, and we expected {RedirectUri}",
            [.. Exchange(Issue()), ("redirect_uri", "http://127.0.0.1/callback")]
        );

    [Fact]
    public void IssueAuthorizationCode_WithSomethingUnknown_SaysWhat()
    {
        var alice = Tenant.GetUser("alice");

        Assert.Throws<ArgumentException>(() => Tenant.IssueAuthorizationCode(alice, "nobody", "x:/"));
        Assert.Throws<ArgumentException>(() => Tenant.IssueAuthorizationCode(alice, Native.ClientId, ""));
        Assert.Throws<ArgumentException>(() => Tenant.IssueAuthorizationCode(alice, Native.ClientId, "x:/", audience: "urn:nowhere"));
        Assert.Throws<ArgumentException>(() => Tenant.IssueAuthorizationCode(alice, Native.ClientId, "x:/", organization: "nobody"));
        Tenant.RemoveUser(alice);
        Assert.Throws<ArgumentException>(() => Tenant.IssueAuthorizationCode(alice, Native.ClientId, "x:/"));
    }

    private string Issue(string? scope = null, string? codeChallenge = null, string? nonce = null, string? organization = null) =>
        Tenant.IssueAuthorizationCode(
            Tenant.GetUser("alice"),
            Native.ClientId,
            RedirectUri,
            scope,
            OrdersApi,
            codeChallenge,
            nonce,
            organization
        );

    private static (string Name, string? Value)[] Exchange(string code, string? verifier = null) =>
        [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RedirectUri), ("code_verifier", verifier)];

    private async Task AssertRefusedAsync(string description, params (string Name, string? Value)[] parameters)
    {
        using var response = await PostTokenAsync(parameters);
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", description);
    }
}
