namespace Auth0Flows.Tests.Tokens;

/// <summary>Tokens that are no access tokens (RFC 8693 §2.2.1: <c>N_A</c>).</summary>
public sealed class TokenTypeTests : LoginTest
{
    private const string Transfer = "urn:auth0:params:oauth:token-type:session_transfer_token";

    private static readonly string _answer =
        $$"""{"access_token":"transfer","issued_token_type":"{{Transfer}}","token_type":"N_A","expires_in":60,"refresh_token":"next"}""";

    [Theory]
    [InlineData("N_A")]
    [InlineData("n_a")]
    public async Task ATokenThatIsNoAccessToken_IsReturned_AndNotKept(string type)
    {
        FaultToken(200, _answer.Replace("N_A", type, StringComparison.Ordinal));

        var token = await Web.GetTokenAsync(new TokenExchangeGrant(Secret("s"), "urn:acme:x"), cancellationToken: Cancel);

        Assert.Equal("N_A", token.TokenType);
        Assert.Equal(Transfer, token.IssuedTokenType);
        Assert.Equal("transfer", token.AccessToken.Reveal());
        Assert.Empty(Web.Tokens);
    }

    [Fact]
    public async Task ATokenThatIsNoAccessToken_IsSentToNoApi()
    {
        FaultToken(200, _answer);
        var token = await Web.GetTokenAsync(new TokenExchangeGrant(Secret("s"), "urn:acme:x"), cancellationToken: Cancel);
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.UnsupportedTokenType,
            () => Web.SendAsync(new Auth0ApiRequest { Path = "clients", Token = token }, cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task ARefresh_ForATokenThatIsNoAccessToken_LeavesTheLoginAsItIs_WithItsNextRefreshToken()
    {
        var login = await SignInForLongAsync(Mobile);
        FaultToken(200, _answer);

        var token = await Mobile.RefreshAsync(login, "urn:tenant:session_transfer", cancellationToken: Cancel);

        Assert.Equal(Transfer, token.IssuedTokenType);
        Assert.Same(login, Assert.Single(Mobile.Tokens));
        Assert.Equal("next", login.RefreshToken!.Reveal());
    }

    [Fact]
    public async Task AnExchange_SendsTheTypeThatWasRequested()
    {
        Tenant.AddSubjectToken("urn:acme:x", "s", Tenant.GetUser("alice"));

        await Web.GetTokenAsync(
            new TokenExchangeGrant(Secret("s"), "urn:acme:x", Orders)
            {
                RequestedTokenType = "urn:ietf:params:oauth:token-type:access_token",
            },
            cancellationToken: Cancel
        );

        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", LastForm["requested_token_type"]);
    }
}
