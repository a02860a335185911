using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Logins;
using Auth0Flows.Tests.ProofOfPossession;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>
/// The tenant refuses forged request objects (RFC 9101), each for its own reason. They are made here by hand, and not by the library.
/// </summary>
public sealed class RequestObjectTests : BrowserTest
{
    private const string KeyId = "jar-key";

    private static readonly RSA _key = RSA.Create(2048);
    private static readonly RSA _other = RSA.Create(2048);

    public RequestObjectTests() =>
        Tenant.AddRequestObjectCredential(WebApplication.ClientId, _key.ExportSubjectPublicKeyInfoPem(), KeyId, "RS256");

    private long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public async Task AGoodOne_SignsIn()
    {
        var answer = await VisitAsync(Address(Sign(Claims())));

        Assert.Equal("forged-state", answer["state"]);
        Assert.NotEmpty(answer["code"]);
    }

    [Fact]
    public async Task WithoutTheOptionalClaims_ItIsGoodToo()
    {
        var claims = Claims();
        foreach (var name in (string[])["iat", "nbf", "exp", "jti"])
        {
            claims.Remove(name);
        }

        Assert.Contains("code", (await VisitAsync(Address(Sign(claims, typ: "JWT")))).Keys);
    }

    [Fact]
    public async Task AProofThatIsRefused_DoesNotUseUpTheId()
    {
        var signed = Sign(Claims());
        using var forge = new ProofForge();

        Assert.Equal(HttpStatusCode.BadRequest, await PushAsync(signed, "no proof"));
        Assert.Equal(HttpStatusCode.Created, await PushAsync(signed, forge.Create("POST", $"{Tenant.Domain}/oauth/par", Time.GetUtcNow())));
        Assert.Equal(HttpStatusCode.BadRequest, await PushAsync(signed, proof: null)); // used up
    }

    public static TheoryData<string, string> Forgeries =>
        new()
        {
            { "no JWT", "it is not a JWT" },
            { "encrypted", "it is encrypted" },
            { "another type", "'typ' must be oauth-authz-req+jwt or jwt" },
            { "no type", "'typ' must be oauth-authz-req+jwt or jwt" },
            { "another issuer", "'iss' must be the client id" },
            { "another client id", "'client_id' must be that of the request" },
            { "no client id", "'client_id' must be that of the request" },
            { "a client assertion", "'sub' must not be the client id" },
            { "a request inside", "it must not contain 'request' or 'request_uri'" },
            { "a request_uri inside", "it must not contain 'request' or 'request_uri'" },
            { "alg none", "'alg' must be that of the credential" },
            { "HS256 with the public key", "'alg' must be that of the credential" },
            { "another algorithm", "'alg' must be that of the credential" },
            { "an unknown kid", "no credential for signed requests has this 'kid'" },
            { "another key", "the signature is invalid" },
            { "a changed claim", "the signature is invalid" },
            { "no signature", "the signature is invalid" },
            { "another audience", "'aud' must be http://127.0.0.1:" },
            { "the audience without its slash", "'aud' must be http://127.0.0.1:" },
            { "expired", "it has expired ('exp')" },
            { "exp as text", "'exp' must be a number" },
            { "not valid yet", "it is not valid yet ('nbf', 'iat')" },
            { "issued in the future", "it is not valid yet ('nbf', 'iat')" },
            { "a jti that is too long", "'jti' must have 1 to 64 bytes" },
        };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task AForgedOne_IsRefused_ForItsOwnReason(string forgery, string reason)
    {
        var request = Forge(forgery);

        Assert.Contains(reason, await RefusedAsync(Address(request), "invalid_request_object"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task PushedToo(string forgery, string reason)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["client_id"] = WebApplication.ClientId,
                ["client_secret"] = ((Auth0Secret)WebApplication.ClientSecret!.ToSecureString()).Reveal(),
                ["request"] = Forge(forgery),
            }
        );
        using var response = await Browser.PostAsync(new Uri(Tenant.Issuer + "oauth/par"), form, Cancel);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request_object", json.RootElement.GetProperty("error").GetString());
        Assert.Contains(reason, json.RootElement.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondUse_IsRefused()
    {
        var request = Sign(Claims());
        await VisitAsync(Address(request));

        Assert.Contains(
            "'jti' has been used already",
            await RefusedAsync(Address(request), "invalid_request_object"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task ACredentialThatHasExpired_IsNoKey()
    {
        Tenant.ConfigureApplication(
            WebApplication.ClientId,
            """{"signed_request_object":{"required":false,"credentials":[{"id":"cred_gone"}]}}"""
        );

        Assert.Contains(
            "no credential for signed requests has this 'kid'",
            await RefusedAsync(Address(Sign(Claims())), "invalid_request_object"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AnApplicationWithoutCredentials_TakesNone()
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"signed_request_object":null}""");

        await RefusedAsync(Address(Sign(Claims())), "request_not_supported");
    }

    [Fact]
    public async Task WhatIsBesideIt_DoesNotCount_AndMustNotContradictIt()
    {
        var beside = Address(Sign(Claims()), "&prompt=login&scope=openid+read:orders+offline_access");

        Assert.Contains(
            "The parameter scope differs from that of the signed request.",
            await RefusedAsync(beside, "invalid_request"),
            StringComparison.Ordinal
        );
        var ignored = await VisitAsync(Address(Sign(Claims()), "&connection=no-such-connection"));
        Assert.Contains("code", ignored.Keys);
    }

    [Fact]
    public async Task ARequestTwice_IsRefused() =>
        Assert.Contains(
            "The parameter request is repeated.",
            await RefusedAsync(Address(Sign(Claims()), $"&request={Sign(Claims())}"), "invalid_request"),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task AnUnsignedRequest_IsRefused_WhereSignedOnesAreRequired()
    {
        Tenant.AddRequestObjectCredential(WebApplication.ClientId, _other.ExportSubjectPublicKeyInfoPem(), isRequired: true);

        var plain = await BeginAsync();
        Assert.Contains("requires JWT-secured", await RefusedAsync(plain.Uri, "invalid_request"), StringComparison.Ordinal);
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.RequestObjectRequired, () => BeginAsync(Options(isPushed: true)));
    }

    [Fact]
    public async Task AnUnpushedRequest_IsRefused_WherePushedOnesAreRequired()
    {
        Tenant.ConfigureApplication(WebApplication.ClientId, """{"require_pushed_authorization_requests":true}""");

        Assert.Contains(
            "requires pushed authorization requests",
            await RefusedAsync((await BeginAsync()).Uri, "invalid_request"),
            StringComparison.Ordinal
        );
        Assert.Contains("code", (await VisitAsync((await BeginAsync(Options(isPushed: true))).Uri)).Keys);
    }

    private string Forge(string forgery)
    {
        var claims = Claims();
        switch (forgery)
        {
            case "no JWT":
                return "forged";
            case "encrypted":
                return "e30.e30.e30.e30.e30";
            case "another type":
                return Sign(claims, typ: "at+jwt");
            case "no type":
                return Sign(claims, typ: null);
            case "another issuer":
                claims["iss"] = Tenant.ClientId;
                return Sign(claims);
            case "another client id":
                claims["client_id"] = Tenant.ClientId;
                return Sign(claims);
            case "no client id":
                claims.Remove("client_id");
                return Sign(claims);
            case "a client assertion":
                claims["sub"] = WebApplication.ClientId;
                return Sign(claims);
            case "a request inside":
                claims["request"] = Sign(Claims());
                return Sign(claims);
            case "a request_uri inside":
                claims["request_uri"] = "urn:ietf:params:oauth:request_uri:x";
                return Sign(claims);
            case "alg none":
                return Sign(claims, alg: "none", sign: static _ => []);
            case "HS256 with the public key":
                var pem = Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem());
                return Sign(claims, alg: "HS256", sign: signed => HMACSHA256.HashData(pem, signed));
            case "another algorithm":
                return Sign(
                    claims,
                    alg: "PS256",
                    sign: static signed => _key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
                );
            case "an unknown kid":
                return Sign(claims, kid: "unknown");
            case "another key":
                return Sign(claims, sign: static signed => _other.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            case "a changed claim":
                var parts = Sign(claims).Split('.');
                claims["scope"] = "openid read:orders create:orders";
                return $"{parts[0]}.{Encode(claims)}.{parts[2]}";
            case "no signature":
                return Sign(claims, sign: static _ => []);
            case "another audience":
                claims["aud"] = "https://acme.eu.auth0.com/";
                return Sign(claims);
            case "the audience without its slash":
                claims["aud"] = Tenant.Issuer.TrimEnd('/');
                return Sign(claims);
            case "expired":
                claims["exp"] = Now;
                return Sign(claims);
            case "exp as text":
                claims["exp"] = "tomorrow";
                return Sign(claims);
            case "not valid yet":
                claims["nbf"] = Now + 60;
                return Sign(claims);
            case "issued in the future":
                claims["iat"] = Now + 60;
                return Sign(claims);
            default:
                claims["jti"] = new string('x', 65);
                return Sign(claims);
        }
    }

    private JsonObject Claims() =>
        new()
        {
            ["iss"] = WebApplication.ClientId,
            ["aud"] = Tenant.Issuer,
            ["iat"] = Now,
            ["nbf"] = Now,
            ["exp"] = Now + 60,
            ["jti"] = Guid.NewGuid().ToString(),
            ["client_id"] = WebApplication.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = Callback,
            ["scope"] = "openid",
            ["state"] = "forged-state",
        };

    private static string Sign(
        JsonObject claims,
        string? typ = "oauth-authz-req+jwt",
        string alg = "RS256",
        string kid = KeyId,
        Func<byte[], byte[]>? sign = null
    )
    {
        var header = new JsonObject { ["alg"] = alg, ["kid"] = kid };
        if (typ is not null)
        {
            header["typ"] = typ;
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        sign ??= static data => _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private Uri Address(string request, string beside = "") =>
        new($"{Tenant.Issuer}authorize?client_id={WebApplication.ClientId}&request={request}{beside}");

    private async Task<HttpStatusCode> PushAsync(string signed, string? proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenant.Domain}/oauth/par")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["client_id"] = WebApplication.ClientId,
                    ["client_secret"] = WebApplication.ClientSecret!.Reveal(),
                    ["request"] = signed,
                }
            ),
        };
        if (proof is not null)
        {
            request.Headers.Add("DPoP", proof);
        }

        using var response = await Browser.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    // The browser stays at the tenant: an address that comes with a refused request is not trusted.
    private async Task<string> RefusedAsync(Uri address, string error)
    {
        using var response = await Browser.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains($"{error}: ", page, StringComparison.Ordinal);
        return page;
    }
}
