using System.Collections.Specialized;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>The text that a user reads before a change is sent.</summary>
public sealed class ChangeTextTests : SessionTest
{
    [Fact]
    public async Task Fields_AreShownBeforeAndAfter_AndThoseThatStayAreNot() =>
        Assert.Equal(
            ["nickname: ada → al", "blocked: (nothing) → true"],
            await DescribeAsync("""{"name":"Ada","nickname":"ada"}""", """{"name":"Ada","nickname":"al","blocked":true}""")
        );

    [Theory]
    [InlineData("user_metadata")]
    [InlineData("app_metadata")]
    [InlineData("client_metadata")]
    public async Task MergedMetadata_IsShownNameByName_SinceTheOthersStay(string metadata) =>
        Assert.Equal(
            [$"{metadata}.plan: gold → silver", $"{metadata}.seats: 5 → null", $"{metadata}.team: (nothing) → blue"],
            await DescribeAsync(
                $$"""{"{{metadata}}":{"plan":"gold","seats":5,"since":2020} }""",
                $$"""{"{{metadata}}":{"plan":"silver","seats":null,"team":"blue","since":2020} }"""
            )
        );

    [Fact]
    public async Task LongLists_AreComparedAtOnce()
    {
        var before = string.Join(',', Enumerable.Range(0, 100_000).Select(static number => $"\"https://a.example/{number}\""));
        var after = before.Replace("/a.", "/b.", StringComparison.Ordinal);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var shown = await DescribeAsync($$"""{"callbacks":[{{before}}]}""", $$"""{"callbacks":[{{after}}]}""");

        Assert.StartsWith(
            "callbacks: 100000 values → 100000: + \"https://b.example/0\", + ",
            Assert.Single(shown),
            StringComparison.Ordinal
        );
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10); // with quadratic time, it took minutes
    }

    [Fact]
    public async Task SecureString_IsMasked_UnderAnyName()
    {
        var body = new Dictionary<string, object?>
        {
            ["brand_new"] = Auth0Secret.FromPlainText("the-canary"),
            ["list"] = new object[]
            {
                new Dictionary<string, object?> { ["value"] = new System.Net.NetworkCredential("", "the-canary").SecurePassword },
                "seen",
            },
        };
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "clients",
                Body = body,
            },
            cancellationToken: Cancel
        );

        Assert.Contains("brand_new: ********", text, StringComparison.Ordinal);
        Assert.Contains("list: [{\"value\":\"********\"},\"seen\"]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryOfADelete_IsShown_SinceItSaysWhatIsDeleted()
    {
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Delete,
                Path = "grants",
                Query = [new("user_id", "auth0|1"), new("access_token", "the-canary")],
            },
            cancellationToken: Cancel
        );

        Assert.EndsWith("/api/v2/grants\n    user_id: auth0|1\n    access_token: ********", text, StringComparison.Ordinal);
    }

    // For example an import's users, in a text field.
    [Fact]
    public async Task FormField_ThatIsJson_IsShownWithoutItsSecrets()
    {
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "jobs/users-imports",
                Form =
                [
                    new("users") { Text = """[{"email":"a@example.com","password_hash":"the-hash"}]""" },
                    new("upsert") { Text = "true" },
                ],
            },
            cancellationToken: Cancel
        );

        Assert.Equal(["""users: [{"email":"a@example.com","password_hash":"********"}]""", "upsert: true"], text.Split("\n    ")[1..]);
    }

    [Theory]
    [InlineData("""[{"password_hash":"the-hash"}""", "29 characters")]
    [InlineData("\uFEFF[{\"password_hash\":\"the-hash\"}]", "31 characters")]
    [InlineData("grant_type=a&client_secret=the-hash", "35 characters")]
    [InlineData("a=b&user%5Bpassword%5D=the-hash", "31 characters")]
    [InlineData("plain", "plain")]
    public async Task FormField_ThatCannotBeRead_IsNotShown(string field, string shown)
    {
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "jobs/users-imports",
                Form = [new("users") { Text = field }],
            },
            cancellationToken: Cancel
        );

        Assert.Equal($"users: {shown}", text.Split("\n    ")[1]);
    }

    [Theory]
    [InlineData("""{"client_secret":"the-hash"}""", """data: (nothing) → {"client_secret":"********"}""")]
    [InlineData("""{"client_secret":"the-hash" """, "data: (nothing) → 28 characters")]
    [InlineData("https://x.example.com/?a=b", "data: (nothing) → https://x.example.com/?a=b")]
    public async Task Text_ThatIsJson_IsShownWithoutItsSecrets(string text, string shown) =>
        Assert.Equal([shown], await DescribeAsync("{}", System.Text.Json.JsonSerializer.Serialize(new { data = text })));

    [Fact]
    public async Task MetadataOfAnotherForm_IsShownAsAWhole() =>
        Assert.Equal(
            ["user_metadata: {\"a\":1} → null"],
            await DescribeAsync("""{"user_metadata":{"a":1}}""", """{"user_metadata":null}""")
        );

    [Fact]
    public async Task OtherObjects_AreShownAsAWhole_SinceTheyAreReplaced() =>
        Assert.Equal(
            ["""options: {"a":1,"b":2} → {"a":3}"""],
            await DescribeAsync("""{"options":{"a":1,"b":2}}""", """{"options":{"a":3}}""")
        );

    [Fact]
    public async Task Secrets_AreMasked_AlsoInMetadata() =>
        Assert.Equal(
            [
                "client_secret: ******** → ********",
                "app_metadata.api_key: ******** → ********",
                "app_metadata.nested: (nothing) → {\"password\":\"********\"}",
            ],
            await DescribeAsync(
                """{"client_secret":"old","app_metadata":{"api_key":"old"}}""",
                """{"client_secret":"new","app_metadata":{"api_key":"new","nested":{"password":"new"}}}"""
            )
        );

    [Fact]
    public async Task LongLists_AreShownByWhatComesAndGoes()
    {
        var many = string.Join(',', Enumerable.Range(0, 60).Select(number => $"\"read:things{number}\""));

        Assert.Equal(
            ["""scope: 61 values → 61: + "read:new", − "read:old" """.TrimEnd()],
            await DescribeAsync($$"""{"scope":["read:old",{{many}}]}""", $$"""{"scope":[{{many}},"read:new"]}""")
        );
        Assert.Equal(
            ["scope: 61 values → 61: the same values in a different order"],
            await DescribeAsync($$"""{"scope":["read:old",{{many}}]}""", $$"""{"scope":[{{many}},"read:old"]}""")
        );
        Assert.StartsWith(
            "scope: (nothing) → [\"read:things0\"",
            Assert.Single(await DescribeAsync("{}", $$"""{"scope":[{{many}}]}""")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task LongListsOfSecrets_AreMaskedAsAWhole()
    {
        var many = string.Join(',', Enumerable.Range(0, 60).Select(number => $"\"secret{number}\""));

        Assert.Equal(
            ["secrets: ******** → ********"],
            await DescribeAsync($$"""{"secrets":[{{many}}]}""", $$"""{"secrets":[{{many}},"CANARY"]}""")
        );
    }

    [Fact]
    public async Task LongListsOfObjects_HideTheSecretsInThem()
    {
        var keys = string.Join(',', Enumerable.Range(0, 20).Select(number => $$"""{"kid":"key{{number}}","secret":"old{{number}}"}"""));
        var text = Assert.Single(
            await DescribeAsync($$"""{"entries":[{{keys}}]}""", $$"""{"entries":[{{keys}},{"kid":"another","secret":"new"}]}""")
        );

        Assert.Equal("""entries: 20 values → 21: + {"kid":"another","secret":"********"}""", text);
    }

    // JsonElement.DeepEquals throws for half a surrogate pair, and Utf8JsonWriter doesn't write it.
    [Fact]
    public async Task TextsThatAreNone_AreComparedAndShown() =>
        Assert.Equal(
            ["nickname: a\uFFFDud800 → b\uFFFDud800", """tags: (nothing) → ["\udc00"]"""],
            await DescribeAsync(
                """{"name":"\udc00x","nickname":"a\ud800"}""",
                """{"name":"\udc00x","nickname":"b\ud800","tags":["\udc00"]}"""
            )
        );

    // The type says that it is a secret, whatever its name: in lists, in objects, in metadata, and what was there before.
    [Fact]
    public async Task Secrets_OfAnyName_AreMasked()
    {
        var pin = Secret("the-pin");
        Assert.Equal(
            [
                "note: ******** → ********",
                "app_metadata.pin: ******** → ********",
                "app_metadata.jwt: (nothing) → ********",
                "app_metadata.plan: gold → silver",
                """options: ******** → {"list":["a","********"],"deep":{"x":"********"}}""",
                """job: (nothing) → {"location":"********"}""",
                "short: (nothing) → ********",
            ],
            await DescribeAsync(
                """{"note":"old-one","app_metadata":{"pin":"old-pin","plan":"gold"},"options":{"list":["a","old"]}}""",
                new OrderedDictionary
                {
                    ["note"] = pin,
                    ["app_metadata"] = new OrderedDictionary
                    {
                        ["pin"] = pin,
                        ["jwt"] = Auth0Secret.FromPlainText("eyJhbGciOi.x.y"),
                        ["plan"] = "silver",
                    },
                    ["options"] = new OrderedDictionary
                    {
                        ["list"] = new object[] { "a", pin },
                        ["deep"] = new OrderedDictionary { ["x"] = pin },
                    },
                    ["job"] = new Auth0Job { Location = Auth0Secret.FromPlainText("https://files.example.com/") },
                    ["short"] = Secret("1"),
                }
            )
        );
    }

    [Fact]
    public async Task Secret_ThatStays_IsNoChange() =>
        Assert.Equal(
            ["name: a → b"],
            await DescribeAsync("""{"name":"a","pin":"the-pin"}""", new OrderedDictionary { ["name"] = "b", ["pin"] = Secret("the-pin") })
        );

    // The tenant may have it in another place, too.
    [Fact]
    public async Task Text_ThatRepeatsASecret_IsMaskedThere() =>
        Assert.Equal(
            ["note: my ******** → null", "tags: [\"********\"] → []", "pin: (nothing) → ********"],
            await DescribeAsync(
                """{"note":"my s3cret-pin","tags":["s3cret-pin"]}""",
                new OrderedDictionary
                {
                    ["note"] = null,
                    ["tags"] = Array.Empty<string>(),
                    ["pin"] = Secret("s3cret-pin"),
                }
            )
        );

    [Fact]
    public async Task LongLists_WithSecrets_AreShownWithoutThem()
    {
        var many = Enumerable.Range(0, 60).Select(static number => $"read:things{number}").ToArray();
        var before = string.Join(',', many.Select(static one => $"\"{one}\""));

        Assert.Equal(
            ["""entries: 61 values → 61: + "********", − ********"""],
            await DescribeAsync(
                $$"""{"entries":["old-one",{{before}}]}""",
                new OrderedDictionary
                {
                    ["entries"] = new object[] { Secret("the-pin") }
                        .Concat(many)
                        .ToArray(),
                }
            )
        );
    }

    // What is added to a list goes into the list as it is.
    [Theory]
    [InlineData("")]
    [InlineData("options.")]
    public async Task ListChange_WithSecrets_ShowsNoneOfThem(string parent)
    {
        var before =
            parent.Length == 0
                ? """{"id":"x","entries":[{"id":"a","v":"1"}]}"""
                : """{"id":"x","options":{"entries":[{"id":"a","v":"1"}]}}""";
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/users/x",
                StatusCode = 200,
                Body = before,
                Times = 9,
            }
        );
        var shown = "";

        await Session.UpdateListsAsync(
            new Auth0ApiRequest { Method = HttpMethod.Patch, Path = "users/x" },
            [new($"{parent}entries") { Key = "id", Added = [new OrderedDictionary { ["id"] = "b", ["v"] = Secret("the-pin") }] }],
            async complete =>
            {
                shown = await Session.DescribeAsync(complete, Log, Cancel);
                return false;
            },
            Log,
            Cancel
        );

        Assert.Contains("""{"id":"b","v":"********"}""", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("the-pin", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormField_ThatIsASecret_IsMasked_WhateverItsName() =>
        Assert.Equal(
            ["pin: ********", "other: my ********"],
            (
                await Session.DescribeAsync(
                    new Auth0ApiRequest
                    {
                        Method = HttpMethod.Post,
                        Path = "x",
                        Form = [new("pin") { Secret = Auth0Secret.FromPlainText("s3cret-pin") }, new("other") { Text = "my s3cret-pin" }],
                    },
                    cancellationToken: Cancel
                )
            ).Split("\n    ")[1..]
        );

    // The lines after the one with the address.
    private async Task<string[]> DescribeAsync(string before, object after)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/users/x",
                StatusCode = 200,
                Body = before,
            }
        );
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = "users/x",
                Body = after,
            },
            Log,
            Cancel
        );

        Assert.StartsWith($"PATCH {Tenant.Domain}/api/v2/users/x\n", text, StringComparison.Ordinal);
        return [.. text.Split('\n').Skip(1).Select(line => line.Trim())];
    }
}
