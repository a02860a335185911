using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>
/// Signed (RFC 9101), pushed (RFC 9126) and rich (RFC 9396) authorization requests, and parameters of /authorize, against a server that
/// isn't ours.
/// </summary>
public sealed class OidcProviderRequestTests(OidcProviderServer server) : OidcProviderTest(server), IClassFixture<OidcProviderServer>
{
    private static readonly RSA _key = RSA.Create(2048);

    private static readonly byte[] _pem = Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem());

    private static readonly Auth0AuthorizationDetails _payment = Auth0AuthorizationDetails.Parse(
        """{"type":"payment_initiation","instructedAmount":{"currency":"EUR","amount":"123.50"}}"""
    );

    protected override JsonObject Configuration
    {
        get
        {
            var parameters = _key.ExportParameters(includePrivateParameters: false);
            var jwk = new JsonObject
            {
                ["kty"] = "RSA",
                ["kid"] = "app",
                ["use"] = "sig",
                ["n"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Modulus),
                ["e"] = System.Buffers.Text.Base64Url.EncodeToString(parameters.Exponent),
            };
            var configuration = JsonNode
                .Parse(
                    $$"""
                    {
                      "apis": { "{{Orders}}": "read:orders" },
                      "authorizationDetailsTypes": ["payment_initiation"],
                      "configuration": {
                        "acrValues": ["http://schemas.openid.net/pape/policies/2007/06/multi-factor"],
                        "clients": [
                          { "client_id": "bank", "token_endpoint_auth_method": "private_key_jwt", "require_signed_request_object": true },
                          { "client_id": "shop", "token_endpoint_auth_method": "client_secret_post", "client_secret": "s3cret" }
                        ],
                        "features": {
                          "introspection": { "enabled": true },
                          "pushedAuthorizationRequests": { "enabled": true },
                          "requestObjects": { "enabled": true },
                          "richAuthorizationRequests": { "enabled": true }
                        }
                      }
                    }
                    """
                )!
                .AsObject();
            foreach (var client in configuration["configuration"]!["clients"]!.AsArray())
            {
                client!["application_type"] = "native";
                client["redirect_uris"] = new JsonArray(Callback);
                client["grant_types"] = new JsonArray("authorization_code", "refresh_token");
                client["response_types"] = new JsonArray("code");
                client["authorization_details_types"] = new JsonArray("payment_initiation");
                client["jwks"] = new JsonObject { ["keys"] = new JsonArray(jwk.DeepClone()) };
            }

            return configuration;
        }
    }

    private static Auth0AuthorizeOptions Options =>
        new()
        {
            ResponseMode = Auth0ResponseMode.Query,
            RedirectUri = new Uri(Callback),
            Audience = Orders,
            Scope = ["read:orders", "offline_access"],
            Prompt = "consent",
        };

    [Theory]
    [InlineData(false, Auth0SigningAlgorithm.RS256)]
    [InlineData(true, Auth0SigningAlgorithm.RS256)]
    [InlineData(false, Auth0SigningAlgorithm.PS256)]
    [InlineData(true, Auth0SigningAlgorithm.PS256)]
    public async Task ASignedRequest_SignsIn(bool isPushed, Auth0SigningAlgorithm algorithm)
    {
        var session = await ConnectBankAsync(algorithm);

        var request = await session.CreateAuthorizeRequestAsync(Options with { IsSigned = true, IsPushed = isPushed }, Log, Cancel);
        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request.Uri), Log, Cancel);

        var sent = System.Web.HttpUtility.ParseQueryString(request.Uri.Query);
        Assert.Equal(["client_id", isPushed ? "request_uri" : "request"], sent.AllKeys);
        Assert.Equal("alice", token.Subject);
        Assert.Equal([Orders], token.Audience);
        Assert.NotNull(token.RefreshToken);
    }

    [Fact]
    public async Task AKeyForRequests_SignsForAClientWithASecret()
    {
        var session = await ConnectAsync("shop");
        using var key = Auth0RequestObjectKey.FromPem(_pem, keyId: "app");

        var token = await SignInAsync(session, Options with { RequestObjectKey = key });

        Assert.Equal("alice", token.Subject);
    }

    [Fact]
    public async Task AnUnsignedRequest_IsRequestObjectRequired()
    {
        var session = await ConnectBankAsync();

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.RequestObjectRequired,
            () => session.CreateAuthorizeRequestAsync(Options with { IsPushed = true }, Log, Cancel)
        );
    }

    [Fact]
    public async Task AnotherKey_IsInvalidRequestObject()
    {
        var session = await ConnectAsync("shop");
        using var other = RSA.Create(2048);
        using var key = Auth0RequestObjectKey.FromPem(Encoding.ASCII.GetBytes(other.ExportPkcs8PrivateKeyPem()));

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRequestObject,
            () => session.CreateAuthorizeRequestAsync(Options with { RequestObjectKey = key, IsPushed = true }, Log, Cancel)
        );

        Assert.Equal("invalid_request_object", failure.Error);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task AuthorizationDetails_AreGranted(bool isPushed, bool isSigned)
    {
        var session = isSigned ? await ConnectBankAsync() : await ConnectAsync("shop");

        var token = await SignInAsync(session, Options with { AuthorizationDetails = _payment, IsPushed = isPushed, IsSigned = isSigned });

        var granted = Assert.Single(token.AuthorizationDetails);
        Assert.Equal("payment_initiation", granted["type"]);
        Assert.Equal("123.50", ((System.Collections.Specialized.OrderedDictionary)granted["instructedAmount"]!)["amount"]);
        var renewed = await session.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel);
        Assert.Equal("payment_initiation", Assert.Single(renewed.AuthorizationDetails)["type"]);
    }

    [Fact]
    public async Task AnUnknownType_IsInvalidAuthorizationDetails()
    {
        var session = await ConnectAsync("shop");

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            () => SignInAsync(session, Options with { AuthorizationDetails = Auth0AuthorizationDetails.Parse("""{"type":"unknown"}""") })
        );

        Assert.Equal("invalid_authorization_details", failure.Error);
    }

    [Fact]
    public async Task AcrValues_AndAnIdTokenHint_AreUnderstood()
    {
        const string MultiFactor = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
        var session = await ConnectAsync("shop");
        var first = await SignInAsync(session, Options with { AcrValues = [MultiFactor] });

        var again = await SignInAsync(session, Options with { IdTokenHint = first.IdToken, IsPushed = true });

        Assert.Equal(MultiFactor, first.IdClaims["acr"]);
        Assert.Equal("alice", again.Subject);
        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidRequest,
            () =>
                SignInAsync(
                    session,
                    Options with
                    {
                        IdTokenHint = Auth0Secret.FromPlainText(first.IdToken!.Reveal()[..^6] + "AAAAAA"),
                        IsPushed = true,
                    }
                )
        );
    }

    private Task<Auth0Session> ConnectBankAsync(Auth0SigningAlgorithm algorithm = Auth0SigningAlgorithm.RS256) =>
        ConnectAsync(Auth0ClientAuthentication.PrivateKeyPem("bank", _pem, keyId: "app", algorithm: algorithm));
}
