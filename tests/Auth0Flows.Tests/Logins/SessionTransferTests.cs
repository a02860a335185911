using System.Net;
using System.Web;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>Session transfer tokens, and the login in a web application that they are for: Auth0, "Native to Web SSO".</summary>
public sealed class SessionTransferTests : LoginTest
{
    private const string Callback = "https://web-portal.example.com/callback";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [Fact]
    public async Task Token_ComesFromARefresh_KeepsTheNextRefreshToken_AndIsNotKeptItself()
    {
        var login = await SetUpAsync();
        var before = login.RefreshToken!.Reveal();

        var transfer = await Mobile.CreateSessionTransferTokenAsync(login, activity: Log, cancellationToken: Cancel);

        Assert.Equal(["audience", "client_id", "grant_type", "refresh_token"], LastForm.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("refresh_token", LastForm["grant_type"]);
        Assert.Equal($"urn:127.0.0.1:{Tenant.Port}:session_transfer", LastForm["audience"]);
        Assert.Equal(before, LastForm["refresh_token"]);
        Assert.Equal(Time.GetUtcNow() + TimeSpan.FromSeconds(60), transfer.ExpiresAt);
        Assert.Equal(login.Subject, transfer.Subject);
        Assert.NotEqual(before, login.RefreshToken!.Reveal());
        Assert.Equal(login, Assert.Single(Mobile.Tokens));
        Assert.Same(login, await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel));
        await Mobile.RefreshAsync(login, force: true, cancellationToken: Cancel); // with the next refresh token
        Assert.All(Log.Reports, report => Assert.DoesNotContain(transfer.Token.Reveal(), report.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(transfer.Token.Reveal(), $"{transfer} {transfer.Uri}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("cookie")]
    public async Task Token_SignsTheUserInToTheWebApplication_Once(string method)
    {
        var login = await SetUpAsync();
        var transfer = await Mobile.CreateSessionTransferTokenAsync(login, Authorize(), cancellationToken: Cancel);

        using var first = await OpenAsync(transfer, method);
        Tenant.SignInAs = null; // another browser
        using var second = await OpenAsync(transfer, method);

        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        var code = HttpUtility.ParseQueryString(first.Headers.Location!.Query)["code"]!;
        var token = await Web.GetTokenAsync(new AuthorizationCodeGrant(Secret(code), Callback), cancellationToken: Cancel);
        Assert.Equal(login.Subject, token.Subject);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode); // the login page
    }

    [Fact]
    public async Task Token_ThatExpiredOrIsNotAccepted_LeavesTheUserAtTheLoginPage()
    {
        var login = await SetUpAsync();
        var late = await Mobile.CreateSessionTransferTokenAsync(login, Authorize(), cancellationToken: Cancel);
        Time.Advance(TimeSpan.FromSeconds(61));
        using var expired = await OpenAsync(late, "query");
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"session_transfer":{"allowed_authentication_methods":["cookie"]}}""");
        var transfer = await Mobile.CreateSessionTransferTokenAsync(login, Authorize(), cancellationToken: Cancel);
        using var byQuery = await OpenAsync(transfer, "query");

        Assert.Equal(HttpStatusCode.OK, expired.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byQuery.StatusCode);
    }

    [Fact]
    public async Task Concurrent_EachCallerGetsATokenOfItsOwn()
    {
        var login = await SetUpAsync();

        var transfers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => Mobile.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel))
        );

        Assert.Equal(5, transfers.Select(transfer => transfer.Token.Reveal()).Distinct().Count());
        await Mobile.RefreshAsync(login, force: true, cancellationToken: Cancel);
    }

    [Fact]
    public async Task Default_IsTheLastLogin_AndTheAddressGetsTheTokenAfterItsOwnQuery()
    {
        await SetUpAsync();

        var transfer = await Mobile.CreateSessionTransferTokenAsync(
            uri: new Uri("https://app.example.com/login?lang=de"),
            cancellationToken: Cancel
        );

        Assert.Equal("https://app.example.com/login?lang=de", transfer.Uri!.AbsoluteUri);
        Assert.Equal(
            $"https://app.example.com/login?lang=de&session_transfer_token={transfer.Token.Reveal()}",
            transfer.SecretUri!.Reveal()
        );
    }

    [Fact]
    public async Task Application_ThatMayNot_HasItsOwnError_AndKeepsItsRefreshToken()
    {
        var login = await SignInForLongAsync(Mobile);
        var before = login.RefreshToken!.Reveal();

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.SessionTransferNotAllowed,
            () => Mobile.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel)
        );

        Assert.Equal(Mobile.ClientId, failure.ClientId);
        Assert.Equal(before, login.RefreshToken!.Reveal());
    }

    // A server that ignores the audience answers with an access token: it is not what was asked for.
    [Fact]
    public async Task AnswerOfAnotherType_IsRefused_AndNotKept()
    {
        var login = await SetUpAsync();
        FaultToken(200, """{"access_token":"other","token_type":"Bearer","expires_in":86400,"refresh_token":"v1.next"}""");

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.SessionTransferNotAllowed,
            () => Mobile.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel)
        );

        Assert.DoesNotContain("other", failure.Message.Split(' '));
        Assert.Equal(login, Assert.Single(Mobile.Tokens));
        Assert.Equal("v1.next", login.RefreshToken!.Reveal());
    }

    [Fact]
    public async Task LoginWithoutARefreshToken_AndDeadOnes_HaveTheirOwnErrors()
    {
        var plain = await SignInAsync(Mobile, "alice", "openid");
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingRefreshToken,
            () => Mobile.CreateSessionTransferTokenAsync(plain, cancellationToken: Cancel)
        );
        var login = await SetUpAsync();
        FaultToken(403, """{"error":"invalid_grant","error_description":"Unknown or invalid refresh token."}""");
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRefreshToken,
            () => Mobile.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel)
        );
        Assert.Null(login.RefreshToken);
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.NotSignedIn,
            () => Web.CreateSessionTransferTokenAsync(cancellationToken: Cancel)
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ClientMismatch,
            () => Web.CreateSessionTransferTokenAsync(login, cancellationToken: Cancel)
        );
    }

    [Theory]
    [InlineData("http://app.example.com/login")]
    [InlineData("https://u:p@app.example.com/login")]
    [InlineData("app://login")]
    public async Task Address_ThatWouldLeakTheToken_IsRefusedBeforeAnythingIsSent(string address)
    {
        var login = await SetUpAsync();
        var asked = Tenant.CountRequests();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidRedirectUri,
            () => Mobile.CreateSessionTransferTokenAsync(login, new Uri(address), cancellationToken: Cancel)
        );
        Assert.Equal(asked, Tenant.CountRequests());
    }

    public override ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return base.DisposeAsync();
    }

    private async Task<Auth0Token> SetUpAsync()
    {
        Tenant.ConfigureApplication(MobileApplication.ClientId, """{"session_transfer":{"can_create_session_transfer_token":true}}""");
        Tenant.ConfigureApplication(
            WebApplication.ClientId,
            """{"session_transfer":{"allowed_authentication_methods":["cookie","query"]}}"""
        );
        return await SignInForLongAsync(Mobile);
    }

    private Uri Authorize() =>
        new(
            $"{Tenant.Issuer}authorize?response_type=code&client_id={WebApplication.ClientId}&redirect_uri={Uri.EscapeDataString(Callback)}&scope=openid&state=x"
        );

    private async Task<HttpResponseMessage> OpenAsync(Auth0SessionTransferToken transfer, string method)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, method == "query" ? new Uri(transfer.SecretUri!.Reveal()) : Authorize());
        if (method == "cookie")
        {
            request.Headers.Add("Cookie", $"{Auth0SessionTransferToken.CookieName}={transfer.Token.Reveal()}");
        }

        return await _browser.SendAsync(request, Cancel);
    }
}
