using System.Collections.Specialized;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Auth0Flows.Api.Resources;

namespace Auth0Flows.Tests.Api;

/// <summary>Secrets in the untyped parts of an object: each such part of each object hides them.</summary>
public sealed class HiddenValueTests
{
    private const string Canary = "s3cret";

    private const string Json = $$$"""
        {
            "api_key": "{{{Canary}}}", "plan": "gold", "azure_sb": { "sasKey": "{{{Canary}}}" }, "wams": { "masterkey": "{{{Canary}}}" },
            "deep": [{ "client_secret": "{{{Canary}}}", "bareConfiguration": { "url": "{{{Canary}}}" } }], "skey": "{{{Canary}}}"
        }
        """;

    public static TheoryData<string, string> Parts =>
        [
            .. typeof(Auth0Object)
                .Assembly.GetExportedTypes()
                .Where(static type => type.IsSubclassOf(typeof(Auth0Object)) && !type.IsAbstract)
                .SelectMany(static type =>
                    type.GetProperties().Where(IsPart).Select(property => ((string, string))(type.Name, property.Name))
                ),
        ];

    [Theory]
    [MemberData(nameof(Parts))]
    public void Secrets_AreHidden_AndGoBackAsTheyCame(string type, string part)
    {
        var of = typeof(Auth0Object).Assembly.GetType($"Auth0Flows.{type}")!;
        var property = of.GetProperty(part)!;
        var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(part);
        var json = property.PropertyType.IsArray ? $"[{Json}]" : Json;

        var read = JsonSerializer.Deserialize($$"""{"{{name}}":{{json}}}""", TypeInfo(of))!;

        var value = property.GetValue(read);
        var dictionary = Assert.IsType<OrderedDictionary>(value is Array several ? several.GetValue(0) : value);
        Assert.IsType<Auth0Secret>(dictionary["api_key"]);
        Assert.IsType<Auth0Secret>(dictionary["skey"]);
        Assert.Equal("gold", dictionary["plan"]);
        Assert.DoesNotContain(Canary, JsonSerializer.Serialize(dictionary), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, JsonSerializer.Serialize(read, of), StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonSerializer.Serialize(read, TypeInfo(of)))![name]));
    }

    public static TheoryData<string> Objects =>
        [
            .. typeof(Auth0Object)
                .Assembly.GetExportedTypes()
                .Where(static type => type.IsSubclassOf(typeof(Auth0Object)) && !type.IsAbstract)
                .Select(static type => type.Name),
        ];

    // System.Text.Json with its default options, as those use it who use the library on its own.
    [Theory]
    [MemberData(nameof(Objects))]
    public void WhatTheTypeDoesNotKnow_IsOpenedByNoSerialiser_AndGoesBackAsItCame(string type)
    {
        var of = typeof(Auth0Object).Assembly.GetType($"Auth0Flows.{type}")!;
        var json = $$"""{"new_api_secret":"{{Canary}}","password_hash":"{{Canary}}","deep":{{Json}},"plain":1.50}""";

        var read = (Auth0Object)JsonSerializer.Deserialize(json, TypeInfo(of))!;

        foreach (var written in new[] { JsonSerializer.Serialize(read, of), JsonSerializer.Serialize<object>(read) })
        {
            Assert.DoesNotContain(Canary, written, StringComparison.Ordinal);
        }

        Assert.Equal(4, read.AdditionalProperties.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(JsonSerializer.Serialize(read, TypeInfo(of)))));
    }

    private static bool IsPart(PropertyInfo property) =>
        (property.PropertyType == typeof(OrderedDictionary) || property.PropertyType == typeof(OrderedDictionary[])) && property.CanWrite;

    private static JsonTypeInfo TypeInfo(Type type) => Auth0JsonContext.Default.GetTypeInfo(type)!;
}
