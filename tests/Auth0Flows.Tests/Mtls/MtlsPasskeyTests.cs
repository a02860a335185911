using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.Mtls;

/// <summary>
/// A login with a passkey in an application that authenticates with a certificate. Auth0 names no alias for /passkey; where a tenant names
/// one, it is used.
/// </summary>
public sealed class MtlsPasskeyTests : MtlsTest
{
    [Fact]
    public async Task Login_SendsAllRequestsWithTheCertificate_AndTheTokenIsBoundToIt()
    {
        Tenant.EnablePasskeys();
        BindTokensOf(Orders);
        var portal = WebApplication.ClientId;
        Tenant.AddClientCertificate(portal, Certificate.ExportCertificatePem());
        Tenant.ClearRequests();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/.well-known/openid-configuration",
                StatusCode = 200,
                Times = 0,
                Body = new JsonObject
                {
                    ["mtls_endpoint_aliases"] = new JsonObject
                    {
                        ["token_endpoint"] = $"{Tenant.MtlsDomain}/oauth/token",
                        ["passkey_challenge_endpoint"] = $"{Tenant.MtlsDomain}/passkey/challenge",
                        ["passkey_register_endpoint"] = $"{Tenant.MtlsDomain}/passkey/register",
                    },
                }.ToJsonString(),
            }
        );
        var session = ConnectWith(Certificate, clientId: portal);
        var options = new Auth0PasskeyLoginOptions { Audience = Orders, Scope = ["read:orders"] };
        using var key = new SoftwareAuthenticator();

        var registration = await session.StartPasskeyRegistrationAsync(
            new Auth0PasskeyUser { Email = "ann@example.com" },
            options,
            Log,
            Cancel
        );
        await CompleteAsync(session, registration, key.Create(JsonNode.Parse(registration.OptionsJson)!));
        var login = await session.StartPasskeyLoginAsync(options, Log, Cancel);
        var token = await CompleteAsync(session, login, key.Get(JsonNode.Parse(login.OptionsJson)!));

        Assert.Equal(
            ["/passkey/register", "/oauth/token", "/passkey/challenge", "/oauth/token"],
            Encrypted.Select(static request => request.Path)
        );
        Assert.All(Encrypted, request => Assert.Equal(Thumbprint, request.CertificateThumbprint));
        Assert.All(Encrypted, static request => Assert.DoesNotContain("client_secret", request.ReadBody(), StringComparison.Ordinal));
        Assert.Equal(Thumbprint, token.Confirmation?.CertificateThumbprint);
    }

    private static Task<Auth0Token> CompleteAsync(Auth0Session session, Auth0PasskeyChallenge challenge, JsonObject answer) =>
        session
            .GetTokenAsync(new PasskeyGrant(challenge, Auth0PasskeyAnswer.Parse(answer.ToJsonString())), cancellationToken: Cancel)
            .AsTask();
}
