using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Where a session with a certificate sends its requests: mtls_endpoint_aliases (RFC 8705 §5), if they are the tenant's.</summary>
public sealed class MtlsDiscoveryTests : MtlsTest
{
    private const string Path = "/.well-known/openid-configuration";

    [Fact]
    public async Task TenantWithoutMtls_HasItsOwnError_AndGetsNothing()
    {
        Start();

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.MtlsNotEnabled,
            () => GetTokenAsync(ConnectWith(Certificate))
        );

        Assert.Contains("neither mtls_endpoint_aliases nor tls_client_auth", failure.Message, StringComparison.Ordinal);
        Assert.Equal([Path], Tenant.Requests.Select(static request => request.Path));
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/oauth/token")]
    [InlineData("https://evil.example/oauth/token")]
    [InlineData("https://127.0.0.1.evil.example/oauth/token")]
    [InlineData("https://alice@127.0.0.1/oauth/token")]
    [InlineData("oauth/token")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Alias_ThatIsNotTheTenants_IsRefused_BeforeAnythingIsSent(string? alias)
    {
        Discover(new JsonObject { ["mtls_endpoint_aliases"] = new JsonObject { ["token_endpoint"] = alias } });

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidMtlsEndpoint, () => GetTokenAsync(Nightly));

        Assert.Equal([Path], Tenant.Requests.Select(static request => request.Path));
    }

    [Theory]
    [InlineData("https://mtls.login.acme.com/oauth/token", true)]
    [InlineData("https://login.acme.com/oauth/token", true)]
    [InlineData("https://a.b.login.acme.com/mtls/token?x=1", true)]
    [InlineData("https://mtls.acme.com/oauth/token", false)]
    [InlineData("https://evillogin.acme.com/oauth/token", false)]
    [InlineData("https://acme.com/oauth/token", false)]
    [InlineData("https://login.acme.com.evil.example/oauth/token", false)]
    [InlineData("https://mtls.login.acme.com:8443/oauth/token", false)]
    [InlineData("http://mtls.login.acme.com/oauth/token", false)]
    [InlineData("https://login.acme.com@evil.example/", false)]
    public void Alias_IsAtTheTenantsHostOrBelowIt(string alias, bool isAccepted)
    {
        var document = new JsonObject { ["mtls_endpoint_aliases"] = new JsonObject { ["token_endpoint"] = alias } };
        using var json = System.Text.Json.JsonDocument.Parse(document.ToJsonString());
        var domain = Auth0Domain.Parse("login.acme.com");

        if (isAccepted)
        {
            Assert.Equal(alias, MtlsEndpoints.Read(json.RootElement, domain, "GET").Find(domain.TokenEndpoint).AbsoluteUri);
        }
        else
        {
            Assert.Equal(
                Auth0ErrorCode.InvalidMtlsEndpoint,
                Assert.Throws<Auth0ResponseException>(() => MtlsEndpoints.Read(json.RootElement, domain, "GET")).Code
            );
        }
    }

    // https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-mtls: the usual endpoint then.
    [Fact]
    public async Task EndpointWithoutAnAlias_IsTheUsualOne()
    {
        Discover(
            new JsonObject { ["mtls_endpoint_aliases"] = new JsonObject { ["revocation_endpoint"] = $"{Tenant.MtlsDomain}/oauth/revoke" } }
        );

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ClientCertificateRefused, () => GetTokenAsync(Nightly)); // plain http

        Assert.Equal(("http", "/oauth/token"), (Tenant.Requests[^1].Scheme, Tenant.Requests[^1].Path));
    }

    [Theory]
    [InlineData("tls_client_auth")]
    [InlineData("self_signed_tls_client_auth")]
    public async Task TenantThatAsksForCertificatesEverywhere_NeedsNoAliases(string method)
    {
        Discover(new JsonObject { ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", method) });

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ClientCertificateRefused, () => GetTokenAsync(Nightly));

        Assert.Equal(("http", "/oauth/token"), (Tenant.Requests[^1].Scheme, Tenant.Requests[^1].Path));
    }

    [Fact]
    public async Task DiscoveryThatFails_IsTriedAgain_AndAgainWithTheNextCall()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = Path,
                StatusCode = 503,
                Times = 1,
            }
        );
        await GetTokenAsync(Nightly);
        Assert.Equal(2, Tenant.CountRequests("GET", Path));

        var other = ConnectWith(Certificate);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = Path,
                Kind = Auth0LocalTenantFaultKind.Reset,
                Times = 4,
            }
        );
        var failure = await Assert.ThrowsAsync<Auth0ConnectionException>(() => GetTokenAsync(other));

        Assert.StartsWith("The tenant's endpoints for certificates could not be read.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(6, Tenant.CountRequests("GET", Path)); // four, and not four times four
        await GetTokenAsync(other);
    }

    [Fact]
    public async Task DiscoveryThatIsNoDocument_IsAnError()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = Path,
                StatusCode = 404,
                Body = "{}",
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.MtlsNotEnabled, () => GetTokenAsync(Nightly));
    }

    private void Discover(JsonObject document) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = Path,
                StatusCode = 200,
                Body = document.ToJsonString(),
            }
        );
}
