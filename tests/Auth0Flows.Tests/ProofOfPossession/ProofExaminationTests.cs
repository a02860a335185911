using System.Collections;
using Auth0Flows.DPoP;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>A proof is tested as an API does it: each forged one has its own failed check.</summary>
public sealed class ProofExaminationTests : DPoPTest
{
    private readonly ProofForge _forge = new();

    private static Uri Address => new("https://orders.example.com/v1/orders?page=2");

    public static TheoryData<string> Forgeries => [.. ForgedProof.All.Concat(ForgedProof.OfCalls).Select(forged => forged.Name)];

    [Fact]
    public async Task ProofOfTheSession_IsValid()
    {
        StartBound();
        var session = ConnectBound();
        var token = await GetTokenAsync(session);

        var test = await TestAsync(session, token, session.CreateDPoPProof(token, "PATCH", Address, "n").Reveal(), "PATCH", "n");

        Assert.True(test.IsValid, test.ToString());
        Assert.Equal(
            [
                "ProofFormat",
                "ProofType",
                "ProofAlgorithm",
                "ProofKey",
                "ProofSignature",
                "ProofId",
                "ProofMethod",
                "ProofUri",
                "ProofIssuedAt",
                "ProofNonce",
                "ProofToken",
                "ProofBinding",
            ],
            test.Checks.Select(check => check.Name).Where(name => name.StartsWith("Proof", StringComparison.Ordinal))
        );
        Assert.Equal(test.Jwt!.Confirmation, token.Confirmation);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task ForgedProof_FailsItsCheck_AndNoOther(string name)
    {
        var (session, token) = await BoundAsync();
        var forged = ForgedProof.All.Concat(ForgedProof.OfCalls).Single(one => one.Name == name);

        var test = await TestAsync(
            session,
            token,
            forged.Create(_forge, ("GET", Address.GetLeftPart(UriPartial.Path), Time.GetUtcNow(), token.AccessToken.Reveal(), null))
        );

        Assert.Equal(forged.Check, Failed(test));
        Assert.All(test.Checks, check => Assert.DoesNotMatch(JwtText.Start, check.Found));
    }

    [Fact]
    public async Task ProofOfAnotherKey_FailsTheBinding()
    {
        var (session, token) = await BoundAsync();
        using var thief = new ProofForge();

        var test = await TestAsync(session, token, Right(thief, token));

        Assert.Equal("ProofBinding", Failed(test));
        var check = test.Checks.Single(one => one.Name == "ProofBinding");
        Assert.Contains(_forge.Thumbprint, check.Expected, StringComparison.Ordinal);
        Assert.Equal(thief.Thumbprint, check.Found);
    }

    [Theory]
    [InlineData(null, "ProofNonce")]
    [InlineData("other", "ProofNonce")]
    [InlineData("n", "")]
    public async Task Nonce_IsChecked_IfTheApiGaveOne(string? nonce, string failed)
    {
        var (session, token) = await BoundAsync();
        var proof = _forge.Create("GET", Address.AbsoluteUri, Time.GetUtcNow(), token.AccessToken.Reveal(), nonce);

        Assert.Equal(failed, Failed(await TestAsync(session, token, proof, nonce: "n")));
    }

    [Fact]
    public async Task TokenWithoutABinding_FailsIt()
    {
        StartBound();
        var session = Connect(audience: Orders);
        var token = await GetTokenAsync(session);

        Assert.Equal("ProofBinding", Failed(await TestAsync(session, token, Right(_forge, token))));
    }

    [Fact]
    public async Task BoundToken_WithoutAProof_SaysThatItWasNotChecked()
    {
        var (session, token) = await BoundAsync();
        var requirements = new Auth0TokenRequirements { Audience = [Orders] };

        var test = await session.TestTokenAsync(Secret(token.AccessToken.Reveal()), requirements, Log, Cancel);

        var check = test.Checks[^1];
        Assert.Equal(("Binding", true, $"bound to jkt={_forge.Thumbprint}"), (check.Name, check.IsPassed, check.Expected));
        Assert.StartsWith("not checked", check.Found, StringComparison.Ordinal);
        Assert.Equal(new(_forge.Thumbprint, null), test.UncheckedBinding);
        Assert.True(test.IsValid);
        var proven = await TestAsync(session, token, Right(_forge, token));
        Assert.Null(proven.UncheckedBinding);
        Assert.DoesNotContain(proven.Checks, static one => one.Name == "Binding");
    }

    [Theory]
    [InlineData("https://orders.example.com:443/v1/orders")]
    [InlineData("HTTPS://Orders.Example.COM/v1/orders")]
    [InlineData("https://orders.example.com/v1/orders?other=1#x")]
    public async Task Address_IsComparedAfterNormalization(string address)
    {
        var (session, token) = await BoundAsync();

        var proof = _forge.Create("GET", address, Time.GetUtcNow(), token.AccessToken.Reveal());

        Assert.Equal("", Failed(await TestAsync(session, token, proof)));
    }

    // HTTP sends the host in Punycode, so a proof names it so.
    [Theory]
    [InlineData("https://bücher.example/v1", "https://xn--bcher-kva.example/v1")]
    [InlineData("https://xn--bcher-kva.example/v1", "https://bücher.example/v1")]
    public async Task InternationalHost_IsTheSameInBothForms(string called, string named)
    {
        var (session, token) = await BoundAsync();
        var proof = _forge.Create("GET", named, Time.GetUtcNow(), token.AccessToken.Reveal());

        Assert.Equal("", Failed(await TestAsync(session, token, proof, address: new Uri(called))));
        Assert.Equal("https://xn--bcher-kva.example/v1", DPoPProof.TargetOf(new Uri(called)));
        Assert.Equal("https://xn--bcher-kva.example:8443/v1", DPoPProof.TargetOf(new Uri("https://bücher.example:8443/v1?a=b#c")));
    }

    [Theory]
    [InlineData("//\u200E")]
    [InlineData("//")]
    [InlineData("https://[")]
    [InlineData("https://a\u200Db.example/v1")]
    [InlineData("https://a\uFFFDb.example/v1")]
    [InlineData("https://a\uE000b.example/v1")]
    [InlineData("\\\\\u202Ex")]
    public async Task AddressThatIsNone_FailsItsCheck(string address)
    {
        var (session, token) = await BoundAsync();

        var proof = _forge.Create("GET", address, Time.GetUtcNow(), token.AccessToken.Reveal());

        Assert.Equal("ProofUri", Failed(await TestAsync(session, token, proof)));
    }

    // A token of the tenant that is bound to the forge's key.
    private async Task<(Auth0Session Session, Auth0Token Token)> BoundAsync()
    {
        StartBound();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenant.Domain}/oauth/token")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = Tenant.ClientId,
                    ["client_secret"] = Tenant.ClientSecret.Reveal(),
                    ["audience"] = Orders,
                }
            ),
        };
        request.Headers.Add("DPoP", _forge.Create("POST", $"{Tenant.Domain}/oauth/token", Time.GetUtcNow()));
        using var response = await http.SendAsync(request, Cancel);
        var answer = await response.Content.ReadAsStringAsync(Cancel);
        Tenant.AddFault(
            new Auth0Flows.LocalTenant.Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 200,
                Body = answer.Replace("DPoP", "Bearer", StringComparison.Ordinal),
            }
        );
        var session = Connect(audience: Orders);
        return (session, await GetTokenAsync(session));
    }

    private string Right(ProofForge forge, Auth0Token token) =>
        forge.Create("GET", Address.AbsoluteUri, Time.GetUtcNow(), token.AccessToken.Reveal());

    private Task<Auth0TokenTest> TestAsync(
        Auth0Session session,
        Auth0Token token,
        string proof,
        string method = "GET",
        string? nonce = null,
        Uri? address = null
    ) =>
        session.TestTokenAsync(
            Secret(token.AccessToken.Reveal()),
            new Auth0TokenRequirements
            {
                Audience = [Orders],
                Claims = new Hashtable(),
                DPoP = new Auth0DPoPRequirements
                {
                    Proof = Auth0Secret.FromPlainText(proof),
                    Method = method,
                    Uri = address ?? Address,
                    Nonce = nonce,
                },
            },
            Log,
            Cancel
        );

    private static string Failed(Auth0TokenTest test) =>
        string.Join(", ", test.Checks.Where(check => !check.IsPassed).Select(check => check.Name));
}
