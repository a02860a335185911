using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class AccessTokenTests : TenantTest
{
    private readonly FakeTime _time = new();

    [Fact]
    public async Task AccessToken_WithThePublishedKey_HasAGoodSignature()
    {
        var token = await TokenAsync(OrdersApi);

        Assert.True(await HasGoodSignatureAsync(token));
        Assert.False(await HasGoodSignatureAsync(Tampered(token)));
    }

    [Fact]
    public async Task AccessToken_OfClientCredentials_HasAuth0sClaims()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });

        var token = await TokenAsync(OrdersApi, "read:orders");

        var header = Part(token, 0);
        Assert.Equal("RS256", header["alg"]!.GetValue<string>());
        Assert.Equal("JWT", header["typ"]!.GetValue<string>());
        var claims = Part(token, 1).AsObject();
        Assert.NotEmpty(claims["jti"]!.GetValue<string>());
        claims.Remove("jti");
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        AssertJson(
            $$"""
            {
              "iss": "{{Tenant.Issuer}}", "sub": "{{Tenant.ClientId}}@clients", "aud": "{{OrdersApi}}", "iat": {{now}}, "exp": {{now
                + 86400}},
              "gty": "client-credentials", "azp": "{{Tenant.ClientId}}", "scope": "read:orders"
            }
            """,
            claims
        );
    }

    [Fact]
    public async Task AccessToken_AskedForTwiceAtTheSameTime_IsAnotherOne()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });

        Assert.NotEqual(await TokenAsync(OrdersApi), await TokenAsync(OrdersApi));
    }

    [Fact]
    public async Task TokenLifetime_WhenSet_AppliesToTokensFromThenOn()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time, TokenLifetime = TimeSpan.FromMinutes(10) });
        var first = await TokenAsync(OrdersApi);
        Tenant.TokenLifetime = TimeSpan.FromSeconds(30);
        using var response = await AskForTokenAsync();

        var answer = await ReadAsync(response);
        Assert.Equal(600, Lifetime(first));
        Assert.Equal(30, Lifetime(answer["access_token"]!.GetValue<string>()));
        Assert.Equal(30, answer["expires_in"]!.GetValue<int>());
        Assert.Throws<ArgumentOutOfRangeException>(() => Tenant.TokenLifetime = TimeSpan.Zero);
    }

    [Fact]
    public async Task ClockSkew_WhenSet_MovesTheTenantsTime()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });
        Tenant.ClockSkew = TimeSpan.FromHours(-2);
        using var response = await AskForTokenAsync();

        var claims = Part((await ReadAsync(response))["access_token"]!.GetValue<string>(), 1);
        Assert.Equal(_time.GetUtcNow().AddHours(-2).ToUnixTimeSeconds(), claims["iat"]!.GetValue<long>());
        Assert.Equal(_time.GetUtcNow().AddHours(-2), response.Headers.Date);
    }

    [Fact]
    public async Task RotateSigningKey_WithTokensOfTheOldKey_KeepsItPublished()
    {
        var old = await ManagementTokenAsync();
        Tenant.RotateSigningKey();
        var young = await ManagementTokenAsync();

        Assert.NotEqual(Part(old, 0)["kid"]!.GetValue<string>(), Part(young, 0)["kid"]!.GetValue<string>());
        Assert.Equal(2, (await KeysAsync()).Count);
        Assert.True(await HasGoodSignatureAsync(old));
        Assert.True(await HasGoodSignatureAsync(young));
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", old);
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", young);
    }

    [Fact]
    public async Task RevokeTokens_WithATokenBeforeAndOneAfter_ForbidsTheOneBefore()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time });
        var before = await ManagementTokenAsync();
        Tenant.RevokeTokens();
        var after = await ManagementTokenAsync();

        var refusal = await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/clients", before);
        Assert.Equal("Invalid token", refusal["message"]!.GetValue<string>());
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", after);
    }

    [Fact]
    public async Task ManagementApi_AtTheEndOfATokensLife_RefusesIt()
    {
        StartWith(new Auth0LocalTenantOptions { TimeProvider = _time, TokenLifetime = TimeSpan.FromMinutes(1) });
        var token = await ManagementTokenAsync();

        _time.Advance(TimeSpan.FromSeconds(59));
        await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/api/v2/clients", token);
        _time.Advance(TimeSpan.FromSeconds(1));
        AssertJson(
            """
            {
              "statusCode": 401, "error": "Unauthorized", "message": "Expired token received for JSON Web Token validation",
              "attributes": { "error": "Expired token received for JSON Web Token validation" }
            }
            """,
            await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/clients", token)
        );
    }

    [Fact]
    public async Task ManagementApi_WithTokensItDidNotMake_RefusesThem()
    {
        var good = await ManagementTokenAsync();
        var parts = good.Split('.');
        var unsigned = $"{ToBase64Url("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
        var claimsNone = $"{ToBase64Url($$"""{"alg":"none","kid":"{{Part(good, 0)["kid"]}}"}""")}.{parts[1]}.{parts[2]}";
        var twice = $"{ToBase64Url("""{"alg":"RS256","alg":"RS256","kid":"x"}""")}.{parts[1]}.{parts[2]}";
        var unknownKey = $"{ToBase64Url("""{"alg":"RS256","kid":"unknown"}""")}.{parts[1]}.{parts[2]}";

        foreach (
            var token in new[]
            {
                "opaque",
                "a.b.c",
                "..",
                $"{parts[0]}.{parts[1]}",
                Tampered(good),
                unsigned,
                claimsNone,
                twice,
                unknownKey,
                await TokenAsync(OrdersApi),
            }
        )
        {
            AssertJson(
                """{ "statusCode": 401, "error": "Unauthorized", "message": "Invalid token", "attributes": { "error": "Invalid token" } }""",
                await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/clients", token)
            );
        }
    }

    private static long Lifetime(string token) => Part(token, 1)["exp"]!.GetValue<long>() - Part(token, 1)["iat"]!.GetValue<long>();

    private static string ToBase64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The token with other claims and the original signature.</summary>
    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = Part(token, 1);
        claims["scope"] = "delete:everything";
        return $"{parts[0]}.{ToBase64Url(claims.ToJsonString())}.{parts[2]}";
    }

    private async Task<JsonArray> KeysAsync() =>
        (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/jwks.json", token: null))["keys"]!.AsArray();

    private async Task<bool> HasGoodSignatureAsync(string token)
    {
        var keyId = Part(token, 0)["kid"]!.GetValue<string>();
        var key = (await KeysAsync()).Single(key => key!["kid"]!.GetValue<string>() == keyId)!;
        using var rsa = RSA.Create(
            new RSAParameters
            {
                Modulus = FromBase64Url(key["n"]!.GetValue<string>()),
                Exponent = FromBase64Url(key["e"]!.GetValue<string>()),
            }
        );
        var end = token.LastIndexOf('.');
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..end]),
            FromBase64Url(token[(end + 1)..]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
    }
}
