using System.Security.Cryptography;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.Storage;

namespace Auth0Flows.Tests.Sessions;

/// <summary>The exchange of identity tokens: what is sent, what is cached, and when it is renewed.</summary>
public sealed class WorkloadTokenTests : WorkloadSessionTest
{
    [Fact]
    public async Task GitHub_IsAskedForATokenForTheTenant_WhichIsExchanged_WithoutASecret()
    {
        var session = OnGitHub();

        var token = await GetOrdersAsync(session, "read:orders");

        var request = Assert.Single(SourceRequests);
        Assert.Equal("GET", request.Method);
        Assert.Equal($"api-version=2.0&audience={Uri.EscapeDataString(Tenant.Issuer)}", request.Query);
        Assert.Equal($"Bearer {Reveal(Workload.RequestToken)}", request.Headers["Authorization"]);
        var form = LastForm;
        Assert.Equal(
            Fields(
                ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
                ("client_id", session.ClientId),
                ("subject_token", form["subject_token"]),
                ("subject_token_type", Type),
                ("audience", Orders),
                ("scope", "read:orders")
            ),
            form
        );
        Assert.Equal("repo:acme/app:ref:refs/heads/main", Auth0Jwt.Decode(form["subject_token"]).Subject);
        Assert.Equal(Auth0GrantType.TokenExchange, token.GrantType);
        Assert.Equal(Workload.User.UserId, token.Subject);
        Assert.Equal(["read:orders"], token.Scope);
    }

    [Fact]
    public async Task GitHub_IsAskedForTheAudienceThatWasSpecified()
    {
        Tenant.AddWorkload(Type, "another", Tenant.GetUser("alice"));
        var session = OnGitHub("https://custom.example.com/?a=1&b=2");

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidSubjectToken, () => GetOrdersAsync(session)); // the tenant wants its own

        Assert.EndsWith("&audience=https%3A%2F%2Fcustom.example.com%2F%3Fa%3D1%26b%3D2", SourceRequests[0].Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AzureDevOps", null, "api-version=7.1")]
    [InlineData("AzureDevOps:c0ffee", null, "api-version=7.1&serviceConnectionId=c0ffee")]
    [InlineData("azuredevops", "beef", "api-version=7.1&serviceConnectionId=beef")]
    public async Task AzureDevOps_IsAsked_ForTheServiceConnection(string source, string? variable, string query)
    {
        Variables["SYSTEM_OIDCREQUESTURI"] = Workload.OidcRequestUri;
        Variables["SYSTEM_ACCESSTOKEN"] = Reveal(Workload.RequestToken);
        Variables["AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"] = variable ?? "";

        Assert.Equal(Workload.User.UserId, (await GetOrdersAsync(OfWorkload(source))).Subject);

        var request = Assert.Single(SourceRequests);
        Assert.Equal("POST", request.Method);
        Assert.Equal(query, request.Query);
        Assert.Equal("Suppress", request.Headers["X-TFS-FedAuthRedirect"]);
    }

    [Theory]
    [InlineData("GitLab", "AUTH0_ID_TOKEN")]
    [InlineData("env:MY_TOKEN", "MY_TOKEN")]
    public async Task Variable_IsReadForEachExchange(string source, string variable)
    {
        var session = OfWorkload(source);
        Variables[variable] = $" {Reveal(Workload.IssueToken())}\n";
        await GetOrdersAsync(session);
        Variables[variable] = Reveal(Workload.IssueToken());

        await session.GetTokenAsync("urn:example:reports", cancellationToken: Cancel);

        Assert.Equal(2, SentTokens.Distinct().Count());
        Assert.Equal(Variables[variable], SentTokens[1]);
        Assert.Empty(SourceRequests);
    }

    [Fact]
    public async Task File_IsReadAgain_BecauseItsTokenRotates()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "token");
        await File.WriteAllTextAsync(path, Reveal(Workload.IssueToken()), Cancel);
        var session = OfWorkload(path);
        var first = await GetOrdersAsync(session);
        Time.Advance(first.RenewsAt - Time.GetUtcNow());
        var rotated = Reveal(Workload.IssueToken());
        await File.WriteAllTextAsync(path, rotated + "\n", Cancel);

        Assert.NotSame(first, await GetOrdersAsync(session));

        Assert.Equal(rotated, SentTokens[1]);
    }

    [Fact]
    public async Task Token_IsCached_AndRenewedWithAnotherIdentityToken_BeforeItExpires()
    {
        var session = OnGitHub();
        var first = await GetOrdersAsync(session);
        Assert.Same(first, await GetOrdersAsync(session));
        Assert.Single(SourceRequests);
        Time.Advance(first.RenewsAt - Time.GetUtcNow());
        Assert.False(first.IsExpired);

        var second = await GetOrdersAsync(session);

        Assert.NotSame(first, second);
        Assert.Equal(2, SourceRequests.Count);
        Assert.Equal(2, SentTokens.Distinct().Count()); // the first has expired by then
        Assert.Same(second, Assert.Single(session.Tokens));
    }

    [Fact]
    public async Task FiftyCallers_CostOneIdentityToken_AndOneExchange()
    {
        var session = OnGitHub();
        using var start = new Barrier(50);

        var tokens = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                start.SignalAndWait(Cancel);
                                return GetOrdersAsync(session);
                            },
                            Cancel,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );

        Assert.All(tokens, token => Assert.Same(tokens[0], token));
        Assert.Single(SourceRequests);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Token_IsRenewedLater_WhileTheCiIsDown_AndThatIsSaid()
    {
        var session = OnGitHub(retries: 0);
        var first = await GetOrdersAsync(session);
        Time.Advance(first.RenewsAt - Time.GetUtcNow());
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/workloads/*", StatusCode = 503 });

        Assert.Same(first, await GetOrdersAsync(session));

        Assert.Contains("yet", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WhoseTokenTheApiRefuses_IsTriedOnceMore_WithAnotherExchange()
    {
        var session = OnGitHub();
        await GetOrdersAsync(session);
        Tenant.RevokeTokens();

        await session.SendAsync(
            new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/x"), Audience = Orders },
            cancellationToken: Cancel
        );

        Assert.Equal(2, SentTokens.Distinct().Count());
    }

    [Fact]
    public async Task PrivateKey_AuthenticatesTheApplication_BesideTheIdentityToken()
    {
        using var rsa = RSA.Create(2048);
        var web = WebApplication.ClientId;
        Tenant.AddClientCredential(web, rsa.ExportSubjectPublicKeyInfoPem());
        SetGitHub(Workload.RequestUrl);
        var client = Auth0ClientAuthentication.PrivateKeyText(web, rsa.ExportPkcs8PrivateKeyPem());

        Assert.Equal(Workload.User.UserId, (await GetOrdersAsync(OfWorkload("GitHub", client: client))).Subject);

        Assert.True(LastForm.ContainsKey("client_assertion"));
    }

    [Fact]
    public async Task ApplicationsOwnTokens_StayApartFromItsWorkloads()
    {
        SetGitHub(Workload.RequestUrl);
        Tenant.ConfigureApplication(Tenant.ClientId, """{"token_exchange":{"allow_any_profile_of_type":["custom_authentication"]}}""");
        var session = OfWorkload("GitHub", client: Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Tenant.ClientSecret));

        var workload = await GetOrdersAsync(session);
        var own = await session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: Cancel);

        Assert.Equal(Auth0GrantType.ClientCredentials, own.GrantType);
        Assert.Same(workload, await GetOrdersAsync(session));
        Assert.Same(own, await session.GetTokenAsync(new ClientCredentialsGrant(Orders), cancellationToken: Cancel));
        Assert.Equal(2, session.Tokens.Count);
        Assert.True(await session.ForgetAsync(workload, cancellationToken: Cancel));
        Assert.Same(own, Assert.Single(session.Tokens));
    }

    [Fact]
    public async Task SessionsOfTheSameSource_Share_AndOthersDoNot()
    {
        using var one = OnGitHub(time: TimeProvider.System);
        using var same = OnGitHub(time: TimeProvider.System);
        using var other = OfWorkload("env:OTHER", time: TimeProvider.System);
        using var person = Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), systemTime: true);
        Tenant.ClockSkew = DateTimeOffset.UtcNow - Time.GetUtcNow();
        var token = await GetOrdersAsync(one);

        Assert.Same(token, await GetOrdersAsync(same));

        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.FederatedTokenMissing, () => GetOrdersAsync(other));
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.MissingClientSecret, () => GetOrdersAsync(person));
        Assert.Empty(person.Tokens);
    }

    [Fact]
    public async Task TokenStore_GetsNoneOfThem()
    {
        SetGitHub(Workload.RequestUrl);
        var session = OfWorkload("GitHub", store: new MemoryTokenStore(new MemoryContent()), cacheKey: "0123456789abcdef");

        await GetOrdersAsync(session);

        Assert.Equal(0, await session.CountStoredTokensAsync(cancellationToken: Cancel));
        Assert.Single(session.Tokens);
    }

    [Fact]
    public async Task DefaultScopesAndOrganization_OfTheSession_AreRequested()
    {
        SetGitHub(Workload.RequestUrl);
        using var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(Tenant.Domain),
                Client = Auth0ClientAuthentication.None(MobileApplication.ClientId),
                Audience = Orders,
                Scope = ["read:orders"],
                TimeProvider = Time,
                FederatedToken = Auth0FederatedToken.Parse("GitHub", Type).With(Variables.GetValueOrDefault),
            }
        );

        await session.GetTokenAsync((string?)null, "acme", cancellationToken: Cancel);

        Assert.Equal(("read:orders", "acme", Orders), (LastForm["scope"], LastForm["organization"], LastForm["audience"]));
    }

    [Theory]
    [InlineData("env:CI_TOKEN", false)]
    [InlineData("./", true)]
    public async Task AnotherIdentity_InTheSameVariableOrFile_DoesNotGetTheFirstOnesToken(string source, bool isFile)
    {
        var grace = Tenant.AddWorkload("urn:acme:grace", "repo:acme/other", Tenant.GetUser("grace"));
        var path = isFile ? Path.Combine(Directory.CreateTempSubdirectory().FullName, "token") : source;
        Tenant.ClockSkew = DateTimeOffset.UtcNow - Time.GetUtcNow();
        Put(Reveal(Workload.IssueToken()));
        using var one = OfWorkload(path, time: TimeProvider.System);
        Assert.Equal(Workload.User.UserId, (await GetOrdersAsync(one)).Subject);

        Put(Reveal(Tenant.AddWorkload("urn:acme:ci2", "repo:acme/fork", grace.User).IssueToken()));
        using var other = OfWorkload(path, time: TimeProvider.System);

        // Its issuer is that of another profile, so the tenant refuses it; without a request it would have been alice's.
        var before = TokenRequests;
        await Record.ExceptionAsync(() => GetOrdersAsync(other));
        Assert.Equal(before + 1, TokenRequests);
        Assert.DoesNotContain(other.Tokens, token => token.Subject == Workload.User.UserId);
        Assert.Single(one.Tokens);

        void Put(string token)
        {
            Variables["CI_TOKEN"] = token;
            if (isFile)
            {
                File.WriteAllText(path, token);
            }
        }
    }

    [Fact]
    public async Task Token_IsUsedUntilItExpires_WhenItsIdentityTokenHasExpiredOrIsGone()
    {
        Variables["AUTH0_ID_TOKEN"] = Reveal(Workload.IssueToken(lifetime: TimeSpan.FromMinutes(5)));
        var session = OfWorkload("GitLab");
        var first = await GetOrdersAsync(session);
        Time.Advance(first.RenewsAt - Time.GetUtcNow());

        Assert.Same(first, await GetOrdersAsync(session));
        Variables.Clear();
        Assert.Same(first, await GetOrdersAsync(session));

        Assert.Equal(
            2,
            Log.Messages(Auth0ActivityKind.Warning).Count(message => message.Contains("until it expires", StringComparison.Ordinal))
        );
        Time.Advance(first.ExpiresIn);
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.FederatedTokenMissing, () => GetOrdersAsync(session));
    }

    [Fact]
    public async Task Token_IsUsedUntilItExpires_WhenTheCiRefusesAnotherOne()
    {
        var session = OnGitHub(retries: 0);
        var first = await GetOrdersAsync(session);
        Time.Advance(first.RenewsAt - Time.GetUtcNow());
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/workloads/*",
                StatusCode = 403,
                Body = """{"message":"the job has ended"}""",
            }
        );

        Assert.Same(first, await GetOrdersAsync(session));

        Assert.Contains("the job has ended", Assert.Single(Log.Messages(Auth0ActivityKind.Warning)), StringComparison.Ordinal);
    }
}
