using System.Collections.Specialized;

namespace Auth0Flows.Tests.Logins;

/// <summary>The parameters of /authorize: with options of their own, and any other.</summary>
public sealed class AuthorizeParameterTests : BrowserTest
{
    private const string MultiFactor = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_Arrive(bool isPushed)
    {
        var request = await BeginAsync(
            Options(isPushed: isPushed) with
            {
                AcrValues = [MultiFactor, "urn:other"],
                UILocales = ["de-CH", "fr"],
                ScreenHint = "signup",
                Display = "touch",
                ConnectionScope = ["https://idp.example.com/a", "b"],
                AdditionalParameters = new Dictionary<string, string>
                {
                    ["access_type"] = "offline",
                    ["ext-näme"] = "a b&c=d",
                    ["empty"] = "",
                },
            }
        );

        var sent = await SentAsync(request, isPushed);
        Assert.Equal($"{MultiFactor} urn:other", sent["acr_values"]);
        Assert.Equal("de-CH fr", sent["ui_locales"]);
        Assert.Equal("signup", sent["screen_hint"]);
        Assert.Equal("touch", sent["display"]);
        Assert.Equal("https://idp.example.com/a,b", sent["connection_scope"]);
        Assert.Equal("offline", sent["access_type"]);
        Assert.Equal("a b&c=d", sent["ext-näme"]);
        Assert.Null(sent["empty"]); // RFC 6749 §3.1: the same as omitted
    }

    [Fact]
    public async Task TypedOnes_MayBeAmongTheOthers()
    {
        var request = await BeginAsync(
            Options() with
            {
                AdditionalParameters = new Dictionary<string, string> { ["acr_values"] = MultiFactor, ["screen_hint"] = "signup" },
            }
        );

        var sent = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
        Assert.Equal(MultiFactor, sent["acr_values"]);
        Assert.Equal("signup", sent["screen_hint"]);
    }

    [Theory]
    [InlineData("state", "every login sets it itself")]
    [InlineData("nonce", "every login sets it itself")]
    [InlineData("client_id", "every login sets it itself")]
    [InlineData("code_challenge", "every login sets it itself")]
    [InlineData("code_challenge_method", "every login sets it itself")]
    [InlineData("client_secret", "every login sets it itself")]
    [InlineData("client_assertion", "every login sets it itself")]
    [InlineData("dpop_jkt", "every login sets it itself")]
    [InlineData("redirect_uri", "it is set by RedirectUri")]
    [InlineData("response_type", "it is set by ResponseType")]
    [InlineData("response_mode", "it is set by ResponseMode")]
    [InlineData("scope", "it is set by Scope")]
    [InlineData("audience", "it is set by Audience")]
    [InlineData("organization", "it is set by Organization")]
    [InlineData("max_age", "it is set by MaxAge")]
    [InlineData("id_token_hint", "it is set by IdTokenHint")]
    [InlineData("authorization_details", "it is set by AuthorizationDetails")]
    [InlineData("request", "it is set by SignedRequest")]
    [InlineData("request_uri", "it is set by Pushed")]
    public async Task WhatALoginSets_CannotBeOverridden(string name, string reason)
    {
        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ReservedParameter,
            () => BeginAsync(Options() with { AdditionalParameters = new Dictionary<string, string> { [name] = "evil" } })
        );

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATypedOneTwice_IsAConflict() =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ConflictingParameters,
            () =>
                BeginAsync(
                    Options() with
                    {
                        UILocales = ["de"],
                        AdditionalParameters = new Dictionary<string, string> { ["ui_locales"] = "fr" },
                    }
                )
        );

    [Fact]
    public async Task AnIdTokenHint_IsPushed_OrNotSentAtAll()
    {
        var first = await BeginAsync(Options());
        var hint = (await CompleteAsync(first, await VisitAsync(first.Uri))).IdToken!;

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ConflictingParameters,
            () => BeginAsync(Options() with { IdTokenHint = hint })
        );
        var request = await BeginAsync(Options(isPushed: true) with { IdTokenHint = hint });

        Assert.Equal(hint.Reveal(), (await SentAsync(request, isPushed: true))["id_token_hint"]);
        Assert.DoesNotContain("hint", request.Uri.Query, StringComparison.Ordinal);
    }

    // A user's token is shown to its own tenant only, and only for its own application.
    [Theory]
    [InlineData("""{"iss":"https://other.eu.auth0.com/","aud":"*","sub":"auth0|1"}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData("""{"aud":"*","sub":"auth0|1"}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData("""{"iss":"!","aud":"https://orders.example.com/","sub":"auth0|1"}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData("""{"iss":"!","aud":["a","b"]}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData("""{"iss":"!","aud":1}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData("""{"iss":"!"}""", Auth0ErrorCode.ClientMismatch)]
    [InlineData(null, Auth0ErrorCode.InvalidJwt)]
    public async Task AHintOfAnotherTenantOrApplication_IsNotSent(string? claims, Auth0ErrorCode code)
    {
        var text = claims
            ?.Replace("\"*\"", $"\"{Session.ClientId}\"", StringComparison.Ordinal)
            .Replace("\"!\"", $"\"{Tenant.Domain}/\"", StringComparison.Ordinal);
        var hint = text is null ? "opaque" : $"{Encode("{\"alg\":\"RS256\"}")}.{Encode(text)}.c2lnbmF0dXJl";

        await FailsAsync<Auth0ConfigurationException>(
            code,
            () => BeginAsync(Options(isPushed: true) with { IdTokenHint = Auth0Secret.FromPlainText(hint) })
        );

        Assert.DoesNotContain(Tenant.Requests, static request => request.Path == "/oauth/par");

        static string Encode(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
    }

    [Theory]
    [InlineData("dave", true)]
    [InlineData("alice", false)]
    public async Task AcrValues_AreMetByUsersWithASecondFactor_AndTheIdTokenSaysSo(string user, bool isMet)
    {
        Tenant.SignInAs = Tenant.GetUser(user);
        var request = await BeginAsync(Options() with { AcrValues = [MultiFactor] });

        var token = await CompleteAsync(request, await VisitAsync(request.Uri));

        Assert.Equal(isMet ? MultiFactor : null, token.IdClaims["acr"]);
        Assert.Equal(isMet ? ["mfa"] : null, (object?[]?)token.IdClaims["amr"]);
    }

    [Fact]
    public async Task ThePage_FollowsTheHints()
    {
        Tenant.SignInAs = null;

        var signUp = await Browser.GetStringAsync(
            (await BeginAsync(Options() with { ScreenHint = "signup", UILocales = ["de", "fr"] })).Uri,
            Cancel
        );
        var logIn = await Browser.GetStringAsync((await BeginAsync()).Uri, Cancel);

        Assert.Contains("<h1>Sign Up</h1>", signUp, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"de\">", signUp, StringComparison.Ordinal);
        Assert.Contains("<h1>Welcome</h1>", logIn, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", logIn, StringComparison.Ordinal);
    }

    private async Task<NameValueCollection> SentAsync(Auth0AuthorizeRequest request, bool isPushed)
    {
        if (!isPushed)
        {
            return System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
        }

        await VisitAsync(request.Uri);
        var form = new NameValueCollection();
        foreach (var name in Tenant.Requests.Single(one => one.Path == "/oauth/par").Form.Keys)
        {
            form[name] = Tenant.Requests.Single(one => one.Path == "/oauth/par").Form[name];
        }

        return form;
    }
}
