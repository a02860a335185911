using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class PrivateKeyJwtTests : TenantTest
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // Created once: keys take most of these tests' time.
    private static readonly RSA _key = RSA.Create(2048);
    private static readonly RSA _otherKey = RSA.Create(2048);

    private readonly FakeTime _time = new();
    private readonly string _keyId;

    public PrivateKeyJwtTests()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });
        _keyId = Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("PS256")]
    public async Task Assertion_WithEachAlgorithm_Authenticates(string algorithm)
    {
        using var response = await AskAsync(Sign(Claims(), Header(algorithm)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Assertion_WithoutClientId_NamesTheClientItself()
    {
        using var response = await AskForTokenAsync(
            ("client_id", null),
            ("client_secret", null),
            ("client_assertion", Sign(Claims())),
            ("client_assertion_type", AssertionType)
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Assertion_WithKeyId_MustNameTheKey()
    {
        using var right = await AskAsync(Sign(Claims(), Header(keyId: _keyId)));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);

        await AssertRefusedAsync("no credential of the client has this 'kid'", Sign(Claims(), Header(keyId: "another")));
    }

    [Fact]
    public async Task Assertion_WithTwoKeysOfAClient_IsGoodByEach()
    {
        Tenant.AddClientCredential(Tenant.ClientId, _otherKey.ExportRSAPublicKeyPem(), "second");
        using var first = await AskAsync(Sign(Claims()));
        using var second = await AskAsync(Sign(Claims(), Header(keyId: "second"), _otherKey));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        await AssertRefusedAsync("the signature is invalid", Sign(Claims(), Header(keyId: "second")));
    }

    [Fact]
    public async Task Assertion_WithAnotherKey_IsRefused() =>
        await AssertRefusedAsync("the signature is invalid", Sign(Claims(), key: _otherKey));

    [Fact]
    public async Task Assertion_WithAnotherAlgorithmThanTheCredentials_IsRefused()
    {
        var client = Tenant.GetApplication("nightly-export");
        Tenant.AddClientCredential(client.ClientId, _key.ExportSubjectPublicKeyInfoPem(), algorithm: "PS256");
        Tenant.AddClientGrant(client.ClientId, OrdersApi);

        var claims = Claims(("iss", client.ClientId), ("sub", client.ClientId));
        using var wrong = await AskForTokenAsync(Parameters(Sign(claims), client.ClientId));
        using var right = await AskForTokenAsync(Parameters(Sign(claims, Header("PS256")), client.ClientId));
        await AssertRefusedAsync(wrong, HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("RS512")]
    [InlineData("none")]
    [InlineData("HS256")]
    public async Task Assertion_WithAnAlgorithmThatAuth0HasNot_IsRefused(string algorithm) =>
        await AssertRefusedAsync("'alg' must be that of the credential: RS256, RS384 or PS256", Sign(Claims(), Header(algorithm)));

    public static TheoryData<string, object?, string> WrongClaims =>
        new()
        {
            { "iss", "another", "'iss' and 'sub' must be the client id" },
            { "sub", "another", "'iss' and 'sub' must be the client id" },
            { "aud", "https://another.example.com/", "'aud' must be" },
            { "aud", null, "'aud' must be" },
            { "exp", 0L, "'exp' claim timestamp check failed" },
            { "exp", null, "'exp' claim timestamp check failed" },
            { "exp", "soon", "'exp' claim timestamp check failed" },
            { "exp", 301L, "'exp' claim must specify a time that is no more than 5 minutes after 'iat'" },
            { "iat", 11L, "'iat' and 'nbf' must not lie in the future" },
            { "nbf", 11L, "'iat' and 'nbf' must not lie in the future" },
            { "jti", null, "'jti' must have 1 to 64 characters" },
            { "jti", "", "'jti' must have 1 to 64 characters" },
            { "jti", new string('j', 65), "'jti' must have 1 to 64 characters" },
        };

    // Numbers are in seconds from now.
    [Theory]
    [MemberData(nameof(WrongClaims))]
    public async Task Assertion_WithAWrongClaim_IsRefused(string claim, object? value, string reason) =>
        await AssertRefusedAsync(reason, Sign(Claims((claim, value is long seconds ? Now + seconds : value))));

    [Theory]
    [InlineData("exp", 300L)]
    [InlineData("iat", 10L)]
    [InlineData("iat", null)]
    [InlineData("nbf", 10L)]
    public async Task Assertion_WithAClaimAtItsLimit_Authenticates(string claim, long? seconds)
    {
        using var response = await AskAsync(Sign(Claims((claim, Now + seconds))));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Assertion_WithSeveralAudiences_MayHaveTheTenantAmongThem()
    {
        var claims = Claims();
        claims["aud"] = new JsonArray("https://another.example.com/", Tenant.Issuer);

        using var response = await AskAsync(Sign(claims));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Assertion_WithTheAudienceWithoutItsSlash_IsRefused() =>
        await AssertRefusedAsync("'aud' must be", Sign(Claims(("aud", Tenant.Domain))));

    [Fact]
    public async Task Assertion_SentTwice_IsRefused()
    {
        var assertion = Sign(Claims());
        using var first = await AskAsync(assertion);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await AssertRefusedAsync("'jti' has been used already", assertion);
    }

    [Fact]
    public async Task Assertion_WithABadSignature_UsesUpNoId()
    {
        var claims = Claims();
        await AssertRefusedAsync("the signature is invalid", Sign(claims, key: _otherKey));

        using var response = await AskAsync(Sign(claims));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task Assertion_ThatIsNoJwt_IsRefused(string assertion) =>
        await AssertRefusedAsync("it must be a JWT of at most 2048 bytes", assertion);

    [Fact]
    public async Task Assertion_OfMoreThan2048Bytes_IsRefused() =>
        await AssertRefusedAsync("it must be a JWT of at most 2048 bytes", Sign(Claims(("padding", new string('x', 1500)))));

    [Fact]
    public async Task Assertion_WithAnotherTypeOrASecretToo_IsInvalid()
    {
        using var type = await AskForTokenAsync([.. Parameters(Sign(Claims()), Tenant.ClientId), ("client_assertion_type", "urn:other")]);
        using var secret = await AskForTokenAsync([.. Parameters(Sign(Claims()), Tenant.ClientId), ("client_secret", Secret)]);

        await AssertRefusedAsync(type, HttpStatusCode.BadRequest, "invalid_request");
        await AssertRefusedAsync(secret, HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task Assertion_WithAnotherClientIdInTheBody_IsRefused()
    {
        using var response = await AskForTokenAsync(Parameters(Sign(Claims()), Tenant.GetApplication("nightly-export").ClientId));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Assertion_OfAClientWithASecret_IsRefused()
    {
        var client = Tenant.GetApplication("nightly-export").ClientId;
        using var response = await AskForTokenAsync(Parameters(Sign(Claims(("iss", client), ("sub", client))), client));

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task Secret_OfAClientWithAKey_IsRefused()
    {
        using var response = await AskForTokenAsync();

        await AssertRefusedAsync(response, HttpStatusCode.Unauthorized, "access_denied");
    }

    [Fact]
    public async Task Assertion_AtTheRevocationEndpoint_Authenticates()
    {
        using var form = new FormUrlEncodedContent([
            new("token", "x"),
            new("client_assertion", Sign(Claims())),
            new("client_assertion_type", AssertionType),
        ]);
        using var response = await Http.PostAsync("/oauth/revoke", form, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task AddClientCredential_ForAnApplication_ShowsInTheManagementApi()
    {
        var client = Tenant.GetApplication("nightly-export").ClientId;
        var keyId = Tenant.AddClientCredential(client, _key.ExportSubjectPublicKeyInfoPem());

        using var answer = await AskAsync(Sign(Claims()), ("audience", Tenant.ManagementAudience));
        var token = (await ReadAsync(answer))["access_token"]!.GetValue<string>();
        var credentials = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients/{client}/credentials", token);
        Assert.Equal(keyId, Assert.Single(credentials.AsArray())!["kid"]!.GetValue<string>());
    }

    [Fact]
    public void AddClientCredential_WithWhatIsNoRsaKey_SaysSo()
    {
        using var small = RSA.Create(1024);
        using var elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        foreach (var pem in new[] { "nonsense", small.ExportSubjectPublicKeyInfoPem(), elliptic.ExportSubjectPublicKeyInfoPem() })
        {
            Assert.Throws<ArgumentException>(() => Tenant.AddClientCredential(Tenant.ClientId, pem));
        }

        Assert.Throws<ArgumentException>(() => Tenant.AddClientCredential("nobody", _key.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<ArgumentException>(() =>
            Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem(), algorithm: "RS512")
        );
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    private static JsonObject Header(string algorithm = "RS256", string? keyId = null)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if (keyId is not null)
        {
            header["kid"] = keyId;
        }

        return header;
    }

    private static string Sign(JsonObject claims, JsonObject? header = null, RSA? key = null)
    {
        header ??= Header();
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var algorithm = header["alg"]!.GetValue<string>();
        var hash =
            algorithm.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
            : algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512
            : HashAlgorithmName.SHA256;
        var padding = algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return $"{signed}.{Encode((key ?? _key).SignData(Encoding.ASCII.GetBytes(signed), hash, padding))}";

        static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static (string Name, string? Value)[] Parameters(string assertion, string clientId) =>
        [("client_id", clientId), ("client_secret", null), ("client_assertion", assertion), ("client_assertion_type", AssertionType)];

    /// <summary>Valid claims with changes; null removes a claim.</summary>
    private JsonObject Claims(params (string Name, object? Value)[] changes)
    {
        var claims = new JsonObject
        {
            ["iss"] = Tenant.ClientId,
            ["sub"] = Tenant.ClientId,
            ["aud"] = Tenant.Issuer,
            ["iat"] = Now,
            ["exp"] = Now + 60,
            ["jti"] = Guid.NewGuid().ToString(),
        };
        foreach (var (name, value) in changes)
        {
            claims[name] = value switch
            {
                null => null,
                long number => number,
                _ => (string)value,
            };
            if (value is null)
            {
                claims.Remove(name);
            }
        }

        return claims;
    }

    private Task<HttpResponseMessage> AskAsync(string assertion, params (string Name, string? Value)[] more) =>
        AskForTokenAsync([.. Parameters(assertion, Tenant.ClientId), .. more]);

    private async Task AssertRefusedAsync(string reason, string assertion)
    {
        using var response = await AskAsync(assertion);
        var answer = await ReadAsync(response);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", answer["error"]!.GetValue<string>());
        Assert.StartsWith($"Invalid client_assertion: {reason}", answer["error_description"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
