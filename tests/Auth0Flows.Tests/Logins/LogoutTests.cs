using System.Net;

namespace Auth0Flows.Tests.Logins;

/// <summary>Addresses of logouts, opened as a browser does: OpenID Connect RP-Initiated Logout, and /v2/logout.</summary>
public sealed class LogoutTests : LoginTest
{
    private static readonly Uri _home = new("https://web-portal.example.com");

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Fact]
    public async Task OfAToken_HasTheIdTokenAsTheHint_ShowsItNowhere_AndLogsTheUserOut()
    {
        var token = await SignInAsync(Web, "alice", "openid");
        Tenant.SignInAs = Tenant.GetUser("alice");
        var request = Web.CreateLogoutRequest(
            new Auth0LogoutOptions
            {
                Token = token,
                RedirectUri = _home,
                State = Auth0Secret.FromPlainText("a b&c"),
                UiLocales = ["de", "en"],
                LogoutHint = "ses_1",
                IsFederated = true,
            }
        );

        Assert.True(request.HasIdTokenHint);
        Assert.Null(request.Uri);
        Assert.Equal($"{Tenant.Issuer}oidc/logout", request.Endpoint.AbsoluteUri);
        Assert.Equal(
            $"{Tenant.Issuer}oidc/logout?client_id={Web.ClientId}&id_token_hint={token.IdToken!.Reveal()}"
                + "&post_logout_redirect_uri=https%3A%2F%2Fweb-portal.example.com&state=a%20b%26c&logout_hint=ses_1&ui_locales=de%20en&federated",
            request.SecretUri.Reveal()
        );
        Assert.DoesNotContain(
            token.IdToken.Reveal(),
            string.Join(' ', typeof(Auth0LogoutRequest).GetProperties().Select(property => $"{property.GetValue(request)}")) + request,
            StringComparison.Ordinal
        );

        using var answer = await OpenAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("https://web-portal.example.com?state=a%20b%26c", answer.Headers.Location!.OriginalString);
        Assert.Null(Tenant.SignInAs);
    }

    [Fact]
    public async Task WithoutAHint_TheUserIsAskedFirst()
    {
        Tenant.SignInAs = Tenant.GetUser("alice");
        var request = Web.CreateLogoutRequest(new Auth0LogoutOptions { RedirectUri = _home });

        Assert.Equal(
            $"{Tenant.Issuer}oidc/logout?client_id={Web.ClientId}&post_logout_redirect_uri=https%3A%2F%2Fweb-portal.example.com",
            request.Uri!.AbsoluteUri
        );
        using var question = await OpenAsync(request);
        Assert.Equal(HttpStatusCode.OK, question.StatusCode);
        Assert.NotNull(Tenant.SignInAs);
        using var click = new FormUrlEncodedContent([
            new("confirmed", "yes"),
            new("client_id", Web.ClientId),
            new("post_logout_redirect_uri", _home.OriginalString),
        ]);
        using var answer = await _browser.PostAsync(request.Endpoint, click, Cancel);

        Assert.Equal(_home.OriginalString, answer.Headers.Location!.OriginalString);
        Assert.Null(Tenant.SignInAs);
    }

    [Fact]
    public async Task V2_AsksNothing()
    {
        Tenant.SignInAs = Tenant.GetUser("alice");
        var request = Web.CreateLogoutRequest(
            new Auth0LogoutOptions
            {
                RedirectUri = _home,
                IsV2 = true,
                IsFederated = true,
            }
        );

        Assert.Equal(
            $"{Tenant.Issuer}v2/logout?client_id={Web.ClientId}&returnTo=https%3A%2F%2Fweb-portal.example.com&federated",
            request.Uri!.AbsoluteUri
        );
        using var answer = await OpenAsync(request);
        Assert.Equal(_home.OriginalString, answer.Headers.Location!.OriginalString);
        Assert.Null(Tenant.SignInAs);
    }

    [Fact]
    public async Task ExpiredIdToken_IsStillAHint_AndAForgedOrForeignOneIsNot()
    {
        var token = await SignInAsync(Web, "alice", "openid");
        var other = await SignInAsync(Mobile, "alice", "openid");
        Time.Advance(TimeSpan.FromDays(2));

        using var expired = await OpenAsync(Web.CreateLogoutRequest(new Auth0LogoutOptions { Token = token, RedirectUri = _home }));
        using var forged = await OpenAsync(
            Web.CreateLogoutRequest(
                new Auth0LogoutOptions { IdTokenHint = Auth0Secret.FromPlainText(token.IdToken!.Reveal()[..^6] + "AAAAAA") }
            )
        );
        Fails(Auth0ErrorCode.ClientMismatch, new Auth0LogoutOptions { IdTokenHint = other.IdToken });
        var own = Web.CreateLogoutRequest(new Auth0LogoutOptions { IdTokenHint = token.IdToken });
        var swapped = own.SecretUri.Reveal().Replace(token.IdToken.Reveal(), other.IdToken!.Reveal(), StringComparison.Ordinal);
        using var foreign = await _browser.GetAsync(new Uri(swapped), Cancel);
        using var elsewhere = await OpenAsync(
            Web.CreateLogoutRequest(new Auth0LogoutOptions { Token = token, RedirectUri = new Uri("https://evil.example.com/") })
        );

        Assert.Equal(HttpStatusCode.Redirect, expired.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
    }

    [Fact]
    public async Task TokenWithoutAnIdToken_OrOfAnotherApplication_HasItsOwnError()
    {
        var plain = await SignInAsync(Web, "alice", "read:orders");
        var other = await SignInAsync(Mobile, "alice", "openid");

        Fails(Auth0ErrorCode.MissingOpenIdScope, new Auth0LogoutOptions { Token = plain });
        Fails(Auth0ErrorCode.ClientMismatch, new Auth0LogoutOptions { Token = other });
        Fails(Auth0ErrorCode.InvalidJwt, new Auth0LogoutOptions { IdTokenHint = Auth0Secret.FromPlainText("canary") });
        Fails(Auth0ErrorCode.InvalidRedirectUri, new Auth0LogoutOptions { RedirectUri = new Uri("/home", UriKind.Relative) });
        Fails(Auth0ErrorCode.InvalidRedirectUri, new Auth0LogoutOptions { RedirectUri = new Uri("https://u:canary@example.com/") });
        Fails(Auth0ErrorCode.ConflictingParameters, new Auth0LogoutOptions { State = Auth0Secret.FromPlainText("x") });
        Fails(Auth0ErrorCode.ConflictingParameters, new Auth0LogoutOptions { IsV2 = true, LogoutHint = "x" });
    }

    public override ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return base.DisposeAsync();
    }

    private void Fails(Auth0ErrorCode code, Auth0LogoutOptions options)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Web.CreateLogoutRequest(options));
        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> OpenAsync(Auth0LogoutRequest request) =>
        _browser.GetAsync(new Uri(request.SecretUri.Reveal()), Cancel);
}
