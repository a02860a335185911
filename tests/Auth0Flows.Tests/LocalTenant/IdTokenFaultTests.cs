using System.Collections;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class IdTokenFaultTests : UserTenantTest
{
    [Fact]
    public async Task Changed_WithClaimsAndHeader_SetsAndRemovesThemAndSignsRightly()
    {
        Tenant.AddIdTokenFault(
            new()
            {
                Header = new Hashtable { ["typ"] = null, ["x"] = "y" },
                Claims = new Hashtable
                {
                    ["aud"] = new[] { "a", "b" },
                    ["azp"] = "a",
                    ["iat"] = null,
                    ["exp"] = Now,
                    ["nbf"] = Now.UtcDateTime.AddSeconds(1),
                    ["number"] = 1.5,
                    ["whole"] = 7L,
                    ["flag"] = false,
                    ["nested"] = new Dictionary<string, object> { ["list"] = new object?[] { 1, null, "x" } },
                    ["node"] = new JsonObject { ["a"] = 1 },
                    ["wrapped"] = new Wrapper(5),
                    ["own"] = new Uri("https://example.com/"),
                },
            }
        );

        var token = await IdTokenAsync();
        var claims = Part(token, 1);
        AssertJson("""["a","b"]""", claims["aud"]!);
        Assert.Equal("a", Text(claims, "azp"));
        Assert.Null(claims["iat"]);
        Assert.Equal(Now.ToUnixTimeSeconds(), claims["exp"]!.GetValue<long>());
        Assert.Equal(Now.ToUnixTimeSeconds() + 1, claims["nbf"]!.GetValue<long>());
        AssertJson(
            """[1.5,7,false,{"list":[1,null,"x"]},{"a":1},5,"https://example.com/"]""",
            new JsonArray([
                .. new[] { "number", "whole", "flag", "nested", "node", "wrapped", "own" }.Select(name => claims[name]!.DeepClone()),
            ])
        );
        Assert.Equal(["alg", "kid", "x"], Names(Part(token, 0)));
        Assert.True(await IsSignedByTheTenantAsync(token));
    }

    [Fact]
    public async Task UnpublishedKey_KeepsTheKeyIdAndTheAlgorithm()
    {
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.UnpublishedKey);

        Assert.Equal("RS256", Text(Part(token, 0), "alg"));
        Assert.Equal(Text(await KeyAsync(), "kid"), Text(Part(token, 0), "kid"));
        Assert.Equal(256, FromBase64Url(token.Split('.')[2]).Length);
        Assert.False(await IsSignedByTheTenantAsync(token));
    }

    [Fact]
    public async Task UnknownKey_HasAKeyIdThatIsNotPublished()
    {
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.UnknownKey);

        Assert.NotEqual(Text(await KeyAsync(), "kid"), Text(Part(token, 0), "kid"));
        Assert.False(await IsSignedByTheTenantAsync(token));
    }

    [Fact]
    public async Task AlgorithmNone_SaysNoneAndHasNoSignature()
    {
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.AlgorithmNone);

        Assert.Equal("none", Text(Part(token, 0), "alg"));
        Assert.EndsWith(".", token, StringComparison.Ordinal);
        Assert.Equal(3, token.Split('.').Length);
    }

    [Fact]
    public async Task PublicKeyAsSecret_IsRightForWhoTakesTheAlgorithmFromTheToken()
    {
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret);
        using var rsa = await PublicKeyAsync();

        AssertHmac(Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), token);
        Assert.Equal(Text(await KeyAsync(), "kid"), Text(Part(token, 0), "kid"));
    }

    [Fact]
    public async Task ModulusAsSecret_IsRightForWhoTakesTheAlgorithmFromTheToken()
    {
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.ModulusAsSecret);

        AssertHmac(FromBase64Url(Text(await KeyAsync(), "n")), token);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("HS256")]
    public async Task DamagedSignature_IsWrongByABit(string algorithm)
    {
        Tenant.ConfigureApplication(Native.ClientId, $$$"""{"jwt_configuration":{"alg":"{{{algorithm}}}"}}""");
        var right = await IdTokenAsync();
        var token = await SpoiledAsync(Auth0LocalTenantIdTokenFaultKind.DamagedSignature);

        // The clock doesn't move, and RS256 and HS256 are deterministic.
        Assert.Equal(right[..right.LastIndexOf('.')], token[..token.LastIndexOf('.')]);
        var bits = FromBase64Url(right.Split('.')[2])
            .Zip(FromBase64Url(token.Split('.')[2]), (one, other) => int.PopCount(one ^ other))
            .Sum();
        Assert.Equal(1, bits);
    }

    [Fact]
    public async Task LeftOut_AnswersTheOtherTokens()
    {
        Tenant.AddIdTokenFault(new() { Kind = Auth0LocalTenantIdTokenFaultKind.LeftOut });

        var answer = await LoginOkAsync("alice", ("scope", "openid offline_access"));
        Assert.Null(answer["id_token"]);
        Assert.NotNull(answer["access_token"]);
        Assert.NotNull(answer["refresh_token"]);
    }

    [Fact]
    public async Task Faults_WithTimesAndSkip_MeetOneTokenEach()
    {
        Tenant.AddIdTokenFault(
            new()
            {
                Claims = new Hashtable { ["n"] = 1 },
                Skip = 1,
                Times = 2,
            }
        );
        Tenant.AddIdTokenFault(new() { Claims = new Hashtable { ["n"] = 2 } });

        Assert.Equal([2, 1, 1, null], await ValuesAsync(4));
    }

    [Fact]
    public async Task Faults_WithoutEnd_LastUntilTheyAreCleared()
    {
        Tenant.AddIdTokenFault(
            new()
            {
                Claims = new Hashtable { ["n"] = 1 },
                Times = 0,
            }
        );
        Assert.Equal([1, 1, 1], await ValuesAsync(3));

        Tenant.ClearFaults();
        Assert.Equal([null], await ValuesAsync(1));
    }

    [Fact]
    public void Fault_AsText_SaysWhatItDoes()
    {
        Assert.Equal(
            "Changed (nonce) on ID tokens, 1×",
            new Auth0LocalTenantIdTokenFault { Claims = new Hashtable { ["nonce"] = null } }.ToString()
        );
        Assert.Equal(
            "AlgorithmNone on ID tokens, until cleared",
            new Auth0LocalTenantIdTokenFault { Kind = Auth0LocalTenantIdTokenFaultKind.AlgorithmNone, Times = 0 }.ToString()
        );
    }

    private static void AssertHmac(byte[] secret, string token)
    {
        Assert.Equal("HS256", Text(Part(token, 0), "alg"));
        Assert.Equal(
            HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')])),
            FromBase64Url(token.Split('.')[2])
        );
    }

    private async Task<string> IdTokenAsync() => Text(await LoginOkAsync("alice", ("scope", "openid")), "id_token");

    private Task<string> SpoiledAsync(Auth0LocalTenantIdTokenFaultKind kind)
    {
        Tenant.AddIdTokenFault(new() { Kind = kind });
        return IdTokenAsync();
    }

    private async Task<List<int?>> ValuesAsync(int count)
    {
        var values = new List<int?>();
        for (var i = 0; i < count; i++)
        {
            values.Add(Part(await IdTokenAsync(), 1)["n"]?.GetValue<int>());
        }

        return values;
    }

    private async Task<JsonNode> KeyAsync() =>
        (await SendAsync(System.Net.HttpStatusCode.OK, HttpMethod.Get, "/.well-known/jwks.json", token: null))["keys"]![0]!;

    private async Task<RSA> PublicKeyAsync()
    {
        var key = await KeyAsync();
        return RSA.Create(new RSAParameters { Modulus = FromBase64Url(Text(key, "n")), Exponent = FromBase64Url(Text(key, "e")) });
    }

    private async Task<bool> IsSignedByTheTenantAsync(string token)
    {
        using var rsa = await PublicKeyAsync();
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]),
            FromBase64Url(token.Split('.')[2]),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
    }

    /// <summary>Looks like PowerShell's PSObject to code that doesn't know it.</summary>
    private sealed class Wrapper(object inner)
    {
        public object BaseObject { get; } = inner;
    }
}
