using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Browser logins whose code is bound to the session's key (RFC 9449 §10), and calls that others send with a proof.</summary>
public sealed class DPoPLoginTests : DPoPTest
{
    private const string Callback = "http://127.0.0.1/callback";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    public override async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BrowserLogin_BindsTheCode(bool isPushed)
    {
        StartBound();
        var session = ConnectBoundMobile();
        var request = await BeginAsync(session, isPushed);

        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request), Log, Cancel);

        Assert.Equal("DPoP", token.TokenType);
        var sent = isPushed
            ? Tenant.Requests.Last(one => one.Path == "/oauth/par").Form["dpop_jkt"]
            : System.Web.HttpUtility.ParseQueryString(request.Uri.Query)["dpop_jkt"];
        Assert.Equal(token.Confirmation!.JwkThumbprint, sent);
        Assert.Equal(isPushed ? [400, 201] : [], ProofsAt("/oauth/par").Select(proof => proof.Status));
    }

    // The server takes a signed request's id once, so the one with the nonce needs another.
    [Fact]
    public async Task PushedRequest_ThatIsSigned_IsSignedAgainForTheNonce()
    {
        StartBound();
        using var rsa = RSA.Create(2048);
        Tenant.AddRequestObjectCredential(MobileApplication.ClientId, rsa.ExportSubjectPublicKeyInfoPem(), "jar");
        using var key = Auth0RequestObjectKey.FromPem(Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()), keyId: "jar");
        var session = ConnectBoundMobile();

        var request = await BeginAsync(session, isPushed: true, key);
        var token = await session.CompleteAuthorizeAsync(request, await VisitAsync(request), Log, Cancel);

        Assert.Equal("DPoP", token.TokenType);
        Assert.Equal([400, 201], ProofsAt("/oauth/par").Select(proof => proof.Status));
        Assert.Equal(
            2,
            Tenant
                .Requests.Where(one => one.Path == "/oauth/par")
                .Select(one => (string?)ProofForge.Part(one.Form["request"], 1)["jti"])
                .Distinct()
                .Count()
        );
    }

    [Theory]
    [InlineData(false, false, Auth0ErrorCode.DPoPRequired)]
    [InlineData(true, false, Auth0ErrorCode.DPoPRequired)]
    [InlineData(false, true, Auth0ErrorCode.InvalidAuthorizationCode)]
    [InlineData(true, true, Auth0ErrorCode.InvalidAuthorizationCode)]
    public async Task StolenCode_IsWorthlessWithoutTheKey(bool isPushed, bool hasOtherKey, Auth0ErrorCode code)
    {
        StartBound();
        var thief = Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), dpop: hasOtherKey);
        var request = await BeginAsync(ConnectBoundMobile(), isPushed);
        var answer = await VisitAsync(request);

        await FailsAsync<Auth0TokenException>(code, () => thief.CompleteAuthorizeAsync(request, answer, Log, Cancel));
    }

    [Fact]
    public async Task CallOfAnotherClient_WithAProof_IsTakenOnce()
    {
        StartBound(options => options.RequireDPoPNonce = true);
        var session = ConnectBound();
        var token = await GetTokenAsync(session);

        using var first = await SendAsync(token, session.CreateDPoPProof(token, "GET", Echo));
        var nonce = first.Headers.GetValues("DPoP-Nonce").Single();
        var proof = session.CreateDPoPProof(token, "GET", new Uri(Echo, "?q=1#part"), nonce);
        using var second = await SendAsync(token, proof);
        using var third = await SendAsync(token, proof);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (first.StatusCode, second.StatusCode, third.StatusCode)
        );
        Assert.Contains("jti has been used", await third.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await CallAsync(session); // which learns the API's nonce
        using var fourth = await SendAsync(token, session.CreateDPoPProof(token, "GET", Echo));
        Assert.Equal(HttpStatusCode.OK, fourth.StatusCode);
    }

    [Fact]
    public async Task ProofForWhatNeedsNone_OrForElsewhere_IsRefused()
    {
        StartBound();
        var (bound, plain) = (ConnectBound(), Connect(audience: Orders));
        var (token, bearer) = (await GetTokenAsync(bound), await GetTokenAsync(plain));
        var management = await GetTokenAsync(bound, Tenant.ManagementAudience);

        Assert.Equal(Auth0ErrorCode.TokenNotBound, Fails(() => plain.CreateDPoPProof(bearer, "GET", Echo)));
        Assert.Equal(Auth0ErrorCode.DPoPKeyMissing, Fails(() => plain.CreateDPoPProof(token, "GET", Echo)));
        Assert.Equal(
            Auth0ErrorCode.TokenAudienceMismatch,
            Fails(() => bound.CreateDPoPProof(management, "GET", new Uri("https://evil.example.com/")))
        );
        Assert.Equal(
            Auth0ErrorCode.InvalidApiAddress,
            Fails(() => bound.CreateDPoPProof(token, "GET", new Uri("http://api.example.com/")))
        );
        Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(Auth0ErrorCode.TokenExpired, Fails(() => bound.CreateDPoPProof(token, "GET", Echo)));
        bound.Dispose();
        Assert.Equal(Auth0ErrorCode.SessionClosed, Fails(() => bound.CreateDPoPProof(token, "GET", Echo)));

        static Auth0ErrorCode Fails(Action act) => Assert.Throws<Auth0ConfigurationException>(act).Code;
    }

    private async Task<HttpResponseMessage> SendAsync(Auth0Token token, Auth0Secret proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Echo);
        request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token.AccessToken.Reveal());
        request.Headers.Add("DPoP", proof.Reveal());
        return await _http.SendAsync(request, Cancel);
    }

    private Task<Auth0AuthorizeRequest> BeginAsync(Auth0Session session, bool isPushed, Auth0RequestObjectKey? key = null)
    {
        Tenant.SignInAs = Tenant.GetUser("alice");
        return session.CreateAuthorizeRequestAsync(
            new Auth0AuthorizeOptions
            {
                RedirectUri = new Uri(Callback),
                Audience = Orders,
                Scope = ["openid", "read:orders"],
                ResponseMode = Auth0ResponseMode.Query,
                IsPushed = isPushed,
                RequestObjectKey = key,
            },
            Log,
            Cancel
        );
    }

    private async Task<Dictionary<string, string>> VisitAsync(Auth0AuthorizeRequest request)
    {
        using var response = await _http.GetAsync(request.Uri, Cancel);
        var query = System.Web.HttpUtility.ParseQueryString(response.Headers.Location!.Query);
        return query.AllKeys.ToDictionary(name => name!, name => query[name]!);
    }
}
