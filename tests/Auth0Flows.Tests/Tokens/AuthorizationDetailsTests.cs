using System.Collections;
using System.Collections.Specialized;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Tokens;

/// <summary>Authorization details (RFC 9396): what is sent, what is granted, and that tokens with them are not mixed with others.</summary>
public sealed class AuthorizationDetailsTests : LoginTest
{
    private const string Payment =
        """[{"type":"payment_initiation","instructedAmount":{"currency":"EUR","amount":"123.50"},"creditorName":"Merchant A"}]""";

    public AuthorizationDetailsTests() =>
        Tenant.Apis.Single(api => api.Identifier == Orders).AuthorizationDetailsTypes = ["payment_initiation", "account_information"];

    private static Auth0AuthorizationDetails Details => Auth0AuthorizationDetails.Parse(Payment);

    // RFC 9396 §2: the example of a request, and what is not a list of objects with a type.
    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"type\":", "not valid JSON (line 1, character 9)")]
    [InlineData("\"payment\"", "not a list of objects")]
    [InlineData("[]", "the list is empty")]
    [InlineData("[1]", "number 1 is not an object")]
    [InlineData("[{\"type\":\"a\"},{\"actions\":[]}]", "number 2 has no type")]
    [InlineData("[{\"type\":7}]", "the type of number 1 is not a text")]
    [InlineData("[{\"type\":\"\"}]", "the type of number 1 is not a text")]
    [InlineData("[{\"type\":\"a\",\"type\":\"b\"}]", "not valid JSON")]
    public void Parse_OfAnythingElse_SaysWhatIsWrong_WithoutTheDetails(string json, string reason)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0AuthorizationDetails.Parse(json));

        Assert.Equal(Auth0ErrorCode.InvalidAuthorizationDetails, failure.Code);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    // .NET has another exception for it than for all other texts that aren't JSON.
    [Fact]
    public void Parse_OfHalfASurrogatePair_SaysThatItIsNoJson()
    {
        var json = $$"""{"type":"payment","name":"{{'\uD800'}}"}""";

        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0AuthorizationDetails.Parse(json));

        var escaped = Assert.Throws<Auth0ConfigurationException>(() =>
            Auth0AuthorizationDetails.Parse("""{"type":"payment","k\ud800":"v","k":1}""")
        );
        var objects = Assert.Throws<Auth0ConfigurationException>(() =>
            Auth0AuthorizationDetails.From(
                new[]
                {
                    new Dictionary<string, object> { ["type"] = "payment", ["k\uD800"] = "v" },
                }
            )
        );

        Assert.All([failure, escaped, objects], static one => Assert.Equal(Auth0ErrorCode.InvalidAuthorizationDetails, one.Code));
    }

    [Fact]
    public void Parse_OfOneObject_MakesAListOfIt()
    {
        var details = Auth0AuthorizationDetails.Parse("""{ "type": "a", "n": 1 }""");

        Assert.Equal(["a"], details.Types);
        Assert.Equal("""[{ "type": "a", "n": 1 }]""", details.ToJson());
        Assert.Equal("a", details.ToString());
    }

    [Fact]
    public void From_Dictionaries_WritesTheSameJson()
    {
        var details = Auth0AuthorizationDetails.From(
            new object[]
            {
                new OrderedDictionary { ["type"] = "a", ["actions"] = new[] { "read", "write" } },
                new OrderedDictionary
                {
                    ["type"] = "b",
                    ["amount"] = 12.5m,
                    ["now"] = true,
                },
            }
        );

        Assert.Equal("""[{"type":"a","actions":["read","write"]},{"type":"b","amount":12.5,"now":true}]""", details.ToJson());
        Assert.Equal(["a", "b"], details.Types);
    }

    [Fact]
    public void From_WithASecret_IsRefused_WithoutIt()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() =>
            Auth0AuthorizationDetails.From(new Hashtable { ["type"] = "a", ["pin"] = Secret("4711") })
        );

        Assert.Equal(Auth0ErrorCode.InvalidAuthorizationDetails, failure.Code);
        Assert.DoesNotContain("4711", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientCredentials_SendThem_AndTheTokenHasWhatWasGranted()
    {
        var token = await Session.GetTokenAsync(Application(Details), Log, cancellationToken: Cancel);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Payment), JsonNode.Parse(LastForm["authorization_details"])));
        var granted = Assert.Single(token.AuthorizationDetails);
        Assert.Equal("payment_initiation", granted["type"]);
        Assert.Equal("123.50", ((OrderedDictionary)granted["instructedAmount"]!)["amount"]);
        Assert.Equal("Merchant A", ((OrderedDictionary)((object?[])token.Claims["authorization_details"]!)[0]!)["creditorName"]);
    }

    [Fact]
    public async Task Tokens_WithAndWithoutThem_AreNotMixed()
    {
        var plain = await GetTokenAsync();
        var payment = await Session.GetTokenAsync(Application(Details), Log, cancellationToken: Cancel);
        var sameWithOtherOrder = await Session.GetTokenAsync(
            Application(
                Auth0AuthorizationDetails.Parse(
                    """[{"creditorName":"Merchant A","instructedAmount":{"amount":"123.50","currency":"EUR"},"type":"payment_initiation"}]"""
                )
            ),
            Log,
            cancellationToken: Cancel
        );
        var other = await Session.GetTokenAsync(
            Application(Auth0AuthorizationDetails.Parse("""[{"type":"account_information"}]""")),
            Log,
            cancellationToken: Cancel
        );

        Assert.Same(plain, await GetTokenAsync());
        Assert.Same(payment, sameWithOtherOrder);
        Assert.Empty(plain.AuthorizationDetails);
        Assert.Equal("account_information", Assert.Single(other.AuthorizationDetails)["type"]);
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task AScopeThatAPaymentCovers_IsStillAskedFor()
    {
        await Session.GetTokenAsync(
            new ClientCredentialsGrant(Orders, null, ["read:orders", "create:orders"]) { AuthorizationDetails = Details },
            Log,
            cancellationToken: Cancel
        );

        var plain = await GetTokenAsync(Orders, "read:orders");

        Assert.Empty(plain.AuthorizationDetails);
        Assert.Equal(2, TokenRequests);
    }

    [Theory]
    [InlineData("""[{"type":"unknown"}]""", "is not registered for https://orders.example.com/")]
    [InlineData("""[{"type":"account_information","größe":1}]""", "the names in authorization_details")]
    [InlineData("""[{"type":"account_information","a":{"a":{"a":{"a":{"a":{"a":1}}}}}}]""", "nested deeper than 5 levels")]
    public async Task TheTenant_RefusesOthers_WithAnIdOfTheirOwn(string json, string reason)
    {
        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidAuthorizationDetails,
            () => Session.GetTokenAsync(Application(Auth0AuthorizationDetails.Parse(json)), Log, cancellationToken: Cancel).AsTask()
        );

        Assert.Equal("invalid_authorization_details", failure.Error);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheTenant_HasAuth0sLimits()
    {
        string[] beyond =
        [
            $"[{string.Join(',', Enumerable.Repeat("""{"type":"account_information"}""", 6))}]",
            $$"""[{"type":"account_information"{{string.Concat(Enumerable.Range(1, 10).Select(n => $",\"p{n}\":1"))}}}]""",
            $$"""[{"type":"account_information","text":"{{new string('x', 256)}}"}]""",
            $$"""[{"type":"account_information","list":[{{string.Join(',', Enumerable.Repeat($"\"{new string('x', 250)}\"", 21))}}]}]""",
        ];
        foreach (var json in beyond)
        {
            await FailsAsync<Auth0TokenException>(
                Auth0ErrorCode.InvalidAuthorizationDetails,
                () => Session.GetTokenAsync(Application(Auth0AuthorizationDetails.Parse(json)), Log, cancellationToken: Cancel).AsTask()
            );
        }
    }

    [Fact]
    public async Task WhatWasNotGranted_IsNotOnTheToken()
    {
        FaultToken(200, """{"access_token":"opaque","token_type":"Bearer","expires_in":60}""");

        var token = await Session.GetTokenAsync(Application(Details), Log, cancellationToken: Cancel);

        Assert.Empty(token.AuthorizationDetails);
    }

    [Theory]
    [InlineData("\"payment\"")]
    [InlineData("[\"payment\"]")]
    [InlineData("{\"type\":\"payment\"}")]
    public async Task AnAnswerWithOtherDetails_IsAnError(string details)
    {
        FaultToken(200, $$"""{"access_token":"opaque","token_type":"Bearer","expires_in":60,"authorization_details":{{details}}}""");

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            () => Session.GetTokenAsync(Application(Details), Log, cancellationToken: Cancel).AsTask()
        );
    }

    [Fact]
    public async Task DeviceLogin_SendsThem_AndTheConfirmedTokenHasThem()
    {
        var code = await Mobile.StartDeviceLoginAsync(Orders, ["openid", "read:orders"], Details, Log, Cancel);
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));

        var token = await Mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        Assert.Equal(Payment, Tenant.Requests.Single(request => request.Path == "/oauth/device/code").Form["authorization_details"]);
        Assert.DoesNotContain("authorization_details", LastForm.Keys);
        Assert.Equal("payment_initiation", Assert.Single(token.AuthorizationDetails)["type"]);
    }

    [Fact]
    public async Task ARefresh_KeepsWhatWasGranted()
    {
        var code = await Mobile.StartDeviceLoginAsync(Orders, ["openid", "offline_access", "read:orders"], Details, Log, Cancel);
        Tenant.ApproveDevice(code.UserCode, Tenant.GetUser("alice"));
        var token = await Mobile.WaitDeviceLoginAsync(code, activity: Log, cancellationToken: Cancel);

        var renewed = await Mobile.RefreshAsync(token, force: true, activity: Log, cancellationToken: Cancel);

        Assert.DoesNotContain("authorization_details", LastForm.Keys);
        Assert.Equal("payment_initiation", Assert.Single(renewed.AuthorizationDetails)["type"]);
        Assert.Equal([renewed], Mobile.Tokens);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ANarrowedToken_StaysNarrow_WhenItIsRenewedOrReplaced(bool isReplaced)
    {
        const string Account = """{"type":"account_information","actions":["read"]}""";
        var both = Auth0AuthorizationDetails.Parse($"[{Payment[1..^1]},{Account}]");
        var alice = Tenant.GetUser("alice");
        var login = await Mobile.GetTokenAsync(
            new PasswordGrant(alice.Email!, alice.Password, Orders, ["openid", "offline_access", "read:orders"])
            {
                AuthorizationDetails = both,
            },
            cancellationToken: Cancel
        );
        var narrow = await Mobile.RefreshAsync(login, Auth0AuthorizationDetails.Parse(Account), Log, Cancel);
        Tenant.ClearRequests();

        if (isReplaced)
        {
            Tenant.RevokeTokens();
            await Mobile.SendAsync(
                new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/x"), Audience = Orders },
                cancellationToken: Cancel
            );
        }
        else
        {
            Time.Advance(narrow.RenewsAt - Time.GetUtcNow());
        }

        var renewed = await Mobile.GetTokenAsync(Orders, cancellationToken: Cancel);

        Assert.Equal(1, TokenRequests);
        Assert.NotSame(narrow, renewed);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"[{Account}]"), JsonNode.Parse(LastForm["authorization_details"])));
        Assert.Equal("account_information", Assert.Single(renewed.AuthorizationDetails)["type"]);
    }

    // The second factor of a refresh completes it: what it brings is not the ordinary token.
    [Fact]
    public async Task ANarrowedToken_ThatNeedsASecondFactor_IsNotTakenForTheOrdinaryOne()
    {
        var user = Tenant.GetUser("alice");
        const string Account = """[{"type":"account_information"}]""";
        var login = await Mobile.GetTokenAsync(
            new PasswordGrant(user.Email!, user.Password, Orders, ["openid", "offline_access"])
            {
                AuthorizationDetails = Auth0AuthorizationDetails.Parse($"[{Payment[1..^1]},{Account[1..^1]}]"),
            },
            cancellationToken: Cancel
        );
        Tenant.EnrollOtp(user);
        user.RequiresMfa = true;
        var challenge = (
            await FailsAsync<Auth0MfaRequiredException>(
                Auth0ErrorCode.MfaRequired,
                () => Mobile.RefreshAsync(login, Auth0AuthorizationDetails.Parse(Account), Log, Cancel)
            )
        ).Challenge;
        var narrow = await Mobile.GetTokenAsync(new MfaOtpGrant(challenge, Secret(Tenant.GetOtp(user))), Log, cancellationToken: Cancel);

        var ordinary = await Mobile.RefreshAsync(login, activity: Log, cancellationToken: Cancel);

        Assert.NotSame(narrow, ordinary);
        Assert.Equal("account_information", Assert.Single(narrow.AuthorizationDetails)["type"]);
        Assert.Equal(2, ordinary.AuthorizationDetails.Length);
    }

    private static ClientCredentialsGrant Application(Auth0AuthorizationDetails details) => new(Orders) { AuthorizationDetails = details };
}
