using System.Buffers.Text;
using System.Collections;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.LocalTenant;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tests.Tokens;

public sealed class TokenExaminationTests : LoginTest
{
    [Fact]
    public async Task TokenOfTheTenant_IsValid()
    {
        var token = await SignInAsync(Mobile, "alice", "read:orders");

        var test = await TestAsync(
            token,
            scope: ["read:orders"],
            claims: new Hashtable
            {
                ["sub"] = token.Subject,
                ["gty"] = "password",
                ["azp"] = null,
            }
        );

        Assert.True(test.IsValid, test.ToString());
        Assert.Equal(
            ["Format", "Algorithm", "Key", "Signature", "Issuer", "Audience", "Expiry", "IssuedAt", "Scope"],
            test.Checks.Take(9).Select(check => check.Name)
        );
        Assert.Equal("valid", test.ToString());
    }

    [Theory]
    [InlineData("Audience")]
    [InlineData("Scope")]
    [InlineData("gty")]
    [InlineData("missing")]
    public async Task WhatIsNotAsRequired_IsNamed(string name)
    {
        var token = await SignInAsync(Mobile, "alice", "read:orders");

        var test = await TestAsync(
            token,
            audience: name == "Audience" ? "https://elsewhere.example.com/" : Orders,
            scope: name == "Scope" ? ["read:orders", "delete:orders"] : [],
            claims: name is "gty" or "missing" ? new Hashtable { [name] = name == "gty" ? "client-credentials" : null } : []
        );

        Assert.False(test.IsValid);
        Assert.Equal([name], test.Checks.Where(check => !check.IsPassed).Select(check => check.Name));
        Assert.Equal($"not valid: {name}", test.ToString());
    }

    [Fact]
    public async Task Claims_AreComparedByValue_AndOfSeveralOneIsEnough()
    {
        var token = await SignInAsync(Mobile, "alice", "openid", "read:orders");
        var issued = (DateTimeOffset)token.Claims["iat"]!;

        Assert.True(
            (await TestAsync(token, claims: new Hashtable { ["aud"] = Tenant.Issuer + "userinfo", ["iat"] = issued.UtcDateTime })).IsValid
        );
        Assert.False((await TestAsync(token, claims: new Hashtable { ["aud"] = "https://elsewhere.example.com/" })).IsValid);
    }

    [Theory]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.UnpublishedKey, "Signature")]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.DamagedSignature, "Signature")]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.UnknownKey, "Key, Signature")]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.AlgorithmNone, "Algorithm, Signature")]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret, "Algorithm, Signature")]
    public async Task ForgedToken_IsNotValid(Auth0LocalTenantIdTokenFaultKind kind, string failed)
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = kind });

        Assert.Equal(failed, await FailedChecksOfIdTokenAsync());
    }

    // Nothing can be added to the last time, nor subtracted from the first.
    [Theory]
    [InlineData("exp", true)]
    [InlineData("iat", false)]
    [InlineData("nbf", false)]
    public async Task Claim_AtTheEndOfTime_IsATimeLikeOthers(string claim, bool isLast)
    {
        var claims = new Dictionary<string, object?> { [claim] = isLast ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue };
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = claims });

        Assert.Equal("", await FailedChecksOfIdTokenAsync());
    }

    [Fact]
    public async Task Claim_ThatIsASecret_CanBeRequired_AndIsNotShown()
    {
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["idp_access_token"] = "s3cret-of-the-idp" } }
        );
        var token = await SignInAsync(Mobile, "alice", "openid");

        foreach (
            var (required, isRight) in new (object, bool)[]
            {
                ("s3cret-of-the-idp", true),
                ("s3cret-of-the-idp".ToSecret(), true),
                ("s3cret-of-another", false),
            }
        )
        {
            var test = await Mobile.TestTokenAsync(
                token.IdToken!,
                new Auth0TokenRequirements
                {
                    Audience = [Mobile.ClientId],
                    Claims = new Hashtable { ["idp_access_token"] = required },
                },
                cancellationToken: Cancel
            );

            Assert.Equal(isRight, test.IsValid);
            Assert.DoesNotContain("s3cret", JsonSerializer.Serialize(test), StringComparison.Ordinal);
            Assert.IsType<Auth0Secret>(test.Jwt!.Claims["idp_access_token"]);
        }
    }

    [Fact]
    public async Task IdToken_IsForTheApplication()
    {
        var token = await SignInAsync(Mobile, "alice", "openid");

        Assert.True(
            (
                await Mobile.TestTokenAsync(
                    token.IdToken!,
                    new Auth0TokenRequirements { Audience = [Mobile.ClientId] },
                    cancellationToken: Cancel
                )
            ).IsValid
        );
    }

    [Fact]
    public async Task HS256_IsCheckedByTheClientSecret()
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"jwt_configuration":{"alg":"HS256"}}""");
        var token = await SignInAsync(Web, "alice", "openid");
        var requirements = new Auth0TokenRequirements { Audience = [Web.ClientId] };

        Assert.True((await Web.TestTokenAsync(token.IdToken!, requirements, cancellationToken: Cancel)).IsValid);
        Assert.False((await Mobile.TestTokenAsync(token.IdToken!, requirements, cancellationToken: Cancel)).IsValid);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    public void Signature_ByAShortKey_IsNone(int bits, bool isRight)
    {
        using var key = RSA.Create(bits);
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString("{}"u8)}";
        var token =
            $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";

        Assert.Equal(
            isRight,
            JwtSignature.Verify(
                token,
                DecodedJwt.Read(token).Header,
                [new VerificationKey(new RsaSecurityKey(key.ExportParameters(false)))]
            )
        );
    }

    [Theory]
    [InlineData(86_459, true)]
    [InlineData(86_461, false)]
    public async Task ExpiredToken_IsNotValid_AMinuteAfterItsEnd(int seconds, bool isValid)
    {
        var token = await SignInAsync(Mobile);
        Time.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(isValid, (await TestAsync(token)).IsValid);
    }

    // Clocks may differ by up to a minute.
    [Theory]
    [InlineData("exp", -59, true)]
    [InlineData("exp", -60, false)]
    [InlineData("iat", 60, true)]
    [InlineData("iat", 61, false)]
    [InlineData("nbf", 60, true)]
    [InlineData("nbf", 61, false)]
    public async Task Times_AreHeldToTheMinute(string claim, int seconds, bool isValid)
    {
        using var key = RSA.Create(2048);
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Tenant.Issuer,
            ["aud"] = Orders,
            ["iat"] = now,
            ["exp"] = now + 60,
            [claim] = now + seconds,
        };
        var signed =
            $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var publicKey = key.ExportParameters(false);
        var jwks =
            $$"""{"keys":[{"kty":"RSA","n":"{{Base64Url.EncodeToString(publicKey.Modulus)}}","e":"{{Base64Url.EncodeToString(publicKey.Exponent)}}"}]}""";

        var test = await Mobile.TestTokenAsync(
            Secret($"{signed}.{Base64Url.EncodeToString(signature)}"),
            new Auth0TokenRequirements { Audience = [Orders], Jwks = jwks },
            cancellationToken: Cancel
        );

        Assert.Equal(isValid, test.IsValid);
        Assert.Equal(claim == "nbf", test.Checks.Any(static check => check.Name == "NotBefore"));
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    public async Task WhatIsNoJwt_IsNotValid_AndNobodyIsAsked(string text)
    {
        var test = await Mobile.TestTokenAsync(Secret(text), new Auth0TokenRequirements { Audience = [Orders] }, cancellationToken: Cancel);

        Assert.Equal("not valid: Format", test.ToString());
        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task Offline_TheKeysAtHandServe()
    {
        var token = await SignInAsync(Mobile);
        using var http = new HttpClient();
        var jwks = await http.GetStringAsync(new Uri(Tenant.Domain + "/.well-known/jwks.json"), Cancel);
        Tenant.RotateSigningKey();
        Tenant.ClearRequests();

        Assert.True(
            (
                await Mobile.TestTokenAsync(
                    token.AccessToken,
                    new Auth0TokenRequirements { Audience = [Orders], Jwks = jwks },
                    cancellationToken: Cancel
                )
            ).IsValid
        );
        Assert.False(
            (
                await Mobile.TestTokenAsync(
                    token.AccessToken,
                    new Auth0TokenRequirements { Audience = [Orders], Jwks = """{"keys":[]}""" },
                    cancellationToken: Cancel
                )
            ).IsValid
        );
        foreach (var none in new[] { "no keys", "{}", """{"keys":{}}""", "[]" })
        {
            var requirements = new Auth0TokenRequirements { Audience = [Orders], Jwks = none };
            await FailsAsync<Auth0ConfigurationException>(
                Auth0ErrorCode.InvalidJson,
                () => Mobile.TestTokenAsync(token.AccessToken, requirements, cancellationToken: Cancel)
            );
        }
        Assert.Empty(Tenant.Requests);
    }

    [Theory]
    [InlineData("""{"keys":[]}""", "the key set is empty")]
    [InlineData(
        """{"keys":[{"kty":"EC","crv":"P-256","x":"a","y":"b","kid":"other"}]}""",
        "the only key can't be used: its type is 'EC', but Auth0's keys are RSA"
    )]
    [InlineData(
        """{"keys":[{"kty":"RSA","use":"enc","n":"tttt","e":"AQAB","kid":"other"}]}""",
        "the only key can't be used: its use is 'enc', not 'sig'"
    )]
    [InlineData(
        """{"keys":[{"kty":"RSA","use":"sig","n":"???","e":"AQAB","kid":"other"}]}""",
        "the only key can't be used: its numbers (n, e) can't be read"
    )]
    [InlineData(
        """{"keys":[{"kty":"RSA","use":"sig","e":"AQAB","kid":"<kid>"},{"kty":"RSA","use":"sig","n":"tttt","e":"AQAB","kid":"other"}]}""",
        "the key '<kid>' can't be used: its numbers (n, e) can't be read"
    )]
    public async Task KeysThatCantBeUsed_AreTold_AndTheSignatureIsNotSaidToBeWrong(string jwks, string fault)
    {
        var token = await SignInAsync(Mobile);
        var keyId = Auth0Jwt.Decode(token.AccessToken.Reveal()).KeyId!;
        (jwks, fault) = (jwks.Replace("<kid>", keyId, StringComparison.Ordinal), fault.Replace("<kid>", keyId, StringComparison.Ordinal));
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                StatusCode = 200,
                Body = jwks,
                Times = 0,
            }
        );

        foreach (var atHand in new[] { null, jwks })
        {
            var test = await Mobile.TestTokenAsync(
                token.AccessToken,
                new Auth0TokenRequirements { Audience = [Orders], Jwks = atHand },
                cancellationToken: Cancel
            );

            Assert.False(test.IsValid);
            Assert.Equal(fault, test.KeyFault);
            Assert.Equal(fault, test.Checks.Single(check => check.Name == "Key").Found);
            Assert.Equal("not checked: no key can be used", test.Checks.Single(check => check.Name == "Signature").Found);
        }
    }

    [Theory]
    [InlineData(404, null, Auth0ErrorCode.SigningKeysUnavailable)]
    [InlineData(200, "no keys", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, "[]", Auth0ErrorCode.InvalidJson)]
    [InlineData(200, "{}", Auth0ErrorCode.InvalidJson)]
    public async Task KeysThatCantBeHad_AreAnError(int status, string? body, Auth0ErrorCode code)
    {
        var token = await SignInAsync(Mobile);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                StatusCode = status,
                Body = body,
                Times = 0,
            }
        );

        Assert.EndsWith(
            "/.well-known/jwks.json",
            (await FailsAsync<Auth0ResponseException>(code, () => TestAsync(token))).Request,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task KeysThatCantBeReached_AreAnError_ThatSaysThatItIsTheKeys()
    {
        var token = await SignInAsync(Mobile);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 0,
            }
        );

        var failure = await FailsAsync<Auth0ConnectionException>(Auth0ErrorCode.ConnectionFailed, () => TestAsync(token));

        Assert.StartsWith("The tenant's keys could not be read. ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownKeyAmongUsableOnes_IsTheTokensFault()
    {
        var token = await SignInAsync(Mobile);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                StatusCode = 200,
                Body = """{"keys":[{"kty":"RSA","use":"sig","n":"tttt","e":"AQAB","kid":"other"}]}""",
                Times = 0,
            }
        );

        var test = await TestAsync(token);

        Assert.Null(test.KeyFault);
        Assert.Equal("not valid: Key, Signature", test.ToString());
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("Bearer {0}")]
    [InlineData("  bearer   {0}\r\n")]
    [InlineData("Authorization: Bearer {0}")]
    [InlineData("\"{0}\"")]
    public async Task Decode_TakesWhatOneCopies(string form)
    {
        var token = await GetTokenAsync();

        var jwt = Auth0Jwt.Decode(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, token.AccessToken.Reveal()));

        Assert.Equal("RS256", jwt.Algorithm);
        Assert.Equal(token.Subject, jwt.Subject);
        Assert.Equal(token.Audience, jwt.Audience);
        Assert.Equal(token.Scope, jwt.Scope);
        Assert.Equal(token.Issuer, jwt.Issuer);
        Assert.Equal(token.Claims["exp"], jwt.ExpiresAt);
        Assert.False(jwt.IsEncrypted);
        Assert.Single(Tenant.Requests);
    }

    [Theory]
    [InlineData("opaque-token")]
    [InlineData("a.b.c")]
    [InlineData("Bearer ")]
    public void Decode_OfWhatIsNoJwt_SaysSo_WithoutRepeatingIt(string text)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Jwt.Decode(text));

        Assert.Equal(Auth0ErrorCode.InvalidJwt, failure.Code);
        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
    }

    private Task<Auth0TokenTest> TestAsync(Auth0Token token, string audience = Orders, string[]? scope = null, Hashtable? claims = null) =>
        Mobile.TestTokenAsync(
            token.AccessToken,
            new Auth0TokenRequirements
            {
                Audience = [audience],
                Scope = scope ?? [],
                Claims = claims ?? [],
            },
            cancellationToken: Cancel
        );

    // A token from elsewhere: this library would reject it.
    private async Task<string> FailedChecksOfIdTokenAsync()
    {
        using var http = new HttpClient();
        var user = Tenant.GetUser("alice");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "password",
                ["client_id"] = MobileApplication.ClientId,
                ["username"] = user.Email!,
                ["password"] = user.Password.Reveal(),
                ["scope"] = "openid",
            }
        );
        using var response = await http.PostAsync(new Uri(Tenant.Domain + "/oauth/token"), form, Cancel);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));

        var test = await Mobile.TestTokenAsync(
            Secret(json.RootElement.GetProperty("id_token").GetString()!),
            new Auth0TokenRequirements { Audience = [Mobile.ClientId] },
            cancellationToken: Cancel
        );

        return string.Join(", ", test.Checks.Where(check => !check.IsPassed).Select(check => check.Name));
    }
}
