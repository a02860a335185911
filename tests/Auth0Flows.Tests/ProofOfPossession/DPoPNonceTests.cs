using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Nonces of the servers (RFC 9449 §8, §9): once more with the nonce, and no oftener.</summary>
public sealed class DPoPNonceTests : DPoPTest
{
    [Fact]
    public async Task Nonce_IsSentOnceMore_AndThenRemembered()
    {
        StartBound();
        var mobile = ConnectBoundMobile();

        await SignInAsync(mobile, "alice", "read:orders");
        Time.Advance(TimeSpan.FromSeconds(1));
        await SignInAsync(mobile, "alice", "create:orders");

        var proofs = ProofsAt("/oauth/token");
        Assert.Equal([400, 200, 200], proofs.Select(proof => proof.Status));
        Assert.Null(proofs[0].Claims["nonce"]);
        Assert.NotNull(proofs[1].Claims["nonce"]);
        Assert.NotEqual((string?)proofs[1].Claims["nonce"], (string?)proofs[2].Claims["nonce"]); // of the successful answer
        Assert.Equal(3, proofs.Select(proof => (string?)proof.Claims["jti"]).Distinct().Count());
    }

    [Fact]
    public async Task Servers_HaveTheirOwnNonces()
    {
        StartBound(options => options.RequireDPoPNonce = true);
        var session = ConnectBound();

        await CallAsync(session);
        await CallAsync(session);

        Assert.Equal([400, 200], ProofsAt("/oauth/token").Select(proof => proof.Status));
        Assert.Equal([401, 200, 200], ProofsAt("/echo/a").Select(proof => proof.Status));
    }

    [Fact]
    public async Task Nonce_ThatIsTooOld_IsReplaced()
    {
        StartBound(options => (options.RequireDPoPNonce, options.DPoPNonceLifetime) = (true, TimeSpan.FromSeconds(30)));
        var session = ConnectBound();
        await CallAsync(session);
        Time.Advance(TimeSpan.FromSeconds(31));

        await CallAsync(session);

        Assert.Equal([401, 200, 401, 200], ProofsAt("/echo/a").Select(proof => proof.Status));
        Assert.Equal([400, 200], ProofsAt("/oauth/token").Select(proof => proof.Status)); // the token is still good
    }

    [Theory]
    [InlineData("n1", 2)]
    [InlineData(null, 1)]
    [InlineData("not \"allowed\"", 1)]
    public async Task TokenEndpoint_ThatWantsEndlessly_IsAskedTwiceAtMost(string? nonce, int times)
    {
        StartBound();
        AddRefusal("/oauth/token", 400, nonce, null);

        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.DPoPNonceRefused, () => GetTokenAsync(ConnectBound()));

        Assert.Equal(times, TokenRequests);
        Assert.Equal("use_dpop_nonce", failure.Error);
        Assert.Contains(nonce is "n1" ? "refused the nonce" : "gave none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_ThatWantsEndlessly_IsAskedTwice_AndTheTokenStays()
    {
        StartBound();
        var session = ConnectBound();
        await GetTokenAsync(session);
        AddRefusal("/echo/a", 401, "n1", "DPoP error=\"use_dpop_nonce\", error_description=\"Resource server requires nonce\"");

        var failure = await FailsAsync<Auth0ApiException>(Auth0ErrorCode.DPoPNonceRefused, () => CallAsync(session));

        Assert.Equal(2, Tenant.CountRequests("GET", "/echo/a"));
        Assert.Equal(1, TokenRequests);
        Assert.Single(session.Tokens);
        Assert.Contains("refused the nonce", failure.Message, StringComparison.Ordinal);
    }

    // What an application may repeat after a failure is another matter: a refused proof had no effect.
    [Fact]
    public async Task Nonce_IsGiven_WhereNothingIsRepeated()
    {
        StartBound(options => options.RequireDPoPNonce = true);
        var session = ConnectBound();

        var response = await session.SendAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Uri = Echo,
                Body = new Dictionary<string, object?> { ["a"] = 1 },
            },
            Log,
            Cancel
        );

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(
            ["""{"a":1}""", """{"a":1}"""],
            Tenant.Requests.Where(request => request.Path == "/echo/a").Select(request => request.ReadBody())
        );
    }

    [Fact]
    public async Task Rotation_WithANonceThatIsTooOld_TakesOneRefreshToken()
    {
        StartBound(options => options.DPoPNonceLifetime = TimeSpan.FromMinutes(1));
        var mobile = ConnectBoundMobile();
        var login = await SignInForLongAsync(mobile);
        var first = login.RefreshToken!.Reveal();
        Time.Advance(TimeSpan.FromMinutes(2));

        var renewed = await mobile.RefreshAsync(login, force: true, activity: Log, cancellationToken: Cancel);
        var again = await mobile.RefreshAsync(renewed, force: true, activity: Log, cancellationToken: Cancel);

        Assert.Equal([400, 200, 400, 200, 200], ProofsAt("/oauth/token").Select(proof => proof.Status));
        Assert.NotEqual(first, again.RefreshToken!.Reveal());
        Assert.Same(renewed.RefreshToken, again.RefreshToken); // the family's newest
    }

    [Fact]
    public async Task ManyCalls_WhileTheNoncesChange_AllSucceed()
    {
        StartBound(options => (options.RequireDPoPNonce, options.DPoPNonceLifetime) = (true, TimeSpan.FromMinutes(1)));
        var session = ConnectBound();
        await CallAsync(session);
        Time.Advance(TimeSpan.FromMinutes(2)); // all begin with the old one

        // The clock goes on by less than a lifetime in all: what a refusal gives is still good when it comes back.
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(number =>
                    Task.Run(() =>
                    {
                        Time.Advance(TimeSpan.FromMilliseconds(500));
                        return CallAsync(session, path: $"/echo/{number}");
                    })
                )
        );

        Assert.All(answers, answer => Assert.Equal(200, (int)answer.StatusCode));
        var sent = Tenant.Requests.Where(request => request.Path.StartsWith("/echo/", StringComparison.Ordinal)).Skip(2).ToArray();
        Assert.Contains(sent, request => request.StatusCode == 401);
        Assert.All(sent.GroupBy(request => request.Path), calls => Assert.InRange(calls.Count(), 1, 2));
        Assert.Equal(sent.Length, sent.Select(request => (string?)ProofForge.Part(request.Headers["DPoP"], 1)["jti"]).Distinct().Count());
    }

    private void AddRefusal(string path, int status, string? nonce, string? challenge)
    {
        var fault = new Auth0LocalTenantFault
        {
            Path = path,
            StatusCode = status,
            Body = """{"error":"use_dpop_nonce","error_description":"A nonce is required"}""",
            Times = 10,
        };
        if (nonce is not null)
        {
            fault.Headers["DPoP-Nonce"] = nonce;
        }

        if (challenge is not null)
        {
            fault.Headers["WWW-Authenticate"] = challenge;
        }

        Tenant.AddFault(fault);
    }
}
