using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>
/// The validation of ID tokens: OpenID Connect Core §3.1.3.7. Each invalid token is rejected for its own reason, and nothing from the
/// response is kept.
/// </summary>
public sealed class IdTokenTests : LoginTest
{
    public static TheoryData<Auth0LocalTenantIdTokenFaultKind, Auth0ErrorCode> Kinds =>
        new()
        {
            { Auth0LocalTenantIdTokenFaultKind.UnpublishedKey, Auth0ErrorCode.IdTokenSignatureInvalid },
            { Auth0LocalTenantIdTokenFaultKind.UnknownKey, Auth0ErrorCode.IdTokenKeyUnknown },
            { Auth0LocalTenantIdTokenFaultKind.AlgorithmNone, Auth0ErrorCode.IdTokenAlgorithmRefused },
            { Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret, Auth0ErrorCode.IdTokenAlgorithmRefused },
            { Auth0LocalTenantIdTokenFaultKind.ModulusAsSecret, Auth0ErrorCode.IdTokenAlgorithmRefused },
            { Auth0LocalTenantIdTokenFaultKind.DamagedSignature, Auth0ErrorCode.IdTokenSignatureInvalid },
            { Auth0LocalTenantIdTokenFaultKind.LeftOut, Auth0ErrorCode.MissingIdToken },
        };

    public static TheoryData<string, object?, Auth0ErrorCode> Claims =>
        new()
        {
            { "iss", "https://evil.example.com/", Auth0ErrorCode.IdTokenIssuerMismatch },
            { "iss", null, Auth0ErrorCode.IdTokenIssuerMismatch },
            { "aud", "another", Auth0ErrorCode.IdTokenAudienceMismatch },
            { "aud", null, Auth0ErrorCode.IdTokenAudienceMismatch },
            { "azp", "another", Auth0ErrorCode.IdTokenAuthorizedPartyMismatch },
            { "exp", null, Auth0ErrorCode.IdTokenExpired },
            { "exp", "soon", Auth0ErrorCode.IdTokenExpired },
            { "exp", -61, Auth0ErrorCode.IdTokenExpired },
            { "exp", -60, Auth0ErrorCode.IdTokenExpired },
            { "iat", null, Auth0ErrorCode.IdTokenNotYetValid },
            { "iat", 61, Auth0ErrorCode.IdTokenNotYetValid },
            { "nbf", 61, Auth0ErrorCode.IdTokenNotYetValid },
            { "sub", null, Auth0ErrorCode.IdTokenSubjectMismatch },
            { "sub", "", Auth0ErrorCode.IdTokenSubjectMismatch },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SpoiledToken_IsRefused_AndNothingIsKept(Auth0LocalTenantIdTokenFaultKind kind, Auth0ErrorCode code)
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = kind });

        await FailsAsync<Auth0ResponseException>(code, () => SignInAsync(Mobile, "alice", "openid"));

        Assert.Empty(Mobile.Tokens);
        await SignInAsync(Mobile, "alice", "openid"); // the next one is valid
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task ChangedClaim_IsRefused(string claim, object? value, Auth0ErrorCode code)
    {
        Spoil(claim, value is int seconds ? Time.GetUtcNow().AddSeconds(seconds) : value);

        await FailsAsync<Auth0ResponseException>(code, () => SignInAsync(Mobile, "alice", "openid"));

        Assert.Empty(Mobile.Tokens);
    }

    [Theory]
    [InlineData("exp", -59)]
    [InlineData("iat", 60)]
    [InlineData("nbf", 60)]
    public async Task Clocks_MayDifferByAMinute(string claim, int seconds)
    {
        var time = Time.GetUtcNow().AddSeconds(seconds);
        Spoil(claim, time);

        var token = await SignInAsync(Mobile, "alice", "openid");

        Assert.Equal(time.ToUnixTimeSeconds(), Assert.IsType<DateTimeOffset>(token.IdClaims[claim]).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task SeveralAudiences_NeedTheAuthorizedParty()
    {
        Spoil("aud", new[] { Mobile.ClientId, "another" });
        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenAuthorizedPartyMismatch,
            () => SignInAsync(Mobile, "alice", "openid")
        );

        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault
            {
                Claims = new Dictionary<string, object?> { ["aud"] = new[] { Mobile.ClientId, "another" }, ["azp"] = Mobile.ClientId },
            }
        );
        var token = await SignInAsync(Mobile, "alice", "openid");

        Assert.Equal(Mobile.ClientId, token.IdClaims["azp"]);
        Assert.Same(token, Assert.Single(Mobile.Tokens));
    }

    [Fact]
    public async Task HS256_WithTheClientSecret_IsTaken()
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"jwt_configuration":{"alg":"HS256"}}""");

        var token = await SignInAsync(Web, "alice", "openid");

        Assert.Equal(Web.ClientId, token.IdClaims["aud"]);
        Assert.Equal(0, Tenant.CountRequests("GET", "/.well-known/jwks.json"));
    }

    [Theory]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret)]
    [InlineData(Auth0LocalTenantIdTokenFaultKind.ModulusAsSecret)]
    public async Task HS256_WithThePublicKeyAsItsSecret_IsRefused_AlsoWhereThereIsAClientSecret(Auth0LocalTenantIdTokenFaultKind kind)
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = kind });

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenSignatureInvalid, () => SignInAsync(Web, "alice", "openid"));
    }

    [Fact]
    public async Task HS256_WithADamagedSignature_IsRefused()
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"jwt_configuration":{"alg":"HS256"}}""");
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.DamagedSignature });

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenSignatureInvalid, () => SignInAsync(Web, "alice", "openid"));
    }

    [Fact]
    public async Task LastSecondOfTheCalendar_IsAnEndLikeAnother()
    {
        Spoil("exp", DateTimeOffset.MaxValue.ToUnixTimeSeconds());

        var token = await SignInAsync(Mobile, "alice", "openid");

        Assert.Equal(DateTimeOffset.MaxValue.ToUnixTimeSeconds(), Assert.IsType<DateTimeOffset>(token.IdClaims["exp"]).ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("NONE")]
    [InlineData("None")]
    [InlineData("HS384")]
    [InlineData("RS1")]
    public async Task OtherAlgorithm_IsRefused(string algorithm)
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Header = new Dictionary<string, object?> { ["alg"] = algorithm } });

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenAlgorithmRefused, () => SignInAsync(Web, "alice", "openid"));
    }

    [Fact]
    public async Task WhatIsNoJwt_IsRefused_WithoutBeingRepeated()
    {
        FaultToken(200, """{"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"not.a.jwt"}""");

        var failure = await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidIdToken, () => SignInAsync(Mobile));

        Assert.DoesNotContain("not.a.jwt", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_RepeatsNoToken()
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.DamagedSignature });

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.IdTokenSignatureInvalid,
            () => SignInAsync(Mobile, "alice", "openid")
        );

        Assert.DoesNotMatch(JwtText.Start, failure.ToString());
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public async Task Keys_AreKeptForTenMinutes()
    {
        await SignInAsync(Mobile, "alice", "openid");
        Time.Advance(TimeSpan.FromMinutes(9));
        await SignInAsync(Mobile, "alice", "openid");
        Assert.Equal(1, KeyRequests);

        Time.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync(Mobile, "alice", "openid");
        Assert.Equal(2, KeyRequests);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(-30)] // the clock is set back
    public async Task RotatedKey_IsAskedForOnceMore(int seconds)
    {
        await SignInAsync(Mobile, "alice", "openid");
        Tenant.RotateSigningKey();
        Time.AdjustTime(Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));

        await SignInAsync(Mobile, "alice", "openid");

        Assert.Equal(2, KeyRequests);
    }

    [Fact]
    public async Task UnknownKeys_AreNotAskedForOftenerThanEveryFiveSeconds()
    {
        await SignInAsync(Mobile, "alice", "openid");
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.UnknownKey, Times = 20 });
        for (var i = 0; i < 19; i++)
        {
            await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenKeyUnknown, () => SignInAsync(Mobile, "alice", "openid"));
        }

        Assert.Equal(1, KeyRequests);
        Time.Advance(TimeSpan.FromSeconds(5));
        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenKeyUnknown, () => SignInAsync(Mobile, "alice", "openid"));
        Assert.Equal(2, KeyRequests);
    }

    [Fact]
    public async Task KeysThatCantBeHad_AreAnErrorOfTheirOwn()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                StatusCode = 404,
                Times = 0,
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.SigningKeysUnavailable, () => SignInAsync(Mobile, "alice", "openid"));
    }

    [Fact]
    public async Task KeyForEncryption_SignsNothing()
    {
        await SignInAsync(Mobile, "alice", "openid");
        using var http = new HttpClient();
        var keys = await http.GetStringAsync(new Uri(Tenant.Domain + "/.well-known/jwks.json"), Cancel);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/jwks.json",
                StatusCode = 200,
                Body = keys.Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal),
                Times = 0,
            }
        );
        Time.Advance(TimeSpan.FromMinutes(10));

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.IdTokenKeyUnknown, () => SignInAsync(Mobile, "alice", "openid"));
    }

    private int KeyRequests => Tenant.CountRequests("GET", "/.well-known/jwks.json");

    private void Spoil(string claim, object? value) =>
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { [claim] = value } });
}
