using System.Security.Cryptography;
using System.Text;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Tokens;

/// <summary>The type of assertions: JWT, or client-authentication+jwt for servers after draft-ietf-oauth-rfc7523bis.</summary>
public sealed class AssertionTypeTests : LoginTest
{
    private const string Explicit = "client-authentication+jwt";

    private static readonly RSA _key = RSA.Create(2048);

    private string?[] Types =>
        [
            .. Tenant
                .Requests.Where(static request => request.Form.ContainsKey("client_assertion"))
                .Select(static request => (string?)DecodedJwt.Read(request.Form["client_assertion"]).Header["typ"]),
        ];

    [Fact]
    public async Task ServerThatDoesNotCare_GetsThePlainOne()
    {
        await GetTokenAsync(Connect());

        Assert.Equal(["JWT"], Types);
    }

    [Fact]
    public async Task ServerThatWantsTheNewerType_GetsIt_AfterOneRefusal_AndFromThenOn()
    {
        var session = Connect();
        Tenant.RequiredAssertionType = Explicit;

        await GetTokenAsync(session);
        await GetTokenAsync(session, "urn:example:reports");

        Assert.Equal(["JWT", Explicit, Explicit], Types);
        Assert.Equal([401, 200, 200], Tenant.Requests.Select(static request => request.StatusCode));
    }

    [Fact]
    public async Task OtherEndpoints_LearnTheSame()
    {
        Tenant.AddClientCredential(WebApplication.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        var session = Connect(Key(WebApplication.ClientId));
        Tenant.RequiredAssertionType = Explicit;

        await session.CreateAuthorizeRequestAsync(
            new Auth0AuthorizeOptions { RedirectUri = new Uri("http://localhost:3000/callback"), IsPushed = true },
            Log,
            Cancel
        );
        await SignInAsync(session);

        Assert.Equal(["JWT", Explicit, Explicit], Types);
    }

    [Theory]
    [InlineData(Explicit)]
    [InlineData("JWT")]
    public async Task ChosenType_IsSent_AndNoOther(string type)
    {
        var client = Key(Tenant.ClientId);
        client.AssertionType = type;
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        Tenant.RequiredAssertionType = type == "JWT" ? Explicit : "JWT";

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(Connect(client)));

        Assert.Contains("'typ' must be", failure.Message, StringComparison.Ordinal);
        Assert.Equal([type], Types);
    }

    [Theory]
    [InlineData("invalid_client", "Invalid client_assertion: the signature is invalid.")]
    [InlineData("invalid_client", "client_assertion_type is missing")]
    [InlineData("invalid_client", "Unknown type of client")]
    [InlineData("invalid_request", "the typ is wrong")]
    [InlineData("access_denied", "Unauthorized")]
    public async Task OtherRefusal_IsNotTriedAgain(string error, string description)
    {
        FaultToken(401, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");

        await Assert.ThrowsAsync<Auth0TokenException>(() => GetTokenAsync(Connect()));

        Assert.Equal(["JWT"], Types);
    }

    [Theory]
    [InlineData("unexpected \\\"typ\\\" JWT header value")]
    [InlineData("'typ' must be client-authentication+jwt")]
    [InlineData("The assertion must be explicitly typed (client-authentication+jwt)")]
    public async Task RefusalThatNamesTheType_IsTriedOnceMore(string description)
    {
        FaultToken(400, $$"""{"error":"invalid_client","error_description":"{{description}}"}""");

        await GetTokenAsync(Connect());

        Assert.Equal(["JWT", Explicit], Types);
    }

    [Fact]
    public async Task ServerThatRefusesBoth_IsAskedTwice()
    {
        FaultToken(401, """{"error":"invalid_client","error_description":"'typ' is wrong"}""", times: 3);

        var session = Connect();
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(session));
        Assert.Equal(2, TokenRequests);

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(session));
        Assert.Equal(3, TokenRequests); // once, for the session
    }

    [Fact]
    public async Task RequestsThatAreRefusedAtTheSameTime_AreAllSentAgain()
    {
        var session = Connect();
        Tenant.RequiredAssertionType = Explicit;
        var held = new Auth0LocalTenantFault
        {
            Kind = Auth0LocalTenantFaultKind.Hold,
            Path = "/oauth/token",
            Times = 2,
        };
        Tenant.AddFault(held);

        var both = Task.WhenAll(GetTokenAsync(session), GetTokenAsync(session, "urn:example:reports"));
        Assert.True(SpinWait.SpinUntil(() => Tenant.CountRequests("POST", "/oauth/token") == 2, TimeSpan.FromSeconds(20)));
        held.Release();
        await both;

        Assert.Equal(["JWT", "JWT", Explicit, Explicit], Types);
    }

    [Fact]
    public async Task TypeThatIsRefused_Too_IsForgotten()
    {
        var session = Connect();
        FaultToken(401, """{"error":"invalid_client","error_description":"'typ' is wrong"}""", times: 2);
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidClient, () => GetTokenAsync(session));
        Tenant.RequiredAssertionType = "JWT";

        await GetTokenAsync(session);

        Assert.Equal(["JWT", Explicit, "JWT"], Types);
    }

    [Fact]
    public async Task AnApisRefusal_TeachesNothing_AndRepeatsNoCall()
    {
        var session = Connect();
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/echo/orders",
                StatusCode = 400,
                Body = """{"error":"invalid_client","error_description":"'typ' must be client-authentication+jwt"}""",
            }
        );

        await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            session.SendAsync(
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Post,
                    Uri = new Uri($"{Tenant.Domain}/echo/orders"),
                    Audience = Orders,
                    Body = new Dictionary<string, object?> { ["amount"] = 1 },
                },
                Log,
                Cancel
            )
        );
        await GetTokenAsync(session, "urn:example:reports");

        Assert.Equal(1, Tenant.CountRequests("POST", "/echo/orders"));
        Assert.Equal(["JWT", "JWT"], Types);
    }

    [Fact]
    public void Secret_HasNoAssertion() =>
        Assert.Throws<InvalidOperationException>(() => Auth0ClientAuthentication.None("app").AssertionType = "JWT");

    private Auth0Session Connect()
    {
        Tenant.AddClientCredential(Tenant.ClientId, _key.ExportSubjectPublicKeyInfoPem());
        return Connect(Key(Tenant.ClientId));
    }

    private static Auth0ClientAuthentication Key(string clientId) =>
        Auth0ClientAuthentication.PrivateKeyPem(clientId, Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem()));
}
