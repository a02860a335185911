using System.Collections.Specialized;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>What an authenticator answers: what is evened out, and what is not sent.</summary>
public sealed class PasskeyAnswerTests : PasskeyTest
{
    /// <summary>Answers that don't belong to the challenge, and the codes that say so before anything is sent.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Change, Auth0ErrorCode Code, string Words)> _foreign = new()
    {
        ["another challenge"] = (
            key => key.ClientData = data => data["challenge"] = SoftwareAuthenticator.Encode(new byte[32]),
            Auth0ErrorCode.PasskeyChallengeMismatch,
            "another challenge"
        ),
        ["another origin"] = (
            key => key.Origin = "https://login.evil.example:8443",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "https://login.evil.example:8443/, which is not at localhost"
        ),
        ["an origin that ends alike"] = (
            key => key.Origin = "https://evillocalhost",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "https://evillocalhost/"
        ),
        ["another relying party"] = (
            key => key.RelyingPartyId = "evil.example",
            Auth0ErrorCode.PasskeyOriginMismatch,
            "a passkey of another domain than localhost"
        ),
        ["the type of a registration"] = (
            key => key.ClientData = data => data["type"] = "webauthn.create",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "webauthn.get"
        ),
        ["no response"] = (key => key.Answer = answer => answer.Remove("response"), Auth0ErrorCode.InvalidPasskeyAnswer, "no response"),
        ["no signature"] = (
            key => key.Answer = answer => answer["response"]!.AsObject().Remove("signature"),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no signature"
        ),
        ["neither of both kinds"] = (
            key =>
                key.Answer = answer =>
                {
                    answer["response"]!.AsObject().Remove("signature");
                    answer["response"]!.AsObject().Remove("authenticatorData");
                },
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "neither an attestationObject"
        ),
        ["no client data"] = (
            key => key.Answer = answer => answer["response"]!.AsObject().Remove("clientDataJSON"),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no clientDataJSON"
        ),
        ["client data that is none"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = "e30",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "not client data"
        ),
        ["client data that is no base64url"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = "{}",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "clientDataJSON is not base64url"
        ),
        ["authenticator data that is too short"] = (
            key => key.Data = data => data[..36],
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "authenticatorData is too short"
        ),
        ["two ids"] = (key => key.Answer = answer => answer["id"] = "AAAA", Auth0ErrorCode.InvalidPasskeyAnswer, "id is not its rawId"),
        ["no id"] = (
            key =>
                key.Answer = answer =>
                {
                    answer.Remove("id");
                    answer.Remove("rawId");
                },
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "no id"
        ),
        ["another type of credential"] = (
            key => key.Answer = answer => answer["type"] = "password",
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "not public-key"
        ),
        ["a name twice"] = (key => key.Answer = answer => answer["ID"] = "AAAA", Auth0ErrorCode.InvalidPasskeyAnswer, "id twice"),
        ["a list that is not of bytes"] = (
            key => key.Answer = answer => answer["response"]!["signature"] = new JsonArray(1, 256),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "a list, but not of bytes"
        ),
        ["an object as a signature"] = (
            key => key.Answer = answer => answer["response"]!["signature"] = new JsonObject(),
            Auth0ErrorCode.InvalidPasskeyAnswer,
            "neither a text nor a list of bytes"
        ),
    };

    public static TheoryData<string> Foreign => [.. _foreign.Keys];

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task Answer_ThatIsNotOneToTheChallenge_IsNotSent(string name)
    {
        var (change, code, words) = _foreign[name];
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        change(key);
        var before = Tenant.Requests.Count;

        var failure = await FailsAsync<Auth0ConfigurationException>(
            code,
            () => CompleteAsync(Web, challenge, key.Get(OptionsOf(challenge)))
        );
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, Tenant.Requests.Count);

        // Nothing was sent, so the challenge can still be answered.
        (key.ClientData, key.Data, key.Answer, key.Origin, key.RelyingPartyId) = (null, null, null, "http://localhost", "localhost");
        Assert.Equal(Auth0GrantType.Passkey, (await CompleteAsync(Web, challenge, key.Get(OptionsOf(challenge)))).GrantType);
    }

    [Fact]
    public async Task AnswerOfOneKind_ToAChallengeOfTheOther_IsNotSent()
    {
        using var key = await RegisterAsync();
        var login = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        var registration = await StartRegistrationAsync(Web, "ben@example.com");
        var before = Tenant.Requests.Count;

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidPasskeyAnswer,
            () => CompleteAsync(Web, registration, key.Get(OptionsOf(login)))
        );
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidPasskeyAnswer,
            () => CompleteAsync(Web, login, key.Create(OptionsOf(registration)))
        );
        Assert.Equal(before, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Answer_AsOtherAuthenticatorsWriteIt_IsEvenedOut()
    {
        using var key = await RegisterAsync();
        var challenge = await Web.StartPasskeyLoginAsync(Options, Log, Cancel);
        var answer = key.Get(OptionsOf(challenge));
        var response = answer["response"]!;
        var loose = new OrderedDictionary
        {
            ["rawId"] = key.CredentialId,
            ["Response"] = new OrderedDictionary
            {
                ["clientDataJson"] = Convert.ToBase64String(Bytes(response, "clientDataJSON")),
                ["authenticatorData"] = Bytes(response, "authenticatorData").Cast<object>().ToArray(),
                ["signature"] = Bytes(response, "signature"),
                ["userHandle"] = response["userHandle"]!.GetValue<string>(),
            },
        };
        var token = await Web.GetTokenAsync(new PasskeyGrant(challenge, Auth0PasskeyAnswer.From(loose)), cancellationToken: Cancel);

        Assert.Equal(Auth0GrantType.Passkey, token.GrantType);
        Assert.True(JsonNode.DeepEquals(response, Sent()["authn_response"]!["response"]));
        Assert.Equal(
            (key.Id, key.Id, "public-key"),
            (Text(Sent()["authn_response"]!, "id"), Text(Sent()["authn_response"]!, "rawId"), Text(Sent()["authn_response"]!, "type"))
        );
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"id":"AAAA","id":"AAAB"}""", "not valid JSON")]
    [InlineData("""{"id":"\ud800","response":{}}""", "text that is not valid")]
    [InlineData("""{"\ud800":"AAAA"}""", "text that is not valid")]
    [InlineData(
        """{"id":"AAAA","response":{"x":"\ud800","clientDataJSON":"eyJ0eXBlIjoiYSIsImNoYWxsZW5nZSI6ImIiLCJvcmlnaW4iOiJjIn0","attestationObject":"oA"}}""",
        "text that is not valid"
    )]
    public void Text_ThatIsNoAnswer_IsNotRepeated(string json, string words)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0PasskeyAnswer.Parse(json));

        Assert.Equal(Auth0ErrorCode.InvalidPasskeyAnswer, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OfAnyLength_HasALimit() =>
        Assert.Contains(
            "262,144 characters",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0PasskeyAnswer.Parse(new string(' ', 300_000))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void AnyChangedCharacter_IsReadOrRefused()
    {
        using var key = new SoftwareAuthenticator { UserHandle = "dTE" };
        var whole = key.Get(new JsonObject { ["challenge"] = "AAAA" }).ToJsonString();
        foreach (var character in "\"\\{}[],:0u\0\uD800")
        {
            for (var place = 0; place < whole.Length; place++)
            {
                var failure = Record.Exception(() =>
                    Auth0PasskeyAnswer.Parse($"{whole.AsSpan(0, place)}{character}{whole.AsSpan(place + 1)}")
                );
                Assert.True(
                    failure is null or Auth0ConfigurationException { Code: Auth0ErrorCode.InvalidPasskeyAnswer },
                    $"'{character}' at {place}: {failure}"
                );
            }
        }
    }
}
