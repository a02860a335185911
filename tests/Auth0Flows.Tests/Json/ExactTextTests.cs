using System.Collections.Specialized;
using System.Net;
using System.Text;
using System.Text.Json;
using Auth0Flows.Fuzz;

namespace Auth0Flows.Tests.Json;

/// <summary>
/// Half a surrogate pair, which JavaScript makes when it cuts an emoji in two: the text goes back as it came, with all its other
/// characters, whatever else of the object is changed.
/// </summary>
public sealed class ExactTextTests
{
    private const string Odd = """a\nb \ud800 \"q\" \\ \/ \u00e9 \ud83d\ude00 \udfff\b\f\r\t""";
    private const string Read = "a\nb \ud800 \"q\" \\ / é \ud83d\ude00 \udfff\b\f\r\t";

    public static TheoryData<string> Names => ["\\udfff", "\\ud83d", "k\\ud800", "\\ud800\\ud800", "a\\n\\ude00\\\"b"];

    [Fact]
    public void Text_IsRead_WithAllOfItsCharacters()
    {
        var json = JsonElement.Parse($$"""{"{{Odd}}":"{{Odd}}"}""");

        Assert.Equal(Read, json.EnumerateObject().Single().Value.ReadText());
        Assert.Equal(Read, json.EnumerateObject().Single().ReadName());
        Assert.True(json.TryFind(Read, out _));
    }

    // Not InlineData: an attribute's text is UTF-8.
    public static TheoryData<string, string> Texts =>
        new()
        {
            { "\\ud800", """\ud800""" },
            { "\\udc00", """\udc00""" },
            { "\\ud83d\\ude00", """\uD83D\uDE00""" },
            { "\\ude00\\ud83d", """\ude00\ud83d""" },
            { "\\ud83d\\ud83d\\ude00\\ude00", """\ud83d\uD83D\uDE00\ude00""" },
            { "a\\\"\\ud800\\n", """a\u0022\ud800\n""" },
            { "é", """\u00E9""" },
            { "", "" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_IsWritten_AsValueAndAsName(string json, string expected)
    {
        var text = JsonElement.Parse($"\"{json}\"").ReadText();
        var values = new OrderedDictionary { [text] = text };

        Assert.Equal($$"""{"{{expected}}":"{{expected}}"}""", Encoding.UTF8.GetString(JsonValues.ToUtf8(values)));
    }

    [Fact]
    public void LongText_IsWritten_WhateverItsLength()
    {
        foreach (var length in new[] { 1, 41, 42, 43, 127, 128, 255, 256, 257, 1023, 1024, 5000, 100_000 })
        {
            var text = string.Concat(Enumerable.Repeat("\ud800é\"x", length))[..length] + "\udc00";

            var json = JsonElement.Parse(JsonValues.ToUtf8(new OrderedDictionary { ["text"] = text }));

            Assert.Equal(text, json.EnumerateObject().Single().Value.ReadText());
        }
    }

    // {"options":{…}} of a connection: what Set-Auth0Connection -Option sends has all of the options that it doesn't change.
    [Fact]
    public void ObjectWithoutItsOwnType_GoesBackAsItCame()
    {
        var connection = Auth0Resources.Connections.Parse(
            $$$"""{"id":"con_1","options":{"line":"{{{Odd}}}","{{{Odd}}}":1,"client_secret":"{{{Odd}}}","all":["{{{Odd}}}"]}}"""
        );

        var sent = JsonElement.Parse(JsonValues.ToUtf8(connection.Options!));

        Assert.Equal(Read, sent.EnumerateObject().First().Value.ReadText());
        Assert.Equal(["line", Read, "client_secret", "all"], sent.EnumerateObject().Select(static member => member.ReadName()));
        Assert.Equal(Read, sent.EnumerateObject().ElementAt(2).Value.ReadText());
        Assert.Equal(Read, sent.EnumerateObject().Last().Value[0].ReadText());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("client_secret")]
    [InlineData("unknown")]
    public void PropertyOfAnObject_GoesBackAsItCame(string name)
    {
        var client = Auth0Resources.Clients.Parse($$"""{"client_id":"c","{{name}}":"{{Odd}}"}""");

        Assert.True(JsonElement.Parse(Auth0Resources.Clients.ToJson(client)).TryFind(name, out var back));
        Assert.Equal(Read, back.ReadText());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NameOfAProperty_CostsNeitherTheListNorTheProperty(string name)
    {
        foreach (var value in new[] { "1", "\"x\"", "{\"a\":[\"x\"]}", "[\"\\ud800\"]", "null" })
        {
            var item = $$"""{"client_id":"c","{{name}}":{{value}}}""";
            var answer = Tenant.Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes($$"""[{{item}},{"client_id":"d","name":"x"}]"""));

            var page = Auth0Resources.Clients.ReadPage(answer);

            Assert.Equal(["c", "d"], page.Items.Select(static client => client.ClientId));
            var read = JsonElement.Parse(item).EnumerateObject().Last().ReadName();
            Assert.Equal([read], page.Items[0].AdditionalProperties.Keys.Cast<string>());
            Assert.Empty(page.Items[0].UnreadProperties);
            Assert.True(JsonElement.Parse(Auth0Resources.Clients.ToJson(page.Items[0])).TryFind(read, out var back));
            Assert.Equal(value, back.ReadRaw());
        }
    }

    [Fact]
    public void Text_IsShown_WithItsCode()
    {
        Assert.Equal("a\uFFFDud800b\uFFFDudc00", ExactTextEncoder.Visible("a\ud800b\udc00"));
        Assert.Equal("\ud83d\ude00", ExactTextEncoder.Visible("\ud83d\ude00"));
    }
}
