using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Sessions;

/// <summary>What is wrong with a workload's identity: each has its own code, and no message repeats a token.</summary>
public sealed class WorkloadErrorTests : WorkloadSessionTest
{
    [Fact]
    public async Task GitHub_WithoutThePermission_SaysWhichOne()
    {
        Variables["GITHUB_ACTIONS"] = "true";

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FederatedTokenNotPermitted,
            () => GetOrdersAsync(OfWorkload("GitHub"))
        );

        Assert.Contains("id-token: write", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData("GitHub")]
    [InlineData("AzureDevOps")]
    [InlineData("GitLab")]
    [InlineData("env:NOT_SET")]
    [InlineData("./no/such/file")]
    public async Task Source_ThatIsNotThere_IsMissing(string source)
    {
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.FederatedTokenMissing, () => GetOrdersAsync(OfWorkload(source)));

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task GitLab_WithoutIdTokens_SaysWhatTheJobNeeds()
    {
        Variables["GITLAB_CI"] = "true";

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FederatedTokenMissing,
            () => GetOrdersAsync(OfWorkload("GitLab"))
        );

        Assert.Contains("id_tokens:", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AzureDevOps_WithoutTheAccessToken_SaysHowItIsMapped()
    {
        Variables["SYSTEM_OIDCREQUESTURI"] = Workload.OidcRequestUri;

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FederatedTokenNotPermitted,
            () => GetOrdersAsync(OfWorkload("AzureDevOps"))
        );

        Assert.Contains("$(System.AccessToken)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData("http://ci.example.com/token")]
    [InlineData("ftp://ci.example.com/token")]
    [InlineData("https://user:s3cret@ci.example.com/token")]
    [InlineData("not an address")]
    public async Task Address_ThatIsNotHttps_GetsNoToken(string url)
    {
        SetGitHub(url);

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidFederatedTokenSource,
            () => GetOrdersAsync(OfWorkload("GitHub"))
        );

        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_GetsNoToken()
    {
        using var elsewhere = Auth0LocalTenant.Start();
        SetGitHub($"{Tenant.Domain}/redirect?to={elsewhere.Domain}/workloads/x/token");

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.RedirectRefused, () => GetOrdersAsync(OfWorkload("GitHub")));

        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData(500, null, Auth0ErrorCode.FederatedTokenUnavailable)]
    [InlineData(429, null, Auth0ErrorCode.FederatedTokenUnavailable)]
    [InlineData(403, """{"message":"no connection c0ffee"}""", Auth0ErrorCode.FederatedTokenRefused)]
    [InlineData(200, "{}", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, """{"value":""}""", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, """{"value":7}""", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, "[]", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, """{"value":"opaque"}""", Auth0ErrorCode.InvalidFederatedToken)]
    public async Task Answer_ThatIsNoToken_HasItsOwnCode_AndNothingIsExchanged(int status, string? body, Auth0ErrorCode code)
    {
        var session = OnGitHub(retries: 0);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                StatusCode = status,
                Body = body,
            }
        );

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() => GetOrdersAsync(session));

        Assert.Equal(code, failure.Code);
        Assert.Equal(0, TokenRequests);
        Assert.NotNull(await GetOrdersAsync(session));
    }

    // A login page, or a proxy's: it isn't the tenant that answered so.
    [Theory]
    [InlineData("text/html")]
    [InlineData("text/plain")]
    public async Task Answer_ThatIsNoJson_IsTheCis(string type)
    {
        var session = OnGitHub(retries: 0);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                StatusCode = 200,
                Body = "<html>Sign in</html>",
                ContentType = type,
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.FederatedTokenRefused, () => GetOrdersAsync(session));

        Assert.StartsWith("GitHub gave no identity token", failure.Message, StringComparison.Ordinal);
        Assert.Contains(type, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithATokenTooLong_IsRefused()
    {
        var session = OnGitHub(retries: 0);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                StatusCode = 200,
                Body = $$"""{"value":"{{new string('a', 70_000)}}"}""",
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => GetOrdersAsync(session));
    }

    [Fact]
    public async Task Answer_ThatRepeatsTheRequestToken_IsShownWithoutIt()
    {
        var session = OnGitHub(retries: 0);
        var secret = Reveal(Workload.RequestToken);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                StatusCode = 403,
                Body = $$"""{"message":"Bad credentials: {{secret}}"}""",
            }
        );

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.FederatedTokenRefused, () => GetOrdersAsync(session));

        Assert.Contains("Bad credentials", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ci_ThatIsNotReachable_IsUnavailable_AfterRetries()
    {
        var session = OnGitHub(retries: 2);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 3,
            }
        );

        var failure = await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.FederatedTokenUnavailable, () => GetOrdersAsync(session));

        Assert.True(failure.IsTransient);
        Assert.StartsWith("GitHub could not be asked", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, SourceRequests.Count);
    }

    [Fact]
    public async Task Token_ThatHasExpired_IsNotSent()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken(lifetime: TimeSpan.FromMinutes(5)));
        var session = OfWorkload("GitLab");
        Time.Advance(TimeSpan.FromMinutes(5));

        var failure = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.FederatedTokenExpired, () => GetOrdersAsync(session));

        Assert.DoesNotContain(Variables["AUTH0_ID_TOKEN"], failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task Token_ForAnotherAudience_IsNotSent()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken("https://vault.example.com/"));

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.FederatedTokenAudienceMismatch,
            () => GetOrdersAsync(OfWorkload("GitLab", "https://acme.eu.auth0.com/"))
        );

        Assert.Contains("https://vault.example.com/, not for https://acme.eu.auth0.com/", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task Token_ForAnotherAudience_ThatNobodySpecified_IsRefusedByTheTenant()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken("https://vault.example.com/"));

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidSubjectToken, () => GetOrdersAsync(OfWorkload("GitLab")));

        Assert.Contains("'aud' must be", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Type_WithoutAProfile_IsUnknown()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken());

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.UnknownSubjectTokenType,
            () => GetOrdersAsync(OfWorkload("GitLab", type: "urn:acme:other"))
        );
    }

    [Fact]
    public async Task Application_WithoutTheGrant_IsNotAllowed()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken());
        var client = Auth0ClientAuthentication.None(Tenant.GetApplication("TV Player").ClientId);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.TokenExchangeNotAllowed,
            () => GetOrdersAsync(OfWorkload("GitLab", client: client))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task File_ThatIsEmpty_IsMissing(string content) =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.FederatedTokenMissing, () => GetOrdersAsync(OfFile(content)));

    [Fact]
    public async Task File_ThatIsNoToken_IsInvalid_AndNotRepeated()
    {
        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidFederatedToken,
            () => GetOrdersAsync(OfFile("s3cret password"))
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidFederatedToken,
            () => GetOrdersAsync(OfFile(new string('a', 70_000)))
        );

        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GitHubActions", "'GitHubActions' is no source")]
    [InlineData("", "The text is no source")]
    [InlineData("env:", "'env:' is no source")]
    [InlineData("env:A/B", "'env:A/B' is no source")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl", "The text is no source")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30./", "The text is no source")]
    [InlineData("https://ci.example.com/token", "'https://ci.example.com/token' is no source")]
    public void Parse_OfWhatIsNoSource_SaysWhatOnesThereAre(string text, string message)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0FederatedToken.Parse(text, Type));

        Assert.Equal(Auth0ErrorCode.InvalidFederatedTokenSource, failure.Code);
        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
    }

    // Somebody specified the token instead of its source: neither GitHub's nor GitLab's job tokens are JWTs.
    [Theory]
    [InlineData("ghs_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX")]
    [InlineData("glcbt-64_abcDEF123456ghi789")]
    [InlineData("glcbt-abcdefghijklmnopqrst")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void Token_InThePlaceOfItsSource_IsNotRepeated(string token)
    {
        foreach (var text in new[] { token, $"env:{token}", $"AzureDevOps {token}", $"  {token}\n" })
        {
            var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0FederatedToken.Parse(text, Type));

            Assert.Equal(Auth0ErrorCode.InvalidFederatedTokenSource, failure.Code);
            Assert.DoesNotContain(token, failure.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AUTH0_ID_TOKEN")]
    [InlineData("MY_OIDC_2")]
    [InlineData("ENVIRONMENT")]
    [InlineData("token")]
    [InlineData("_TOKEN")]
    public void NameOfAVariable_NeedsNotBeSetYet(string name) =>
        Assert.Equal(name, Auth0FederatedToken.Parse($"env:{name}", Type).Location);

    [Fact]
    public void Token_InThePlaceOfTheTypeOrTheAudience_IsNotRepeated()
    {
        const string Token = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl";

        var type = Assert.Throws<Auth0ConfigurationException>(() => Auth0FederatedToken.Parse("GitHub", Token));
        var audience = Assert.Throws<Auth0ConfigurationException>(() => Auth0FederatedToken.Parse("GitHub", Type, Token));

        Assert.Equal(Auth0ErrorCode.InvalidSubjectTokenType, type.Code);
        Assert.Equal(Auth0ErrorCode.InvalidFederatedTokenSource, audience.Code);
        Assert.DoesNotMatch(JwtText.Start, type.ToString() + audience);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("")]
    [InlineData("urn:ietf:params:oauth:token-type:jwt")]
    [InlineData("URN:IETF:params:oauth:token-type:jwt")]
    [InlineData("https://auth0.com/x")]
    [InlineData("http://okta.com")]
    [InlineData("urn:auth0:x")]
    public void Parse_OfATypeThatNoProfileHas_SaysSo(string type) =>
        Assert.Equal(
            Auth0ErrorCode.InvalidSubjectTokenType,
            Assert.Throws<Auth0ConfigurationException>(() => Auth0FederatedToken.Parse("GitHub", type)).Code
        );

    [Theory]
    [InlineData("urn:acme:github")]
    [InlineData("https://auth0.com.example.com/x")]
    [InlineData("urn:auth0s:x")]
    public void Parse_OfAnotherType_TakesIt(string type) => Assert.Equal(type, Auth0FederatedToken.Parse("GitHub", type).SubjectTokenType);

    private Auth0Session OfFile(string content)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "token");
        File.WriteAllText(path, content);
        return OfWorkload(path);
    }
}
