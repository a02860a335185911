namespace Auth0Flows.Tests.Sessions;

/// <summary>A session with an access token that was obtained elsewhere.</summary>
public sealed class GivenTokenTests : SessionTest
{
    public GivenTokenTests() => Start(static options => options.TimeProvider = TimeProvider.System);

    [Fact]
    public async Task Token_CallsItsApi_WithoutARequestForAnother()
    {
        using var session = await ConnectAsync();

        var answer = await session.SendAsync(new Auth0ApiRequest { Path = "clients" }, Log, Cancel);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(1, TokenRequests); // that of the other session
        Assert.Equal(Auth0GrantType.External, session.Tokens.Single().GrantType);
    }

    [Fact]
    public async Task Session_HasTheTokensTenantAndApplication()
    {
        using var session = await ConnectAsync();

        Assert.Equal(Tenant.Domain, session.Domain.ToString());
        Assert.Equal(Tenant.ClientId, session.ClientId);
        Assert.Equal(Tenant.ManagementAudience, session.ManagementAudience);
        Assert.Equal(Auth0ClientAuthenticationMethod.None, session.ClientAuthenticationMethod);
    }

    [Fact]
    public async Task Token_HasItsTimes()
    {
        var (before, _) = await IssueAsync();
        using var session = New(before.AccessToken);
        var token = session.Tokens.Single();

        Assert.Equal(before.Claims["exp"], token.ExpiresAt);
        Assert.Equal(before.Claims["iat"], token.IssuedAt);
        Assert.Null(token.RefreshToken);
        Assert.Equal(before.Scope, token.Scope);
    }

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("Authorization: Bearer {0}")]
    [InlineData(" \"{0}\" ")]
    public async Task Token_MayBeCopiedWithItsHeader(string text)
    {
        var (token, _) = await IssueAsync();
        var copied = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, token.AccessToken.Reveal());
        using var session = New(Auth0Secret.FromPlainText(copied));

        await session.SendAsync(new Auth0ApiRequest { Path = "clients" }, Log, Cancel);
    }

    [Fact]
    public async Task OtherApi_NeedsAnotherToken()
    {
        using var session = await ConnectAsync();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.MissingClientSecret,
            () => session.GetTokenAsync(Orders, activity: Log, cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task RejectedToken_IsTheApisError()
    {
        using var session = await ConnectAsync();
        Tenant.RevokeTokens();

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            session.SendAsync(new Auth0ApiRequest { Path = "clients" }, Log, Cancel)
        );

        Assert.Equal(401, (int)failure.StatusCode!);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task ExpiredToken_IsAnErrorAtOnce()
    {
        Tenant.TokenLifetime = TimeSpan.FromSeconds(1);
        var (token, _) = await IssueAsync();
        Assert.True(SpinWait.SpinUntil(() => token.IsExpired, TimeSpan.FromSeconds(20)));

        Assert.Equal(
            Auth0ErrorCode.TokenExpired,
            Assert.Throws<Auth0ConfigurationException>(() => Auth0SessionOptions.FromAccessToken(token.AccessToken)).Code
        );
    }

    [Fact]
    public async Task TokenThatExpiresLater_SaysSo_AndIsNotAUsers()
    {
        var (token, _) = await IssueAsync();
        var time = new FakeTime { JumpsOverDelays = true };
        time.Advance(DateTimeOffset.UtcNow - time.GetUtcNow());
        using var session = new Auth0Session(Auth0SessionOptions.FromAccessToken(token.AccessToken) with { TimeProvider = time });
        time.Advance(TimeSpan.FromDays(2));

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenExpired,
            () => session.GetTokenAsync(Tenant.ManagementAudience, cancellationToken: Cancel).AsTask()
        );

        Assert.StartsWith("The token for", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3cret-token", Auth0ErrorCode.InvalidJwt)]
    [InlineData("a.b.c", Auth0ErrorCode.InvalidJwt)]
    [InlineData("eyJhbGciOiJub25lIn0.e30.", Auth0ErrorCode.TokenExpired)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9.", Auth0ErrorCode.MissingParameter)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTksImlzcyI6InVybjphIn0.", Auth0ErrorCode.MissingParameter)]
    public void OtherTokens_AreAnError_ThatDoesNotShowThem(string text, Auth0ErrorCode code)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() =>
            Auth0SessionOptions.FromAccessToken(Auth0Secret.FromPlainText(text))
        );

        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TokenWithoutATenant_IsTakenWithADomain()
    {
        using var session = new Auth0Session(
            Auth0SessionOptions.FromAccessToken(
                Auth0Secret.FromPlainText("eyJhbGciOiJub25lIn0.eyJleHAiOjk5OTk5OTk5OTl9."),
                Auth0Domain.Parse("acme.eu.auth0.com")
            )
        );

        Assert.Equal("acme.eu.auth0.com", session.Domain.ToString());
        Assert.Single(session.Tokens);
    }

    [Fact]
    public async Task Environment_GivesIt_BeforeAnApplication()
    {
        var (token, text) = await IssueAsync();
        var variables = new Dictionary<string, string>
        {
            ["AUTH0_API_TOKEN"] = text,
            ["AUTH0_CLIENT_ID"] = "another",
            ["AUTH0_CLIENT_SECRET"] = "s3cret",
        };
        using var session = new Auth0Session(Auth0SessionOptions.FromEnvironment(variables.GetValueOrDefault)!);

        Assert.Equal(token.ClientId, session.ClientId);
        await session.SendAsync(new Auth0ApiRequest { Path = "clients" }, Log, Cancel);
    }

    private static Auth0Session New(Auth0Secret token) => new(Auth0SessionOptions.FromAccessToken(token));

    private async Task<Auth0Session> ConnectAsync() => New((await IssueAsync()).Token.AccessToken);

    private async Task<(Auth0Token Token, string Text)> IssueAsync()
    {
        var token = await Connect(systemTime: true)
            .GetTokenAsync(new ClientCredentialsGrant(Tenant.ManagementAudience), Log, cancellationToken: Cancel);
        return (token, token.AccessToken.Reveal());
    }
}
