using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Logins;

/// <summary>Signed authorization requests (RFC 9101), with and without PAR, and rich ones (RFC 9396).</summary>
public sealed class SignedRequestTests : BrowserTest
{
    private const string Payment = """[{"type":"payment_initiation","amount":{"currency":"EUR","value":"123.50"}}]""";

    private static readonly RSA _key = RSA.Create(2048);
    private static readonly byte[] _pem = Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem());

    public SignedRequestTests() => Tenant.Apis.Single(api => api.Identifier == Orders).AuthorizationDetailsTypes = ["payment_initiation"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TheRequest_IsSignedWithTheApplicationsKey_AndHasAllParameters(bool isPushed)
    {
        var session = ConnectWithKey(Auth0SigningAlgorithm.PS256);

        var request = await BeginAsync(
            session,
            Options() with
            {
                IsPushed = isPushed,
                IsSigned = true,
                MaxAge = TimeSpan.FromHours(1),
                UILocales = ["de-CH", "de"],
                AdditionalParameters = new Dictionary<string, string>
                {
                    ["ext-theme"] = "dark",
                    ["claims"] = """{"id_token":{"email":null}}""",
                },
            }
        );

        var sent = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
        Assert.Equal(isPushed ? ["client_id", "request_uri"] : ["client_id", "request"], sent.AllKeys);
        var pushed = isPushed ? Tenant.Requests.Single(one => one.Path == "/oauth/par").Form : null;
        if (pushed is not null)
        {
            Assert.Equal(["client_assertion", "client_assertion_type", "client_id", "request"], pushed.Keys.Order());
        }

        var (header, claims) = Read(pushed?["request"] ?? sent["request"]!);
        Assert.Equal("PS256", (string?)header["alg"]);
        Assert.Equal("oauth-authz-req+jwt", (string?)header["typ"]);
        Assert.Equal("app-key", (string?)header["kid"]);
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(WebApplication.ClientId, (string?)claims["iss"]);
        Assert.Equal(WebApplication.ClientId, (string?)claims["client_id"]);
        Assert.Equal(Tenant.Issuer, (string?)claims["aud"]);
        Assert.Equal(now, (long?)claims["iat"]);
        Assert.Equal(now - 10, (long?)claims["nbf"]);
        Assert.Equal(now + 300, (long?)claims["exp"]);
        Assert.Equal(32, ((string)claims["jti"]!).Length);
        Assert.Null(claims["sub"]);
        Assert.Equal("code", (string?)claims["response_type"]);
        Assert.Equal(request.State.Reveal(), (string?)claims["state"]);
        Assert.Equal("S256", (string?)claims["code_challenge_method"]);
        Assert.Equal(3600, (long?)claims["max_age"]);
        Assert.Equal("de-CH de", (string?)claims["ui_locales"]);
        Assert.Equal("dark", (string?)claims["ext-theme"]);
        Assert.IsType<JsonObject>(claims["claims"]);
        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request.Uri), Log, Cancel);
        Assert.Equal([Orders, Tenant.Issuer + "userinfo"], token.Audience);
    }

    [Fact]
    public async Task EachRequest_HasItsOwnId()
    {
        var session = ConnectWithKey();
        var ids = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            var request = await BeginAsync(session, Options() with { IsSigned = true });
            ids.Add((string?)Read(System.Web.HttpUtility.ParseQueryString(request.Uri.Query)["request"]!).Claims["jti"]);
            await VisitAsync(request.Uri);
        }

        Assert.Equal(3, ids.Distinct().Count());
    }

    // The first attempt may have reached the server, which takes each id once.
    [Fact]
    public async Task EachAttempt_HasItsOwnId()
    {
        var session = ConnectWithKey();
        Tenant.AddFault(new() { Path = "/oauth/par", StatusCode = 502 });

        await BeginAsync(session, Options() with { IsSigned = true, IsPushed = true });

        var attempts = Tenant.Requests.Where(one => one.Path == "/oauth/par").ToArray();
        Assert.Equal([502, 201], attempts.Select(one => one.StatusCode));
        Assert.Equal(2, attempts.Select(one => (string?)Read(one.Form["request"]).Claims["jti"]).Distinct().Count());
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("nbf")]
    [InlineData("iat")]
    [InlineData("jti")]
    public async Task ClaimsOfTheJwt_AreNoParameters(string name)
    {
        var options = Options() with { AdditionalParameters = new Dictionary<string, string> { [name] = "x" } };

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.ReservedParameter,
            () => BeginAsync(ConnectWithKey(), options with { IsSigned = true })
        );

        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Auth0SigningAlgorithm.RS256)]
    [InlineData(Auth0SigningAlgorithm.RS384)]
    [InlineData(Auth0SigningAlgorithm.PS256)]
    public async Task AnotherKey_SignsForAnApplicationWithASecret(Auth0SigningAlgorithm algorithm)
    {
        Tenant.AddRequestObjectCredential(
            WebApplication.ClientId,
            _key.ExportSubjectPublicKeyInfoPem(),
            "jar",
            algorithm.ToString(),
            isRequired: true
        );
        using var key = Auth0RequestObjectKey.FromPem(_pem, keyId: "jar", algorithm: algorithm);

        var request = await BeginAsync(Web, Options() with { RequestObjectKey = key, IsPushed = true });
        var token = await CompleteAsync(request, await VisitAsync(request.Uri));

        Assert.Equal("jar", (string?)Read(Tenant.Requests.Single(one => one.Path == "/oauth/par").Form["request"]).Header["kid"]);
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.DoesNotContain("PRIVATE", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAKey_NothingIsSent()
    {
        foreach (var session in (Auth0Session[])[Web, Mobile])
        {
            var failure = await FailsAsync<Auth0ConfigurationException>(
                Auth0ErrorCode.MissingRequestObjectKey,
                () => BeginAsync(session, Options() with { IsSigned = true, IsPushed = true })
            );
            Assert.Contains(session.ClientId, failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task AKeyThatTheApplicationDoesNotHave_IsInvalidRequestObject()
    {
        Tenant.AddRequestObjectCredential(WebApplication.ClientId, RSA.Create(2048).ExportSubjectPublicKeyInfoPem());
        using var key = Auth0RequestObjectKey.FromPem(_pem);

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRequestObject,
            () => BeginAsync(Web, Options() with { RequestObjectKey = key, IsPushed = true })
        );

        Assert.Equal("invalid_request_object", failure.Error);
        Assert.Contains("the signature is invalid", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnApplicationThatIsNotSetUp_IsRequestObjectNotSupported()
    {
        using var key = Auth0RequestObjectKey.FromPem(_pem);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.RequestObjectNotSupported,
            () => BeginAsync(Web, Options() with { RequestObjectKey = key, IsPushed = true })
        );
    }

    // RFC 9101 §7: a server that trusts the redirect address may send the error there.
    [Theory]
    [InlineData("invalid_request_object", Auth0ErrorCode.InvalidRequestObject)]
    [InlineData("request_not_supported", Auth0ErrorCode.RequestObjectNotSupported)]
    [InlineData("invalid_authorization_details", Auth0ErrorCode.InvalidAuthorizationDetails)]
    public async Task ThroughTheBrowser_TheErrorsAreTheSame(string error, Auth0ErrorCode code)
    {
        var request = await BeginAsync();

        await FailsAsync<Auth0TokenException>(
            code,
            () => CompleteAsync(request, new() { ["state"] = request.State.Reveal(), ["error"] = error })
        );
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task AuthorizationDetails_AreOnTheToken(bool isPushed, bool isSigned)
    {
        var session = isSigned ? ConnectWithKey() : Web;
        var options = Options() with
        {
            AuthorizationDetails = Auth0AuthorizationDetails.Parse(Payment),
            IsPushed = isPushed,
            IsSigned = isSigned,
        };

        var request = await BeginAsync(session, options);
        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request.Uri), Log, Cancel);

        var granted = Assert.Single(token.AuthorizationDetails);
        Assert.Equal("payment_initiation", granted["type"]);
        Assert.DoesNotContain("authorization_details", LastForm.Keys);
        if (isSigned)
        {
            var text = isPushed
                ? Tenant.Requests.Single(one => one.Path == "/oauth/par").Form["request"]
                : System.Web.HttpUtility.ParseQueryString(request.Uri.Query)["request"]!;
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Payment), Read(text).Claims["authorization_details"]));
        }
    }

    [Fact]
    public async Task AUnknownType_IsRefused_BeforeAndInTheBrowser()
    {
        var options = Options() with { AuthorizationDetails = Auth0AuthorizationDetails.Parse("""{"type":"unknown"}""") };

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            () => BeginAsync(options with { IsPushed = true })
        );
        Assert.Equal("invalid_authorization_details", failure.Error);
        var request = await BeginAsync(options);
        var refused = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            async () => await CompleteAsync(request, await VisitAsync(request.Uri))
        );
        Assert.Equal(Orders, refused.Audience);
    }

    [Fact]
    public async Task ThePage_ShowsWhatTheUserConsentsTo()
    {
        Tenant.SignInAs = null;
        var request = await BeginAsync(Options() with { AuthorizationDetails = Auth0AuthorizationDetails.Parse(Payment) });

        var page = System.Net.WebUtility.HtmlDecode(await Browser.GetStringAsync(request.Uri, Cancel));

        Assert.Contains(Payment[1..^1], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARefresh_CanAskForAPart_AndForNothingElse()
    {
        Tenant.Apis.Single(api => api.Identifier == Orders).AuthorizationDetailsTypes = ["payment_initiation", "account_information"];
        var both = Auth0AuthorizationDetails.Parse($"""[{Payment[1..^1]},{"{"}"type":"account_information"{"}"}]""");
        var request = await BeginAsync(Options() with { AuthorizationDetails = both });
        var token = await CompleteAsync(request, await VisitAsync(request.Uri));

        var narrowed = await Web.RefreshAsync(token, Auth0AuthorizationDetails.Parse(Payment), Log, Cancel);

        Assert.Equal("refresh_token", LastForm["grant_type"]);
        Assert.Equal(Payment, LastForm["authorization_details"]);
        Assert.Equal("payment_initiation", Assert.Single(narrowed.AuthorizationDetails)["type"]);
        Assert.Equal(2, token.AuthorizationDetails.Length);
        Assert.Equal([token, narrowed], Web.Tokens);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            () => Web.RefreshAsync(token, Auth0AuthorizationDetails.Parse("""{"type":"payment_initiation","amount":1}"""), Log, Cancel)
        );
    }

    private Auth0Session ConnectWithKey(Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256)
    {
        var (pem, clientId) = (_key.ExportSubjectPublicKeyInfoPem(), WebApplication.ClientId);
        Tenant.AddClientCredential(clientId, pem, "app-key", algorithm.ToString());
        Tenant.AddRequestObjectCredential(clientId, pem, "app-key", algorithm.ToString(), isRequired: true);
        return Connect(Auth0ClientAuthentication.PrivateKeyPem(clientId, _pem, keyId: "app-key", algorithm: algorithm));
    }

    private Task<Auth0AuthorizeRequest> BeginAsync(Auth0Session session, Auth0AuthorizeOptions options) =>
        session.CreateAuthorizeRequestAsync(options, Log, Cancel);

    private static (JsonObject Header, JsonObject Claims) Read(string jwt)
    {
        var parts = jwt.Split('.').Take(2).Select(static part => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject()).ToArray();
        return (parts[0], parts[1]);
    }
}
