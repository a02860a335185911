using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>The code flow and the hybrid flow: RFC 6749 §4.1, OpenID Connect Core §3.3, with PKCE.</summary>
public sealed class BrowserLoginTests : BrowserTest
{
    [Theory]
    [InlineData("code", false)]
    [InlineData("code id_token", false)]
    [InlineData("code token", true)]
    [InlineData("code id_token token", true)]
    public async Task EachResponseType_EndsInASignedInSession(string responseType, bool hasFrontChannelToken)
    {
        var request = await BeginAsync(responseType);
        var form = await VisitAsync(request.Uri);

        var token = await CompleteAsync(request, form);

        Assert.Same(token, await Web.GetTokenAsync(Orders, cancellationToken: Cancel));
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.NotNull(token.IdToken);
        Assert.NotNull(token.RefreshToken);
        Assert.Equal(hasFrontChannelToken, token.FrontChannelAccessToken is not null);
        if (hasFrontChannelToken)
        {
            Assert.Equal(form["access_token"], token.FrontChannelAccessToken!.Reveal());
            Assert.NotEqual(form["access_token"], token.AccessToken.Reveal());
        }
    }

    [Fact]
    public async Task Request_SaysWhatIsAskedFor_WithPkceStateAndNonce()
    {
        var request = await BeginAsync(
            new Auth0AuthorizeOptions
            {
                ResponseType = "code id_token",
                RedirectUri = new Uri(Callback),
                Audience = Orders,
                Scope = ["read:orders"],
                Organization = "acme",
                Invitation = "ticket",
                Connection = "Username-Password-Authentication",
                LoginHint = "a@b.c",
                Prompt = "login",
                MaxAge = TimeSpan.FromMinutes(5),
            }
        );

        var query = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
        Assert.Equal(
            Fields(
                ("client_id", Web.ClientId),
                ("response_type", "code id_token"),
                ("response_mode", "form_post"),
                ("redirect_uri", Callback),
                ("scope", "openid read:orders"),
                ("audience", Orders),
                ("state", request.State.Reveal()),
                ("nonce", request.Nonce.Reveal()),
                ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(request.CodeVerifier.Reveal())))),
                ("code_challenge_method", "S256"),
                ("organization", "acme"),
                ("invitation", "ticket"),
                ("connection", "Username-Password-Authentication"),
                ("login_hint", "a@b.c"),
                ("prompt", "login"),
                ("max_age", "300")
            ),
            query.AllKeys.ToDictionary(name => name!, name => query[name]!)
        );
        Assert.DoesNotContain(request.State.Reveal(), request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(' ', request.Uri.ToString()); // as PowerShell shows it, and a user copies it
    }

    [Fact]
    public async Task Secrets_AreFreshEachTime()
    {
        var requests = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync()));

        Assert.Equal(
            60,
            requests
                .SelectMany(request => new[] { request.State.Reveal(), request.Nonce.Reveal(), request.CodeVerifier.Reveal() })
                .Distinct()
                .Count()
        );
        Assert.All(requests, request => Assert.Equal(43, request.CodeVerifier.Length));
    }

    [Fact]
    public async Task Exchange_SendsTheVerifier_AndTheSameRedirectAddress()
    {
        var request = await BeginAsync();
        var form = await VisitAsync(request.Uri);

        await CompleteAsync(request, form);

        Assert.Equal(request.CodeVerifier.Reveal(), LastForm["code_verifier"]);
        Assert.Equal(Callback, LastForm["redirect_uri"]);
        Assert.Equal(form["code"], LastForm["code"]);
    }

    [Fact]
    public async Task Query_IsForTheCodeAlone()
    {
        var request = await BeginAsync(Options(mode: Auth0ResponseMode.Query));
        await CompleteAsync(request, await VisitAsync(request.Uri));

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ConflictingParameters,
            () => BeginAsync(Options("code id_token", Auth0ResponseMode.Query))
        );
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.ConflictingParameters, () => BeginAsync(Options("token")));
    }

    [Fact]
    public async Task Pushed_TheParametersGoToTheTenantFirst()
    {
        var request = await BeginAsync(Options("code id_token", isPushed: true));

        var pushed = Tenant.Requests.Single(one => one.Path == "/oauth/par").Form;
        Assert.Equal("code id_token", pushed["response_type"]);
        Assert.Equal(WebApplication.ClientSecret!.Reveal(), pushed["client_secret"]);
        Assert.Equal(["client_id", "request_uri"], System.Web.HttpUtility.ParseQueryString(request.Uri.Query).AllKeys.AsEnumerable());
        await CompleteAsync(request, await VisitAsync(request.Uri));
    }

    [Fact]
    public async Task MaxAge_HoldsTheTimeOfTheLogin()
    {
        var request = await BeginAsync(Options("code id_token", maxAge: TimeSpan.FromMinutes(5)));
        await CompleteAsync(request, await VisitAsync(request.Uri));

        var late = await BeginAsync(Options("code id_token", maxAge: TimeSpan.FromMinutes(5)));
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault
            {
                Claims = new Dictionary<string, object?> { ["auth_time"] = Time.GetUtcNow().AddSeconds(-361) },
            }
        );
        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenAuthenticationTooOld,
            async () => await CompleteAsync(late, await VisitAsync(late.Uri))
        );

        var justInTime = await BeginAsync(Options("code id_token", maxAge: TimeSpan.FromMinutes(5)));
        var auth = new Auth0LocalTenantIdTokenFault
        {
            Claims = new Dictionary<string, object?> { ["auth_time"] = Time.GetUtcNow().AddSeconds(-360) },
        };
        Tenant.AddIdTokenFault(auth);
        await CompleteAsync(justInTime, await VisitAsync(justInTime.Uri)); // clocks may differ by up to a minute

        var endless = await BeginAsync(Options("code id_token", maxAge: TimeSpan.FromMinutes(5)));
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["auth_time"] = DateTimeOffset.MaxValue } }
        );
        await CompleteAsync(endless, await VisitAsync(endless.Uri)); // nothing can be added to it
    }

    [Fact]
    public async Task AnswerToOneLogin_IsNoneToAnother()
    {
        var one = await BeginAsync();
        var other = await BeginAsync();
        var form = await VisitAsync(one.Uri);

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.StateMismatch, () => CompleteAsync(other, form));
        await CompleteAsync(one, form);
        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.StateMismatch, () => CompleteAsync(one, form)); // already answered
    }

    [Fact]
    public async Task CodeUsedTwice_IsRefusedByTheServer()
    {
        var request = await BeginAsync();
        var form = await VisitAsync(request.Uri);
        await Web.GetTokenAsync(
            new AuthorizationCodeGrant(Secret(form["code"]), Callback, request.CodeVerifier),
            cancellationToken: Cancel
        );

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidAuthorizationCode, () => CompleteAsync(request, form));
    }

    [Theory]
    [InlineData("access_denied", "User did not authorize the request", Auth0ErrorCode.AccessDenied)]
    [InlineData("access_denied", "Service not found: https://x/", Auth0ErrorCode.UnknownAudience)]
    [InlineData("login_required", "Login required", Auth0ErrorCode.LoginRequired)]
    [InlineData("consent_required", "Consent required", Auth0ErrorCode.LoginRequired)]
    [InlineData("interaction_required", null, Auth0ErrorCode.LoginRequired)]
    [InlineData("unauthorized", "user is blocked", Auth0ErrorCode.UserBlocked)]
    [InlineData("unauthorized_client", "Grant type 'implicit' not allowed for the client.", Auth0ErrorCode.UnauthorizedClient)]
    [InlineData("unsupported_response_type", "no", Auth0ErrorCode.UnauthorizedClient)]
    [InlineData("invalid_request", "parameter organization is invalid", Auth0ErrorCode.InvalidOrganization)]
    [InlineData("invalid_scope", "no", Auth0ErrorCode.InvalidScope)]
    [InlineData("server_error", null, Auth0ErrorCode.ServerError)]
    [InlineData("temporarily_unavailable", null, Auth0ErrorCode.ServerError)]
    [InlineData("something_new", "\u001b[31mred", Auth0ErrorCode.RequestFailed)]
    public async Task ErrorOfTheBrowser_HasItsCode_AndSendsNothing(string error, string? description, Auth0ErrorCode code)
    {
        var request = await BeginAsync(Options(organization: "acme"));
        var form = new Dictionary<string, string> { ["state"] = request.State.Reveal(), ["error"] = error };
        if (description is not null)
        {
            form["error_description"] = description;
        }

        var failure = await FailsAsync<Auth0TokenException>(code, () => CompleteAsync(request, form));

        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.Equal(0, TokenRequests);
        Assert.Empty(Web.Tokens);
    }
}
