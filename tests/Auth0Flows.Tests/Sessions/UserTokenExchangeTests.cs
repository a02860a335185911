using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Sessions;

/// <summary>What a session exchanges for its users: on their behalf, and for the tokens of external providers.</summary>
public sealed class UserTokenExchangeTests : LoginTest
{
    private const string Reports = "urn:example:reports";
    private const string Vault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string ProviderToken = "http://auth0.com/oauth/token-type/federated-connection-access-token";

    private Auth0LocalTenantApplication ApiApplication => Tenant.GetApplication("web-admin");

    /// <summary>A session of the application of the API of orders.</summary>
    private Auth0Session Api => field ??= ConnectApi();

    [Fact]
    public async Task OnBehalfOf_SendsTheFormOfTheExchange_AndTheTokenNamesWhoActs()
    {
        var user = await SignInAsync(Mobile);

        var token = await ExchangeAsync(user);

        Assert.Equal(
            Fields(
                ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                ("client_id", Api.ClientId),
                ("client_secret", LastForm["client_secret"]),
                ("subject_token", user.AccessToken.Reveal()),
                ("subject_token_type", AccessToken),
                ("requested_token_type", AccessToken),
                ("audience", Reports)
            ),
            LastForm
        );
        Assert.Equal(user.Subject, token.Subject);
        Assert.Equal([Reports], token.Audience);
        Assert.Equal(Api.ClientId, token.Actor);
        Assert.Equal(AccessToken, token.IssuedTokenType);
    }

    [Fact]
    public async Task OnBehalfOf_IsBoundToTheSessionsKey_AndRefusedWithoutAProofThatIsRequired()
    {
        var user = await SignInAsync(Mobile);
        Tenant.Apis.Single(api => api.Identifier == Reports).DPoP = Auth0LocalTenantDPoP.Required;

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.DPoPRequired, () => ExchangeAsync(user));
        var bound = ConnectApi(dpop: true);
        var token = await bound.GetTokenOnBehalfOfAsync(user.AccessToken, Reports, cancellationToken: Cancel);

        Assert.Equal("DPoP", token.TokenType);
        Assert.NotNull(token.Confirmation?.JwkThumbprint);
        Assert.Contains("DPoP", Tenant.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task ConnectionToken_OfASessionWithDPoP_IsTheProviders_WithoutABinding()
    {
        SetVault(WebApplication);
        Tenant.Apis.Single(api => api.Identifier == Orders).DPoP = Auth0LocalTenantDPoP.Allowed;
        var session = Connect(Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!), dpop: true);
        await SignInForLongAsync(session);

        var token = await session.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel);

        Assert.Equal("Bearer", token.TokenType);
        Assert.StartsWith("provider-", token.AccessToken.Reveal(), StringComparison.Ordinal);
        Assert.Contains("DPoP", Tenant.Requests[^1].Headers.Keys);
    }

    [Fact]
    public async Task OnBehalfOf_IsCachedByTheUsersToken_AndIsNotTheSessions()
    {
        var (alice, grace) = (await SignInAsync(Mobile), await SignInAsync(Web, "alice"));
        var first = await ExchangeAsync(alice);
        var requests = TokenRequests;

        Assert.Same(first, await ExchangeAsync(alice));
        Assert.Equal(requests, TokenRequests);
        Assert.NotSame(first, await ExchangeAsync(grace));
        Assert.NotSame(first, await ExchangeAsync(alice, force: true));
        Assert.Empty(Api.Tokens);
        Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(4));
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidSubjectToken,
            async () =>
            {
                Time.Advance(TimeSpan.FromMinutes(5)); // the user's has expired, too
                await ExchangeAsync(alice);
            }
        );
    }

    [Fact]
    public async Task OnBehalfOf_ForATokenThatHasExpired_IsNotServedFromTheCache()
    {
        var user = await SignInAsync(Mobile);
        Time.Advance(user.ExpiresIn - TimeSpan.FromMinutes(10));
        var token = await ExchangeAsync(user);
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.False(token.IsExpired);

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidSubjectToken, () => ExchangeAsync(user));
    }

    [Fact]
    public async Task OnBehalfOf_ByFiftyCallers_CostsOneRequest()
    {
        var user = await SignInAsync(Mobile);
        _ = Api;
        Tenant.ClearRequests();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ExchangeAsync(user), Cancel)));

        Assert.All(tokens, token => Assert.Same(tokens[0], token));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task OnBehalfOf_WithATokenOfAnotherApi_IsRefused()
    {
        var user = await Mobile.GetTokenAsync(Password("alice", Reports), cancellationToken: Cancel);

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidSubjectToken, () => ExchangeAsync(user));

        Assert.DoesNotContain(user.AccessToken.Reveal(), failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnBehalfOf_ByAnApplicationOfNoApi_IsNotAllowed_AndByAPublicOne_IsNotSent()
    {
        var user = await SignInAsync(Mobile);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.TokenExchangeNotAllowed,
            () => Web.GetTokenOnBehalfOfAsync(user.AccessToken, Reports, cancellationToken: Cancel)
        );
        Tenant.ClearRequests();
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => Mobile.GetTokenOnBehalfOfAsync(user.AccessToken, Reports, cancellationToken: Cancel)
        );
        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task ConnectionToken_SendsTheRefreshToken_AndIsTheProviders()
    {
        SetVault(WebApplication);
        var login = await SignInForLongAsync(Web);

        var token = await Web.GetConnectionTokenAsync("google-oauth2", loginHint: "alice@gmail.example", cancellationToken: Cancel);

        Assert.Equal(
            Fields(
                ("grant_type", Vault),
                ("client_id", Web.ClientId),
                ("client_secret", LastForm["client_secret"]),
                ("subject_token", login.RefreshToken!.Reveal()),
                ("subject_token_type", "urn:ietf:params:oauth:token-type:refresh_token"),
                ("requested_token_type", ProviderToken),
                ("connection", "google-oauth2"),
                ("login_hint", "alice@gmail.example")
            ),
            LastForm
        );
        Assert.StartsWith("provider-", token.AccessToken.Reveal(), StringComparison.Ordinal);
        Assert.Equal(
            ("google-oauth2", "alice@gmail.example", login.Subject, "Bearer"),
            (token.Connection, token.LoginHint, token.Subject, token.TokenType)
        );
        Assert.Equal(["calendar", "mail"], token.Scope);
        Assert.Equal(TimeSpan.FromHours(1), token.ExpiresIn);
    }

    [Fact]
    public async Task ConnectionToken_IsCachedByUserConnectionAndHint_UntilItIsDue_AndIsNotTheSessions()
    {
        SetVault(WebApplication);
        var login = await SignInForLongAsync(Web);
        var first = await Web.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel);
        Tenant.ClearRequests();

        Assert.Equal(
            first.AccessToken.Reveal(),
            (await Web.GetConnectionTokenAsync("google-oauth2", login, cancellationToken: Cancel)).AccessToken.Reveal()
        );
        Assert.Equal(0, TokenRequests);
        await Web.GetConnectionTokenAsync("google-oauth2", loginHint: "alice@gmail.example", cancellationToken: Cancel);
        Assert.Equal(1, TokenRequests);
        Time.Advance(TimeSpan.FromMinutes(55));
        await Web.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel);
        Assert.Equal(2, TokenRequests);
        Assert.Same(login, Assert.Single(Web.Tokens));
        await Web.ForgetAllAsync(cancellationToken: Cancel);
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingRefreshToken,
            () => Web.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task ConnectionToken_ForAnAccessTokenThatAnApiReceived()
    {
        SetVault(ApiApplication);
        var user = await SignInAsync(Mobile);

        var token = await Api.GetConnectionTokenAsync("google-oauth2", user.AccessToken, cancellationToken: Cancel);

        Assert.Equal(AccessToken, LastForm["subject_token_type"]);
        Assert.Equal(user.Subject, token.Subject);
    }

    [Theory]
    [InlineData("github", false, Auth0ErrorCode.ConnectedAccountNotFound)]
    [InlineData("google-oauth2", true, Auth0ErrorCode.ConnectedAccountExpired)]
    public async Task ConnectionToken_OfAnAccountThatIsNotThere_HasItsOwnCode(string connection, bool isRevoked, Auth0ErrorCode code)
    {
        SetVault(WebApplication);
        await SignInForLongAsync(Web);
        if (isRevoked)
        {
            Tenant.RevokeConnectedAccounts(Tenant.GetUser("alice"), connection);
        }

        var failure = await FailsAsync<Auth0TokenException>(code, () => Web.GetConnectionTokenAsync(connection, cancellationToken: Cancel));

        Assert.False(failure.IsTransient);
    }

    [Fact]
    public async Task ConnectionToken_ForAnApplicationThatMayNot_HasItsOwnCode()
    {
        await SignInForLongAsync(Web);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.TokenVaultNotAllowed,
            () => Web.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel)
        );
        SetVault(WebApplication, "rotating");
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.TokenVaultNotAllowed,
            () => Web.GetConnectionTokenAsync("google-oauth2", cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task ConnectionToken_OfAnotherApplicationsLogin_IsNotAskedFor()
    {
        var login = await SignInForLongAsync(Mobile);
        _ = Web;
        Tenant.ClearRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.GetConnectionTokenAsync("google-oauth2", login, cancellationToken: Cancel)
        );

        Assert.Empty(Tenant.Requests);
    }

    private Task<Auth0Token> ExchangeAsync(Auth0Token user, bool force = false) =>
        Api.GetTokenOnBehalfOfAsync(user.AccessToken, Reports, activity: Log, force: force, cancellationToken: Cancel);

    private Auth0Session ConnectApi(bool dpop = false)
    {
        Tenant.ConfigureApplication(
            ApiApplication.ClientId,
            $$"""
            {"app_type":"resource_server","resource_server_identifier":"{{Orders}}",
             "token_exchange":{"allow_any_profile_of_type":["on_behalf_of_token_exchange"]} }
            """
        );
        Tenant.AddClientGrant(ApiApplication.ClientId, Reports, "read:reports");
        return Connect(Auth0ClientAuthentication.SecretPost(ApiApplication.ClientId, ApiApplication.ClientSecret!), dpop: dpop);
    }

    private void SetVault(Auth0LocalTenantApplication application, string rotation = "non-rotating")
    {
        Tenant.ConfigureApplication(
            application.ClientId,
            $$$"""{"grant_types":["password","refresh_token","{{{Vault}}}"],"refresh_token":{"rotation_type":"{{{rotation}}}"} }"""
        );
        Tenant.AddConnectedAccount(Tenant.GetUser("alice"), "google-oauth2", "alice@gmail.example", "calendar", "mail");
    }
}
