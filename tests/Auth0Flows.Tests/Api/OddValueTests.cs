using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows.Tests.Api;

/// <summary>Every kind of object × every property × every odd value: the object can be read, with all its other properties.</summary>
public sealed class OddValueTests
{
    private static readonly string[] _values =
    [
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "7.0",
        "1.5",
        "1e3",
        "1e400",
        "12345678901234567890123",
        "0.1234567890123456789012345678901234567",
        "\"\"",
        "\"text\"",
        "\"7\"",
        "\"7.5\"",
        "\"true\"",
        "\"0000-00-00\"",
        "\"2020-01-01T00:00:00.000Z\"",
        "\"half \\ud83d\"",
        "\"\\ud83d\\ude00\"",
        "[]",
        "[null]",
        "[1,2]",
        "[\"a\"]",
        "[[\"a\"],\"b\"]",
        "[{\"value\":\"v\"}]",
        "[\"half \\udc00\"]",
        "{}",
        "{\"$date\":\"2020-01-01\"}",
        "{\"a\":1,\"A\":2,\"a\":3,\"\":4}",
        "{\"half \\ud83d\":{\"client_secret\":\"s3cret\"}}",
    ];

    public static TheoryData<string> Kinds =>
        [
            .. typeof(Auth0Object)
                .Assembly.GetExportedTypes()
                .Where(type => type.IsSubclassOf(typeof(Auth0Object)))
                .Select(type => type.Name),
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void OddValue_CostsNeitherTheObjectNorItsOtherProperties(string kind)
    {
        var type = TypeOf(kind);
        Assert.Contains(type.Options.Converters, converter => converter.GetType() == typeof(LooseConverter<>).MakeGenericType(type.Type));
        var names = Strict(type)
            .Properties.Where(property => !property.IsExtensionData && property.Get is not null)
            .Select(property => property.Name)
            .ToArray();
        Assert.NotEmpty(names.Length == 0 && type.Type != typeof(Auth0UserInfo) ? names : ["any"]);

        foreach (var (name, value) in from name in names from value in _values select (name, value))
        {
            var json = $$"""{"before":1,"{{name}}":{{value}},"half \ud83d":2,"after":{"x":[1] } }""";
            var read = (Auth0Object?)Record(() => JsonSerializer.Deserialize(json, type), json);

            Assert.True(read is not null, json);
            Assert.True(read.AdditionalProperties.Contains("before") && read.AdditionalProperties.Contains("after"), json);
            Assert.All(read.UnreadProperties, unread => Assert.Equal(name, unread));
            Assert.All(read.UnreadProperties, unread => Assert.True(read.AdditionalProperties.Contains(unread), json));

            // Serialising gives JSON with all unknown data, and the property itself if it had a value.
            var text = (string)Record(() => JsonSerializer.Serialize(read, type), json)!;
            var back = JsonNode.Parse(text)!.AsObject();
            Assert.True(back.ContainsKey("before") && JsonNode.DeepEquals(back["after"], JsonNode.Parse("""{"x":[1]}""")), json);
            Assert.True(value == "null" || back.ContainsKey(name), $"{json} became {text}");
        }
    }

    private static object? Record(Func<object?> act, string json)
    {
        try
        {
            return act();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{json}: {failure.Message}", failure);
        }
    }

    private static JsonTypeInfo TypeOf(string kind) =>
        Auth0JsonContext.Default.GetTypeInfo(typeof(Auth0Object).Assembly.GetExportedTypes().Single(type => type.Name == kind))!;

    private static JsonTypeInfo Strict(JsonTypeInfo type)
    {
        var options = new JsonSerializerOptions(type.Options);
        options.Converters.Remove(
            options.Converters.Single(converter =>
                converter.GetType().IsGenericType && converter.GetType().GetGenericArguments()[0] == type.Type
            )
        );
        return options.GetTypeInfo(type.Type);
    }
}
