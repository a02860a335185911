using System.Net;
using System.Text;
using System.Text.Json;
using Auth0Flows.Fuzz;

namespace Auth0Flows.Tests.Json;

/// <summary>Half a surrogate pair and bytes that aren't UTF-8: .NET reads them, and later throws.</summary>
public sealed class OddTextTests
{
    private static readonly byte[] _noUtf8 = [.. "{\"x\":\"a"u8, 0xFF, .. "\"}"u8];

    [Fact]
    public void BytesThatAreNoUtf8_AreReplaced_WhereTheJsonIsTakenAsItCame()
    {
        var json = JsonElement.Parse(_noUtf8);

        Assert.Throws<InvalidOperationException>(json.GetRawText);
        Assert.Equal("{\"x\":\"a\uFFFD\"}", json.ReadRaw());
        Assert.Equal("{\"x\":\"a\uFFFD\"}", Encoding.UTF8.GetString(JsonValues.ToUtf8(json)));
    }

    [Theory]
    [InlineData("""{"a":"\ud800","\udc00":[1,"x"]}""")]
    [InlineData("""["\uD83D\uDE00"]""")]
    [InlineData("1.10")]
    public void JsonInABody_GoesOutAsItCame(string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(JsonValues.ToUtf8(JsonElement.Parse(json))));

    [Theory]
    [InlineData("""["\ud800"]""", """["\ud800"]""", true)]
    [InlineData("""["\ud800"]""", """["\ud801"]""", false)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1.0}""", true)]
    public void Values_AreCompared_AlsoWhereTheyAreNoTexts(string one, string other, bool expected) =>
        Assert.Equal(expected, JsonElement.Parse(one).IsSameAs(JsonElement.Parse(other)));

    [Fact]
    public void LifeOfAToken_ThatIsNoUtf8_IsNoLife()
    {
        byte[] answer = [.. "{\"access_token\":\"a\",\"expires_in\":"u8, .. _noUtf8, .. "}"u8];

        var failure = Assert.Throws<Auth0ResponseException>(() => TokenAnswer.Read(JsonElement.Parse(answer)));

        Assert.Equal(Auth0ErrorCode.InvalidExpiresIn, failure.Code);
    }

    [Fact]
    public void ObjectsGivenAlready_AreKnownByIdsThatAreNoTexts()
    {
        var answer = Tenant.Answer(HttpStatusCode.OK, """[{"log_id":"\ud800"},{"log_id":"b"}]"""u8.ToArray());
        var page = Auth0Resources.Logs.ReadPage(answer);
        var given = new GivenItems();
        given.Add(page);

        Assert.Empty(given.Without(page));
    }

    [Fact]
    public void UserWithANameThatIsNoText_IsImportedWithoutIt()
    {
        var file = new Auth0UserImportFile();

        Assert.True(file.TryAdd(Auth0Resources.Users.Parse("""{"user_id":"auth0|1","email":"a@example.com","\ud800":1}""")));
        Assert.Equal("""[{"user_id":"1","email":"a@example.com"}]""", Encoding.UTF8.GetString(file.Take().Span));
    }

    [Theory]
    [InlineData("[[]]", Auth0MfaAuthenticatorType.Unknown)]
    [InlineData("[\"\\ud800\"]", Auth0MfaAuthenticatorType.Unknown)]
    [InlineData("[\"sms\"]", Auth0MfaAuthenticatorType.Sms)]
    public void ChannelOfAFactor_ThatIsNoText_IsUnknown(string channels, Auth0MfaAuthenticatorType expected)
    {
        var factor = JsonElement.Parse($$"""{"authenticator_type":"oob","oob_channels":{{channels}}}""");

        Assert.Equal(expected, Auth0MfaAuthenticator.TypeOf(factor));
    }

    [Fact]
    public void Message_IsOneLine_WhateverItQuotes() =>
        Assert.Equal("a b c  d", new Auth0Exception(Auth0ErrorCode.InvalidDomain, "a\nb\u202ec\u001b\u200bd").Message);
}
