using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Every declared kind of objects: created, listed, read, changed, deleted; and refused where Auth0 refuses.</summary>
public sealed class KindTests : ManagementTenantTest
{
    public KindTests() => StartTenant();

    private static readonly Row[] _rows =
    [
        new("log-streams", "log_streams", """{"name":"a","type":"http","sink":{"httpEndpoint":"https://x"}}""", """{"status":"paused"}""")
        {
            Required = "sink",
            Unique = "name",
            Created = 200,
            Wrong = """{"type":"carrier-pigeon","sink":{}}""",
        },
        new(
            "event-streams",
            "event_streams",
            """{"name":"a","subscriptions":[{"event_type":"user.created"}],"destination":{"type":"webhook"}}""",
            """{"status":"disabled"}"""
        )
        {
            Required = "destination",
            Unique = "name",
            ListName = "eventStreams",
            Wrong = """{"destination":{},"status":"asleep"}""",
        },
        new("forms", "forms", """{"name":"a","nodes":[]}""", """{"name":"b"}""")
        {
            Required = "name",
            Wrong = """{"name":"a","nodes":{}}""",
        },
        new("flows", "flows", """{"name":"a"}""", """{"name":"b"}""") { Required = "name", Wrong = """{"name":1}""" },
        new(
            "flows/vault/connections",
            "flows_vault_connections",
            """{"name":"a","app_id":"HTTP","setup":{"token":"hidden"}}""",
            """{"name":"b"}"""
        )
        {
            Required = "app_id",
            Hidden = "setup",
            Wrong = """{"name":"a","app_id":"FAX"}""",
        },
        new("self-service-profiles", "self_service_profiles", """{"name":"a","allowed_strategies":["oidc"]}""", """{"description":"b"}""")
        {
            Required = "name",
            Unique = "name",
            Wrong = """{"name":"a","allowed_strategies":"oidc"}""",
        },
        new(
            "token-exchange-profiles",
            "token_exchange_profiles",
            """{"name":"a","subject_token_type":"urn:a:b","action_id":"x","type":"custom_authentication"}""",
            """{"name":"b"}"""
        )
        {
            Required = "action_id",
            Unique = "subject_token_type",
            ListName = "token_exchange_profiles",
            Wrong = """{"name":"a","subject_token_type":"urn:a:b","action_id":"x","type":"other"}""",
        },
        new("user-attribute-profiles", "user_attribute_profiles", """{"name":"a","user_attributes":{}}""", """{"user_id":{}}""")
        {
            Required = "user_attributes",
            Unique = "name",
            ListName = "user_attribute_profiles",
            Wrong = """{"name":"a","user_attributes":[]}""",
        },
        new("connection-profiles", "connection_profiles", """{"name":"a"}""", """{"enabled_features":["scim"]}""")
        {
            Required = "name",
            Unique = "name",
            ListName = "connection_profiles",
            Wrong = """{"name":""}""",
        },
        new(
            "rate-limit-policies",
            "rate_limit_policies",
            """{"resource":"oauth_authentication_api","consumer":"client","consumer_selector":"x","configuration":{}}""",
            """{"configuration":{"action":"block"}}"""
        )
        {
            Required = "consumer",
            Unique = "consumer_selector",
            ListName = "rate_limit_policies",
            Wrong = """{"resource":"mail","consumer":"client","consumer_selector":"x","configuration":{}}""",
        },
        new(
            "network-acls",
            "network_acls",
            """{"description":"a","active":true,"priority":1,"rule":{"action":{"block":true},"scope":"tenant"}}""",
            """{"active":false}"""
        )
        {
            Required = "rule",
            Unique = "priority",
            Wrong = """{"description":"a","active":true,"rule":{}}""",
        },
        new(
            "branding/themes",
            "branding",
            """{"borders":{},"colors":{},"fonts":{},"page_background":{},"widget":{}}""",
            """{"displayName":"b"}"""
        )
        {
            Required = "widget",
            Id = "themeId",
            CreateScope = "update:branding",
            Created = 200,
            HasList = false,
            Wrong = """{"borders":1,"colors":{},"fonts":{},"page_background":{},"widget":{}}""",
        },
        new(
            "branding/phone/providers",
            "phone_providers",
            """{"name":"twilio","credentials":{"auth_token":"hidden"}}""",
            """{"disabled":true}"""
        )
        {
            Required = "credentials",
            Unique = "channel",
            ListName = "providers",
            Hidden = "credentials",
            Wrong = """{"name":"pager","credentials":{}}""",
        },
        new("branding/phone/templates", "phone_templates", """{"type":"otp_verify","content":{}}""", """{"disabled":true}""")
        {
            Unique = "type",
            ListName = "templates",
            Wrong = """{"type":"poem"}""",
        },
        new(
            "custom-domains",
            "custom_domains",
            """{"domain":"login.example.com","type":"auth0_managed_certs"}""",
            """{"tls_policy":"recommended"}"""
        )
        {
            Required = "type",
            Unique = "domain",
            Id = "custom_domain_id",
            Wrong = """{"domain":"a","type":"no_certs"}""",
        },
        new("actions/modules", "actions", """{"name":"a","code":"// 1"}""", """{"code":"// 2"}""")
        {
            Required = "code",
            Unique = "name",
            ListName = "modules",
            Wrong = """{"name":"a","code":1}""",
        },
        new("keys/network-acls", "network_acl_keys", """{"name":"a","alg":"hmac-sha256","value":"hidden"}""", Change: null)
        {
            Required = "value",
            Unique = "name",
            Hidden = "value",
            Wrong = """{"name":"a","alg":"rot13","value":"x"}""",
        },
        new("agents", "agents", """{"name":"a"}""", """{"metadata":{"a":"b"}}""")
        {
            Required = "name",
            Unique = "name",
            ListName = "agents",
            Wrong = """{"name":[]}""",
        },
        new("rules", "rules", """{"name":"a","script":"function () {}"}""", """{"enabled":false}""")
        {
            Required = "script",
            Unique = "name",
            Wrong = """{"name":"a","script":"b","enabled":"no"}""",
        },
        new("hooks", "hooks", """{"name":"a","script":"x","triggerId":"credentials-exchange"}""", """{"enabled":true}""")
        {
            Required = "triggerId",
            Unique = "name",
            Wrong = """{"name":"a","script":"x","triggerId":5}""",
        },
    ];

    public static TheoryData<string> Paths => [.. _rows.Select(row => row.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Object_IsCreated_Listed_Read_Changed_AndDeleted(string path)
    {
        var row = Find(path);
        var created = await PostAsync(row.Path, row.Valid, (HttpStatusCode)row.Created);
        var one = $"{row.Path}/{Text(created, row.Id)}";
        AssertHas(row.Valid, created, row.Hidden);
        AssertHas(row.Valid, await GetAsync(one), row.Hidden);
        if (row.HasList)
        {
            AssertHas(row.Valid, Assert.Single(row.ItemsOf(await GetAsync(row.Path)))!, row.Hidden);
        }

        if (row.Change is { } change)
        {
            var changed = await PatchAsync(one, change);
            AssertHas(change, changed, hidden: null);
            Assert.Equal(Text(created, row.Id), Text(changed, row.Id));
            AssertHas(change, await GetAsync(one), hidden: null);
        }

        await SendEmptyAsync(HttpMethod.Delete, one);
        await GetAsync(one, HttpStatusCode.NotFound);
        await PatchAsync(one, row.Change ?? "{}", HttpStatusCode.NotFound);
        if (row.HasList)
        {
            Assert.Empty(row.ItemsOf(await GetAsync(row.Path)));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Body_WithAnUnknown_Missing_OrWrongProperty_IsRefused(string path)
    {
        var row = Find(path);
        var unknown = (JsonObject)JsonNode.Parse(row.Valid)!;
        unknown["surprise"] = true;
        await AssertInvalidAsync("Additional properties not allowed: surprise", unknown.ToJsonString());
        await AssertInvalidAsync("Payload validation error", row.Wrong);
        if (row.Required is { } required)
        {
            var missing = (JsonObject)JsonNode.Parse(row.Valid)!;
            missing.Remove(required);
            await AssertInvalidAsync($"Missing required property: {required}", missing.ToJsonString());
        }

        var one = $"{row.Path}/{Text(await PostAsync(row.Path, row.Valid, (HttpStatusCode)row.Created), row.Id)}";
        if (row.Change is not null)
        {
            Assert.Equal("invalid_body", Text(await PatchAsync(one, $$"""{"{{row.Id}}":"x"}""", HttpStatusCode.BadRequest), "errorCode"));
        }

        async Task AssertInvalidAsync(string message, string body)
        {
            var refusal = await PostAsync(row.Path, body, HttpStatusCode.BadRequest);
            Assert.Equal("invalid_body", Text(refusal, "errorCode"));
            Assert.Contains(message, Text(refusal, "message"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task SecondOne_WithTheSameName_IsAConflict(string path)
    {
        var row = Find(path);
        await PostAsync(row.Path, row.Valid, (HttpStatusCode)row.Created);
        using var second = await SendAsync(HttpMethod.Post, $"/api/v2/{row.Path}", await AllAsync(), Json(row.Valid));
        Assert.Equal(row.Unique is null ? (HttpStatusCode)row.Created : HttpStatusCode.Conflict, second.StatusCode);
        if (row.Unique is not null)
        {
            Assert.EndsWith("_conflict", Text(await ReadAsync(second), "errorCode"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Token_WithoutTheScope_IsRefused(string path)
    {
        var row = Find(path);
        var one = $"/api/v2/{row.Path}/{Text(await PostAsync(row.Path, row.Valid, (HttpStatusCode)row.Created), row.Id)}";
        var token = await ManagementTokenAsync("read:stats");
        (HttpMethod Method, string Path, string Verb, string? Body)[] calls =
        [
            (HttpMethod.Get, one, "read", null),
            (HttpMethod.Post, $"/api/v2/{row.Path}", "create", row.Valid),
            .. row.Change is null ? [] : new[] { (HttpMethod.Patch, one, "update", (string?)row.Change) },
            (HttpMethod.Delete, one, "delete", null),
        ];
        foreach (var (method, address, verb, body) in calls)
        {
            var refusal = await SendAsync(HttpStatusCode.Forbidden, method, address, token, body);
            Assert.Equal("insufficient_scope", Text(refusal, "errorCode"));
            var scope = verb == "create" && row.CreateScope is not null ? row.CreateScope : $"{verb}:{row.Noun}";
            Assert.EndsWith(scope, Text(refusal, "message"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rows_AreAllDeclaredKinds()
    {
        var declared = (System.Collections.IEnumerable)
            typeof(Auth0Flows.LocalTenant.Auth0LocalTenant)
                .Assembly.GetType("Auth0Flows.LocalTenant.Configuration.ConfigurationKinds", throwOnError: true)!
                .GetProperty("All")!
                .GetValue(null)!;
        Assert.Equal(
            declared
                .Cast<object>()
                .Select(kind => (string)kind.GetType().GetProperty("Path")!.GetValue(kind)!)
                .Order(StringComparer.Ordinal),
            _rows.Select(row => row.Path).Order(StringComparer.Ordinal)
        );
    }

    private static Row Find(string path) => _rows.Single(row => row.Path == path);

    private static void AssertHas(string expected, JsonNode actual, string? hidden)
    {
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(expected)!)
        {
            if (name == hidden)
            {
                Assert.Null(actual[name]);
            }
            else
            {
                Assert.True(
                    JsonNode.DeepEquals(value, actual[name]),
                    $"{name} is {actual[name]?.ToJsonString()}, not {value?.ToJsonString()}"
                );
            }
        }
    }

    /// <summary>What the tests know of a kind, which isn't what the tenant declares: neither can hide the other's mistake.</summary>
    private sealed record Row(string Path, string Noun, string Valid, string? Change)
    {
        public string? Required { get; init; }

        public string? Unique { get; init; }

        public string Id { get; init; } = "id";

        public string? CreateScope { get; init; }

        public int Created { get; init; } = 201;

        public string? ListName { get; init; }

        public bool HasList { get; init; } = true;

        /// <summary>A property that no response has.</summary>
        public string? Hidden { get; init; }

        /// <summary>A body with a value that isn't allowed.</summary>
        public required string Wrong { get; init; }

        public JsonArray ItemsOf(JsonNode list) => (ListName is null ? list : list[ListName]!).AsArray();
    }
}
