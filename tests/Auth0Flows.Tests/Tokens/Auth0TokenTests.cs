using System.Buffers.Text;
using System.Collections.Specialized;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Tokens;

public sealed class Auth0TokenTests : LoginTest
{
    [Fact]
    public async Task Token_FromTheTenant_ShowsWhatStandsInIt()
    {
        var token = await Session.GetTokenAsync(new ClientCredentialsGrant(Orders, "acme"), cancellationToken: Cancel);

        Assert.Equal("Bearer", token.TokenType);
        Assert.Equal([Orders], token.Audience);
        Assert.Equal(Tenant.ClientId + "@clients", token.Subject);
        Assert.Equal(Tenant.Issuer, token.Issuer);
        Assert.StartsWith("org_", token.Organization, StringComparison.Ordinal);
        Assert.Equal(Tenant.ClientId, token.ClientId);
        Assert.Equal(Auth0GrantType.ClientCredentials, token.GrantType);
        Assert.Contains("read:orders", token.Scope);
        Assert.Equal(Time.GetUtcNow().AddHours(24), token.ExpiresAt);
        Assert.Equal("RS256", token.Header["alg"]);
        Assert.Equal(Time.GetUtcNow().AddHours(24), token.Claims["exp"]);
        Assert.Equal(Time.GetUtcNow(), token.Claims["iat"]);
        Assert.Null(token.RefreshToken);
        Assert.Null(token.IdToken);
        Assert.Empty(token.IdClaims);
    }

    // The access token has precedence over the ID token, which has precedence over the request.
    [Theory]
    [InlineData("""{"sub":"a","iss":"ia","org_id":"oa"}""", """{"sub":"b","iss":"ib","org_id":"ob"}""", "a", "ia", "oa")]
    [InlineData("{}", """{"sub":"b","iss":"ib","org_id":"ob"}""", "b", "ib", "ob")]
    [InlineData("{}", "{}", null, null, "asked")]
    public void Claims_OfTheAccessToken_GoFirst(string access, string id, string? subject, string? issuer, string organization)
    {
        var answer = new TokenAnswer(Jwt(access), "Bearer", TimeSpan.FromMinutes(1), null, null, Jwt(id).ToSecret());
        var token = new Auth0Token(
            answer,
            new ClientCredentialsGrant("urn:api", "asked").Asked,
            Auth0Domain.Parse("acme.eu.auth0.com"),
            "client",
            Time
        );

        Assert.Equal((subject, issuer, organization), (token.Subject, token.Issuer, token.Organization));
        static string Jwt(string claims) =>
            $"{Base64Url.EncodeToString("""{"alg":"none"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.";
    }

    // The jkt is that of RFC 9449 §6.1's example, the x5t#S256 that of RFC 8705 §3.1's.
    [Theory]
    [InlineData("""{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}""", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", null)]
    [InlineData("""{"x5t#S256":"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}""", null, "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2")]
    [InlineData("""{"jkt":"a","x5t#S256":"b","jwk":{"kty":"EC"}}""", "a", "b")]
    public void Confirmation_NamesTheKeyThatTheTokenIsBoundTo(string cnf, string? key, string? certificate)
    {
        var jwt = Auth0Jwt.Decode($"{Encode("""{"alg":"none"}""")}.{Encode($$"""{"cnf":{{cnf}}}""")}.");

        Assert.Equal(new Auth0TokenConfirmation(key, certificate), jwt.Confirmation);
        static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"cnf":{}}""")]
    [InlineData("""{"cnf":"jkt"}""")]
    [InlineData("""{"cnf":null}""")]
    [InlineData("""{"cnf":{"jkt":5}}""")]
    [InlineData("""{"cnf":{"jwk":{"kty":"EC"}}}""")]
    public void Confirmation_OfATokenWithoutAKnownOne_IsNull(string claims)
    {
        var jwt = Auth0Jwt.Decode($"{Encode("""{"alg":"none"}""")}.{Encode(claims)}.");

        Assert.Null(jwt.Confirmation);
        static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    [Fact]
    public void Claims_ThatAreSecrets_AreHidden_AtAnyDepth()
    {
        const string Claims = """
            {"https://acme.example/idp_access_token":"s3cret","x":{"refresh_token":"s3cret","list":[{"api_key":"s3cret"}]},"plan":"gold"}
            """;
        var jwt = Auth0Jwt.Decode($"{Encode("""{"alg":"none","api_key":"s3cret"}""")}.{Encode(Claims)}.");

        Assert.Equal("s3cret", Assert.IsType<Auth0Secret>(jwt.Claims["https://acme.example/idp_access_token"]).Reveal());
        Assert.IsType<Auth0Secret>(jwt.Header["api_key"]);
        Assert.Equal("gold", jwt.Claims["plan"]);
        Assert.DoesNotContain("s3cret", System.Text.Json.JsonSerializer.Serialize(jwt), StringComparison.Ordinal);
        static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
    }

    // https://www.iana.org/assignments/jwt/jwt.xhtml, https://www.iana.org/assignments/jose/jose.xhtml, and Auth0's own.
    [Fact]
    public void Claims_ThatAreRegistered_AreNoSecrets()
    {
        string[] names =
        [
            .. "iss sub aud exp nbf iat jti name given_name family_name middle_name nickname preferred_username profile picture website".Split(
                ' '
            ),
            .. "email email_verified gender birthdate zoneinfo locale phone_number phone_number_verified address updated_at azp".Split(' '),
            .. "nonce auth_time at_hash c_hash s_hash acr amr sub_jwk cnf sid events toe txn act may_act scope client_id".Split(' '),
            .. "entitlements roles groups vot vtm token_introspection authorization_details permissions org_id org_name gty".Split(' '),
            .. "alg kid typ cty crit jku jwk x5u x5c x5t x5t#S256 b64 url enc zip epk apu apv p2s p2c htm htu ath".Split(' '),
        ];
        var claims = string.Join(',', names.Select(static name => $"\"{name}\":\"v\""));
        var part = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{{claims}}}"));

        var jwt = Auth0Jwt.Decode($"{part}.{part}.");

        Assert.All(names, name => Assert.Equal("v", jwt.Claims[name]));
        Assert.All(names, name => Assert.Equal("v", jwt.Header[name]));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData(" ")]
    [InlineData("a\u007f")]
    [InlineData("a\u0080")]
    public void AccessToken_ThatFitsNoHeader_IsNone(string text)
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            System.Text.Json.JsonSerializer.Serialize(new { access_token = text, expires_in = 60 })
        );

        Assert.Equal(
            Auth0ErrorCode.MissingAccessToken,
            Assert.Throws<Auth0ResponseException>(() => TokenAnswer.Read(json.RootElement)).Code
        );
    }

    [Fact]
    public async Task Life_GoesByTheClock()
    {
        var token = await GetTokenAsync();

        Time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(TimeSpan.FromHours(1), token.ExpiresIn);
        Assert.False(token.IsExpired);

        Time.Advance(TimeSpan.FromHours(1));
        Assert.True(token.IsExpired);
        Assert.Equal(TimeSpan.Zero, token.ExpiresIn);

        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, token.ExpiresIn);
    }

    [Fact]
    public async Task Claims_AreRealTypes_InTheirOrder_CaseSensitive_ReadOnly()
    {
        var claims = (
            await AnswerAsync(
                """
                {"sub":"auth0|1","exp":1763640000,"iat":1763636400.5,"auth_time":1763636400,"nbf":"soon","n":42,"big":9007199254740993,"x":1.25,
                 "yes":true,"no":false,"nothing":null,"roles":["a",1,["b"]],"Sub":"other","when":"2026-11-20T12:00:00Z",
                 "https://acme.com/address":{"street":"Main","geo":{"lat":47.5}}}
                """
            )
        ).Claims;

        Assert.Equal(
            [
                "sub",
                "exp",
                "iat",
                "auth_time",
                "nbf",
                "n",
                "big",
                "x",
                "yes",
                "no",
                "nothing",
                "roles",
                "Sub",
                "when",
                "https://acme.com/address",
            ],
            claims.Keys.Cast<string>()
        );
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1763640000), claims["exp"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1763636400500), claims["iat"]);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1763636400), claims["auth_time"]);
        Assert.Equal("soon", claims["nbf"]);
        Assert.Equal(42L, claims["n"]);
        Assert.Equal(9007199254740993L, claims["big"]);
        Assert.Equal(1.25m, claims["x"]);
        Assert.Equal(true, claims["yes"]);
        Assert.Equal(false, claims["no"]);
        Assert.Null(claims["nothing"]);
        Assert.Equal(["a", 1L, new object[] { "b" }], Assert.IsType<object[]>(claims["roles"]));
        Assert.Equal("other", claims["Sub"]);
        Assert.Equal("2026-11-20T12:00:00Z", claims["when"]); // a string stays a string
        var address = Assert.IsType<OrderedDictionary>(claims["https://acme.com/address"]);
        Assert.Equal(47.5m, Assert.IsType<OrderedDictionary>(address["geo"])["lat"]);
        Assert.Throws<NotSupportedException>(() => claims["sub"] = "somebody else");
    }

    [Theory]
    [InlineData("{\"exp\":99999999999999}", 99999999999999L)]
    [InlineData("{\"exp\":-99999999999999}", -99999999999999L)]
    public async Task Claims_WithADateThatNoCalendarHas_KeepTheNumber(string payload, long expected) =>
        Assert.Equal(expected, (await AnswerAsync(payload)).Claims["exp"]);

    [Theory]
    [InlineData("gh4kJ2opaque")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("bnVsbA.bnVsbA.x")]
    [InlineData("eyJhbGciOiJub25lIn0.bm90LWpzb24.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.WzFd.c2ln")]
    public async Task Token_ThatCanNotBeRead_HasNoClaims_AndIsNoError(string opaque)
    {
        FaultToken(200, $$"""{"access_token":"{{opaque}}","token_type":"Bearer","expires_in":60,"scope":"openid"}""");

        var token = await GetTokenAsync();

        Assert.Empty(token.Claims);
        Assert.Null(token.Subject);
        Assert.Null(token.Issuer);
        Assert.Equal([Orders], token.Audience);
        Assert.Equal(["openid"], token.Scope);
    }

    [Fact]
    public async Task Token_Encrypted_HasAHeaderAndNoClaims()
    {
        var header = Encode("""{"alg":"RSA-OAEP-256","enc":"A256GCM"}""");
        FaultToken(200, $$"""{"access_token":"{{header}}.a2V5.aXY.Y2lwaGVy.dGFn","token_type":"Bearer","expires_in":60}""");

        var token = await GetTokenAsync();

        Assert.Empty(token.Claims);
        Assert.Equal("A256GCM", token.Header["enc"]);
    }

    [Fact]
    public async Task Scope_WhereTheAnswerHasNone_IsTheTokensOrTheOneAskedFor()
    {
        Assert.Equal(["a", "b"], (await AnswerAsync("""{"scope":"a b"}""")).Scope);

        FaultToken(200, """{"access_token":"opaque","token_type":"Bearer","expires_in":60}""");
        Assert.Equal(["c", "d"], (await GetTokenAsync(Orders, "d c")).Scope);
    }

    [Fact]
    public async Task Audience_OfSeveral_IsAllOfThem() =>
        Assert.Equal(["https://a/", "https://b/"], (await AnswerAsync("""{"aud":["https://a/","https://b/"]}""")).Audience);

    [Fact]
    public async Task RefreshAndIdToken_AreKept()
    {
        var token = await SignInForLongAsync(Mobile);

        Assert.NotNull(token.RefreshToken);
        Assert.Equal(3, token.IdToken!.Reveal().Split('.').Length);
        Assert.Equal(Mobile.ClientId, token.IdClaims["aud"]);
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.Equal("Bearer", token.TokenType);
    }

    [Fact]
    public async Task OpaqueToken_IsAboutWhomTheIdTokenNames()
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["org_id"] = "org_1" } });
        var token = await Mobile.GetTokenAsync(Password("alice", audience: null, "openid", "email"), cancellationToken: Cancel);

        Assert.Empty(token.Claims);
        Assert.Equal("alice@example.com", token.IdClaims["email"]);
        Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
        Assert.Equal("org_1", token.Organization);
    }

    [Fact]
    public async Task ToString_AndEveryTextOfIt_HoldNoToken()
    {
        var token = await GetTokenAsync();
        var secret = token.AccessToken.Reveal();

        Assert.DoesNotContain(secret, token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            secret,
            string.Join(' ', typeof(Auth0Token).GetProperties().Select(property => property.GetValue(token)?.ToString())),
            StringComparison.Ordinal
        );
        Assert.Contains(Orders, token.ToString(), StringComparison.Ordinal);
    }

    private async Task<Auth0Token> AnswerAsync(string payload)
    {
        var token = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(payload)}.c2ln";
        FaultToken(200, $$"""{"access_token":"{{token}}","token_type":"Bearer","expires_in":60}""");
        return await Session.GetTokenAsync(new ClientCredentialsGrant(Orders), force: true, cancellationToken: Cancel);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
