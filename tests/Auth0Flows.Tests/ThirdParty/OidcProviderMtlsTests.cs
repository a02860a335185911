using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Mtls;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>mTLS against oidc-provider: the certificate is registered with its key set, and tokens are bound to it (RFC 8705).</summary>
public sealed class OidcProviderMtlsTests(OidcProviderServer server) : OidcProviderTest(server), IClassFixture<OidcProviderServer>
{
    // One server serves the class: so do its certificates.
    private static readonly X509Certificate2 _server = Faults.Certificates.SelfSigned();
    private static readonly X509Certificate2 _rsa = ClientCertificates.SelfSigned(DateTimeOffset.UtcNow);
    private static readonly X509Certificate2 _other = ClientCertificates.SelfSigned(DateTimeOffset.UtcNow);

    protected override JsonObject Configuration =>
        new()
        {
            ["apis"] = new JsonObject { [Orders] = "read:orders" },
            ["mtls"] = new JsonObject { ["key"] = ClientCertificates.KeyPem(_server), ["cert"] = _server.ExportCertificatePem() },
            ["configuration"] = new JsonObject
            {
                ["clientAuthMethods"] = new JsonArray("self_signed_tls_client_auth", "client_secret_post"),
                ["features"] = new JsonObject
                {
                    ["clientCredentials"] = new JsonObject { ["enabled"] = true },
                    ["mTLS"] = new JsonObject
                    {
                        ["enabled"] = true,
                        ["certificateBoundAccessTokens"] = true,
                        ["selfSignedTlsClientAuth"] = true,
                    },
                },
                ["clients"] = new JsonArray(
                    new JsonObject
                    {
                        ["client_id"] = "nightly",
                        ["token_endpoint_auth_method"] = "self_signed_tls_client_auth",
                        ["tls_client_certificate_bound_access_tokens"] = true,
                        ["grant_types"] = new JsonArray("client_credentials"),
                        ["response_types"] = new JsonArray(),
                        ["redirect_uris"] = new JsonArray(),
                        ["jwks"] = new JsonObject { ["keys"] = new JsonArray(KeyOf(_rsa)) },
                    }
                ),
            },
        };

    [Fact]
    public async Task Certificate_AuthenticatesAtTheAlias_AndTheTokenIsBoundToIt()
    {
        using var session = await ConnectWithAsync(_rsa);

        var token = await session.GetTokenAsync(new ClientCredentialsGrant(Orders, null, ["read:orders"]), Log, cancellationToken: Cancel);

        Assert.Equal(ClientCertificate.ThumbprintOf(_rsa), token.Confirmation?.CertificateThumbprint);
        Assert.Contains(
            Log.Messages(Auth0ActivityKind.Request),
            text => text.StartsWith($"POST {Server.MutualTls}oauth/token answered 200", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task AnotherCertificate_IsRefused()
    {
        using var session = await ConnectWithAsync(_other);

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.ClientCertificateRefused,
            () => session.GetTokenAsync(new ClientCredentialsGrant(Orders), Log, cancellationToken: Cancel).AsTask()
        );
    }

    private static JsonObject KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()!;
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Exponent),
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
        };
    }

    private async Task<Auth0Session> ConnectWithAsync(X509Certificate2 certificate)
    {
        await Server.StartAsync(Configuration, Cancel);
        return new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(Server.Domain),
                Client = Auth0ClientAuthentication.MutualTls(
                    "nightly",
                    certificate,
                    Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth
                ),
                LocalTenantCertificate = _server,
                MaximumRetryCount = 0,
            }
        );
    }
}
