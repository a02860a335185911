using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>What a tenant has once, and what declared kinds do besides being kept.</summary>
public sealed class ConfigurationTests : ManagementTenantTest
{
    public ConfigurationTests() => StartTenant();

    [Theory]
    [InlineData("tenants/settings", "tenant_settings", """{"friendly_name":"Acme"}""", """{"friendly_name":1}""")]
    [InlineData("attack-protection/brute-force-protection", "attack_protection", """{"max_attempts":5}""", """{"mode":"never"}""")]
    [InlineData("attack-protection/breached-password-detection", "attack_protection", """{"enabled":true}""", """{"method":"x"}""")]
    [InlineData("attack-protection/suspicious-ip-throttling", "attack_protection", """{"enabled":false}""", """{"shields":1}""")]
    [InlineData("attack-protection/bot-detection", "attack_protection", """{"bot_detection_level":"high"}""", """{"allowlist":[1]}""")]
    [InlineData("attack-protection/captcha", "attack_protection", """{"active_provider_id":"arkose"}""", """{"arkose":"x"}""")]
    [InlineData("risk-assessments/settings", "attack_protection", """{"enabled":true}""", """{"enabled":"x"}""")]
    [InlineData("risk-assessments/settings/new-device", "attack_protection", """{"remember_for":60}""", """{"remember_for":"x"}""")]
    [InlineData("supplemental-signals", "attack_protection", """{"akamai_enabled":true}""", """{"other":true}""")]
    [InlineData("branding", "branding", """{"logo_url":"https://x/logo.png"}""", """{"colors":"red"}""")]
    [InlineData("prompts", "prompts", """{"identifier_first":true}""", """{"universal_login_experience":"old"}""")]
    public async Task Settings_AreKept_AndNothingElseOfThemChanges(string path, string noun, string change, string wrong)
    {
        var before = (JsonObject)await GetAsync(path);
        var (name, value) = ((JsonObject)JsonNode.Parse(change)!).Single();

        Assert.True(JsonNode.DeepEquals(value, (await PatchAsync(path, change))[name]));

        var after = (JsonObject)await GetAsync(path);
        Assert.True(JsonNode.DeepEquals(value, after[name]));
        before.Remove(name);
        after.Remove(name);
        Assert.True(JsonNode.DeepEquals(before, after));
        Assert.Equal("invalid_body", Text(await PatchAsync(path, wrong, HttpStatusCode.BadRequest), "errorCode"));
        await PatchAsync(path, """{"surprise":1}""", HttpStatusCode.BadRequest);
        await AssertNeedsAsync(HttpMethod.Get, path, $"read:{noun}");
        await AssertNeedsAsync(HttpMethod.Patch, path, $"update:{noun}", change);
    }

    [Theory]
    [InlineData(
        "guardian/settings",
        """{"display_remember_me_checkbox":true,"remember_me_default_value":true,"mfa_session_inactivity_timeout":1,"mfa_session_overall_timeout":2}"""
    )]
    [InlineData("guardian/factors/phone/message-types", """{"message_types":["voice"]}""")]
    [InlineData("guardian/factors/phone/selected-provider", """{"provider":"twilio"}""")]
    [InlineData("guardian/factors/sms/templates", """{"enrollment_message":"a","verification_message":"b"}""")]
    [InlineData("guardian/factors/push-notification/selected-provider", """{"provider":"sns"}""")]
    [InlineData("guardian/factors/webauthn-roaming/settings", """{"userVerification":"required"}""")]
    [InlineData("prompts/login/custom-text/en", """{"login":{"title":"Welcome"}}""")]
    [InlineData("prompts/signup/partials", """{"signup":{"form-content-start":"<b>"}}""")]
    public async Task ReplacedSettings_AreWhatWasPut(string path, string body)
    {
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), await PutAsync(path, body)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), await GetAsync(path)));
    }

    [Fact]
    public async Task SessionLifetime_InMinutes_IsReturnedInHours()
    {
        await PatchAsync("tenants/settings", """{"session_lifetime_in_minutes":90,"flags":{"enable_sso":true}}""");
        var settings = await GetAsync("tenants/settings");
        Assert.Equal(1.5, settings["session_lifetime"]!.GetValue<double>());
        Assert.Null(settings["session_lifetime_in_minutes"]);
        Assert.False(settings["flags"]!["revoke_refresh_token_grant"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Factors_AreTurnedOnAndOff_AndPoliciesAreKept()
    {
        await PutAsync("guardian/factors/sms", """{"enabled":true}""");
        var sms = (await GetAsync("guardian/factors")).AsArray().Single(factor => Text(factor, "name") == "sms");
        Assert.True(sms!["enabled"]!.GetValue<bool>());
        await PutAsync("guardian/factors/smoke-signal", """{"enabled":true}""", HttpStatusCode.BadRequest);
        await PutAsync("guardian/factors/sms", "{}", HttpStatusCode.BadRequest);

        await PutAsync("guardian/policies", """["all-applications"]""");
        Assert.Equal(["all-applications"], (await GetAsync("guardian/policies")).AsArray().Select(policy => policy!.GetValue<string>()));
        await PutAsync("guardian/policies", """["sometimes"]""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task EmailTemplate_IsThereOnceItIsCreated()
    {
        const string Valid =
            """{"template":"verify_email","body":"<p>","from":"a@example.com","subject":"Hi","syntax":"liquid","enabled":true}""";
        await GetAsync("email-templates/verify_email", HttpStatusCode.NotFound);
        await PostAsync("email-templates", Valid);
        Assert.Equal(
            "Template verify_email already exists.",
            Text(await PostAsync("email-templates", Valid, HttpStatusCode.Conflict), "message")
        );

        Assert.Equal("Hello", Text(await PatchAsync("email-templates/verify_email", """{"subject":"Hello"}"""), "subject"));
        Assert.Equal("<p>", Text(await GetAsync("email-templates/verify_email"), "body"));
        await PutAsync("email-templates/verify_email", """{"template":"verify_email","subject":"Only"}""");
        Assert.Null((await GetAsync("email-templates/verify_email"))["body"]);
        await GetAsync("email-templates/love_letter", HttpStatusCode.BadRequest);
        await PostAsync("email-templates", """{"template":"love_letter"}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task EmailProvider_IsOne_AndItsPasswordIsNotShown()
    {
        const string Valid =
            """{"name":"smtp","default_from_address":"a@example.com","credentials":{"smtp_host":"h","smtp_pass":"hidden"}}""";
        Assert.Equal("inexistent_email_provider", Text(await GetAsync("emails/provider", HttpStatusCode.NotFound), "errorCode"));
        var created = await PostAsync("emails/provider", Valid);
        Assert.DoesNotContain("hidden", created.ToJsonString() + await GetAsync("emails/provider"), StringComparison.Ordinal);
        await PostAsync("emails/provider", Valid, HttpStatusCode.Conflict);
        Assert.False((await PatchAsync("emails/provider", """{"enabled":false}"""))["enabled"]!.GetValue<bool>());

        await SendEmptyAsync(HttpMethod.Delete, "emails/provider");
        await GetAsync("emails/provider", HttpStatusCode.NotFound);
        await PostAsync("emails/provider", """{"name":"pigeon","credentials":{}}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task UniversalLoginTemplate_NeedsACustomDomain_AndItsTags()
    {
        const string Page = """{"template":"<html><head>{%- auth0:head -%}</head><body>{%- auth0:widget -%}</body></html>"}""";
        const string Path = "branding/templates/universal-login";
        await GetAsync(Path, HttpStatusCode.NotFound);
        await PutAsync(Path, Page, HttpStatusCode.PaymentRequired);
        await PostAsync("custom-domains", """{"domain":"login.example.com","type":"auth0_managed_certs"}""");
        await PutAsync(Path, """{"template":"<html></html>"}""", HttpStatusCode.BadRequest);

        await PutAsync(Path, Page, HttpStatusCode.Created);
        Assert.Contains("auth0:widget", Text(await GetAsync(Path), "body"), StringComparison.Ordinal);
        await SendEmptyAsync(HttpMethod.Put, Path, """ "<head>{%- auth0:head -%}</head>{%- auth0:widget -%}" """);
        await SendEmptyAsync(HttpMethod.Delete, Path);
        await GetAsync(Path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task CustomDomain_IsPending_UntilItIsVerified()
    {
        var created = await PostAsync("custom-domains", """{"domain":"login.example.com","type":"auth0_managed_certs"}""");
        var path = $"custom-domains/{Text(created, "custom_domain_id")}";
        Assert.Equal("pending_verification", Text(created, "status"));
        Assert.Equal("CNAME", Text(created["verification"]!["methods"]![0], "name"));

        Assert.Equal("ready", Text(await PostAsync($"{path}/verify", "{}", HttpStatusCode.OK), "status"));
        Assert.Equal("ready", Text(await GetAsync(path), "status"));
        Assert.Equal($"127.0.0.1:{Tenant.Port}", Text(await GetAsync("custom-domains/default"), "domain"));
        await PatchAsync("custom-domains/default", """{"domain":"login.example.com"}""");
        Assert.Equal("login.example.com", Text(await GetAsync("custom-domains/default"), "domain"));
    }

    [Fact]
    public async Task SigningKeys_AreRotatedAndRevoked_AndTokensOfARevokedOneAreInvalid()
    {
        var token = await AllAsync();
        var old = Text(Assert.Single((await GetAsync("keys/signing")).AsArray()), "kid");
        await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Put, $"/api/v2/keys/signing/{old}/revoke", token);

        var rotated = await PostAsync("keys/signing/rotate", "{}");
        Assert.NotEqual(old, Text(rotated, "kid"));
        Assert.Equal([true, false], (await GetAsync("keys/signing")).AsArray().Select(key => key!["current"]!.GetValue<bool>()));
        var fresh = await ManagementTokenAsync();
        await SendAsync(HttpStatusCode.OK, HttpMethod.Put, $"/api/v2/keys/signing/{old}/revoke", fresh);

        var revoked = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/keys/signing/{old}", fresh);
        Assert.True(revoked["revoked"]!.GetValue<bool>());
        await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/keys/signing", token);
        Assert.Single((await ReadAsync(await Http.GetAsync("/.well-known/jwks.json", Cancel)))["keys"]!.AsArray());
    }

    [Fact]
    public async Task EncryptionKeys_ArePages_AndImported()
    {
        var created = await PostAsync("keys/encryption", """{"type":"customer-provided-root-key"}""");
        Assert.Equal("pre-activation", Text(created, "state"));
        var path = $"keys/encryption/{Text(created, "kid")}";
        Assert.StartsWith(
            "-----BEGIN PUBLIC KEY",
            Text(await PostAsync($"{path}/wrapping-key", "{}"), "public_key"),
            StringComparison.Ordinal
        );
        Assert.Equal("active", Text(await PostAsync(path, """{"wrapped_key":"abc"}"""), "state"));
        Assert.Equal(1, (await GetAsync("keys/encryption?include_totals=true"))["total"]!.GetValue<int>());
        await SendEmptyAsync(HttpMethod.Post, "keys/encryption/rekey");
        await SendEmptyAsync(HttpMethod.Delete, path);
        await GetAsync(path, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SelfService_GivesATicket_ForAProfile()
    {
        var profile = Text(await PostAsync("self-service-profiles", """{"name":"a"}"""), "id");
        var ticket = await PostAsync($"self-service-profiles/{profile}/sso-ticket", """{"connection_config":{"name":"acme"}}""");
        Assert.StartsWith($"{Tenant.Domain}/self-service/", Text(ticket, "ticket"), StringComparison.Ordinal);
        await PostAsync("self-service-profiles/ssp_x/sso-ticket", "{}", HttpStatusCode.NotFound);
        await PutAsync($"self-service-profiles/{profile}/custom-text/en/get-started", """{"introduction":"Hi"}""");
        Assert.Equal("Hi", Text(await GetAsync($"self-service-profiles/{profile}/custom-text/en/get-started"), "introduction"));
    }

    [Fact]
    public async Task Screens_AreRenderedAsTheyWereChanged_OneOrMany()
    {
        Assert.Equal("standard", Text(await GetAsync("prompts/login/screen/login/rendering"), "rendering_mode"));
        await PatchAsync("prompts/login/screen/login/rendering", """{"rendering_mode":"advanced"}""");
        await PatchAsync("prompts/rendering", """{"configs":[{"prompt":"signup","screen":"signup","use_page_template":true}]}""");

        Assert.Equal(["login", "signup"], Texts(await GetAsync("prompts/rendering"), "screen"));
        Assert.Equal(["login"], Texts(await GetAsync("prompts/rendering?rendering_mode=advanced"), "screen"));
        await PatchAsync("prompts/rendering", """{"configs":[{"prompt":"signup"}]}""", HttpStatusCode.BadRequest);
        await PatchAsync("prompts/login/screen/login/rendering", """{"rendering_mode":"3d"}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task EventStream_IsTested()
    {
        var id = Text(await PostAsync("event-streams", """{"name":"a","destination":{"type":"webhook"}}"""), "id");
        Assert.Equal(
            "pending",
            Text(await PostAsync($"event-streams/{id}/test", """{"event_type":"user.created"}""", HttpStatusCode.Accepted), "status")
        );
        Assert.Empty((await GetAsync($"event-streams/{id}/deliveries"))["deliveries"]!.AsArray());
        await PostAsync("event-streams/est_x/test", """{"event_type":"user.created"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task NetworkAcl_IsReplacedByPut()
    {
        var body = """{"description":"a","active":true,"priority":1,"rule":{"action":{"block":true},"scope":"tenant"}}""";
        var path = $"network-acls/{Text(await PostAsync("network-acls", body), "id")}";
        var replaced = await PutAsync(path, """{"description":"b","active":false,"rule":{"action":{"log":true},"scope":"management"}}""");
        Assert.Equal("b", Text(replaced, "description"));
        Assert.Null((await GetAsync(path))["priority"]);
        await PutAsync(path, """{"description":"b"}""", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Statistics_FollowFromTheUsers()
    {
        StartTenant(options => options.UserCount = 400);
        var days = (await GetAsync("stats/daily")).AsArray();
        Assert.Equal(31, days.Count);
        Assert.True(days.Sum(day => day!["logins"]!.GetValue<int>()) > 10);
        Assert.InRange((await GetAsync("stats/active-users")).GetValue<int>(), 11, 100);
        Assert.Equal(2, (await GetAsync("stats/daily?from=20260101&to=20260102")).AsArray().Count);
        await GetAsync("stats/daily?from=yesterday", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("rules-configs")]
    [InlineData("rules")]
    [InlineData("hooks")]
    [InlineData("groups")]
    [InlineData("prompts/rendering")]
    [InlineData("connections-scim-configurations")]
    [InlineData("connections-directory-provisionings")]
    [InlineData("user-attribute-profiles/templates")]
    public async Task ListOfWhatANewTenantHasNot_IsEmpty(string path)
    {
        var list = await GetAsync(path);
        Assert.Empty(list is JsonObject found ? found.Single().Value!.AsArray() : list.AsArray());
    }

    private async Task<JsonNode> PutAsync(string path, string json, HttpStatusCode expected = HttpStatusCode.OK) =>
        await SendAsync(expected, HttpMethod.Put, $"/api/v2/{path}", await AllAsync(), json);

    private async Task AssertNeedsAsync(HttpMethod method, string path, string scope, string? body = null)
    {
        var token = await ManagementTokenAsync("read:stats");
        var refusal = await SendAsync(HttpStatusCode.Forbidden, method, $"/api/v2/{path}", token, body);
        Assert.Equal($"Insufficient scope, expected any of: {scope}", Text(refusal, "message"));
    }
}
