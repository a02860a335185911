using System.Net;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class DiscoveryTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public async Task OpenIdConfiguration_WithGet_NamesTheTenantsOwnAddresses()
    {
        var configuration = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/openid-configuration", token: null);

        Assert.Equal($"http://127.0.0.1:{Tenant.Port}/", configuration["issuer"]!.GetValue<string>());
        Assert.Equal($"{Tenant.Domain}/oauth/token", configuration["token_endpoint"]!.GetValue<string>());
        Assert.Equal($"{Tenant.Domain}/.well-known/jwks.json", configuration["jwks_uri"]!.GetValue<string>());
        Assert.Equal($"{Tenant.Domain}/oauth/device/code", configuration["device_authorization_endpoint"]!.GetValue<string>());
        Assert.Contains(
            "RS256",
            configuration["id_token_signing_alg_values_supported"]!.AsArray().Select(value => value!.GetValue<string>())
        );
    }

    [Fact]
    public async Task OpenIdConfiguration_WithGet_NamesEndpointsThatAnswer()
    {
        var configuration = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/openid-configuration", token: null);

        // Auth0 lists client registration whether or not it is enabled; here it isn't.
        var endpoints = configuration
            .AsObject()
            .Where(member => member.Key.EndsWith("_endpoint", StringComparison.Ordinal) && member.Key != "registration_endpoint")
            .ToArray();
        Assert.Equal(9, endpoints.Length);
        foreach (var (name, address) in endpoints)
        {
            var method = name is "authorization_endpoint" or "userinfo_endpoint" or "end_session_endpoint"
                ? HttpMethod.Get
                : HttpMethod.Post;
            using var response = await SendAsync(method, address!.GetValue<string>(), token: null);

            // A logout that says nothing is a question to the user.
            Assert.True(
                name == "end_session_endpoint"
                    ? response.StatusCode == HttpStatusCode.OK
                    : response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized,
                $"{name}: {response.StatusCode}"
            );
        }
    }

    [Fact]
    public async Task OpenIdConfiguration_WithGet_NamesTheGrantOfDevices()
    {
        var configuration = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/openid-configuration", token: null);

        Assert.Contains(
            "urn:ietf:params:oauth:grant-type:device_code",
            configuration["grant_types_supported"]!.AsArray().Select(value => value!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Jwks_WithGet_PublishesOneSigningKeyOf2048Bits()
    {
        var key = Assert.Single(
            (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/jwks.json", token: null))["keys"]!.AsArray()
        )!;

        Assert.Equal("RSA", key["kty"]!.GetValue<string>());
        Assert.Equal("RS256", key["alg"]!.GetValue<string>());
        Assert.Equal("sig", key["use"]!.GetValue<string>());
        Assert.Equal(256, FromBase64Url(key["n"]!.GetValue<string>()).Length);
        Assert.Equal("AQAB", key["e"]!.GetValue<string>());
        Assert.Null(key["d"]);
    }

    [Fact]
    public async Task Jwks_WithGet_CarriesTheCertificateOfTheKey()
    {
        var key = (await SendAsync(HttpStatusCode.OK, HttpMethod.Get, "/.well-known/jwks.json", token: null))["keys"]![0]!;

        using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(
            Convert.FromBase64String(key["x5c"]![0]!.GetValue<string>())
        );
        using var publicKey = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPublicKey(certificate);
        Assert.Equal(FromBase64Url(key["n"]!.GetValue<string>()), publicKey!.ExportParameters(false).Modulus);
        Assert.Equal(certificate.GetCertHash(), FromBase64Url(key["x5t"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Discovery_WithPost_IsNotFound()
    {
        using var response = await Http.PostAsync("/.well-known/jwks.json", Json("{}"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task UnknownPath_WithGet_IsNotFound()
    {
        using var response = await Http.GetAsync("/nothing/here", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
