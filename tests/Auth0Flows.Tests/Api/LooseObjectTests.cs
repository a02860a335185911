using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>Profiles and log entries that differ from the documentation.</summary>
public sealed class LooseObjectTests : ObjectTest
{
    [Theory]
    [InlineData("\"true\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("true", true)]
    public async Task Boolean_AsAText_IsWhatItSays(string told, bool expected)
    {
        var user = await ReadUserAsync($$"""{"user_id":"auth0|1","email_verified":{{told}}}""");

        Assert.Equal(expected, user.EmailVerified);
        Assert.Empty(user.AdditionalProperties);
        Assert.Equal(expected, JsonNode.Parse(Auth0Resources.Users.ToJson(user))!["email_verified"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("email_verified", "\"perhaps\"")]
    [InlineData("created_at", "{\"$date\":1577836800000}")]
    [InlineData("last_login", "\"Wed Jan 01 2020\"")]
    [InlineData("given_name", "[\"Ada\",\"Augusta\"]")]
    [InlineData("logins_count", "\"many\"")]
    [InlineData("user_metadata", "\"none\"")]
    [InlineData("identities", "{\"provider\":\"auth0\"}")]
    [InlineData("identities", "[7]")]
    [InlineData("multifactor", "[[\"guardian\"],\"duo\"]")]
    [InlineData("last_login", "\"0000-00-00\"")]
    [InlineData("blocked", "2")]
    public async Task Value_OfAnotherForm_CostsNeitherTheUserNorItself(string name, string value)
    {
        var json = $$"""{"user_id":"auth0|1","{{name}}":{{value}},"email":"ada@example.com","x":1}""";
        var user = await ReadUserAsync(json);

        Assert.Equal("auth0|1", user.UserId);
        Assert.Equal("ada@example.com", user.Email);
        Assert.Equal([name, "x"], user.AdditionalProperties.Keys.Cast<string>().Order());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(Auth0Resources.Users.ToJson(user))));
    }

    [Fact]
    public async Task Values_OfOtherForms_AreKept_HoweverManyThereAre()
    {
        var user = await ReadUserAsync(
            """{"name":[1],"email":{"b":2},"email_verified":3,"created_at":{"a":1},"blocked":[],"user_id":"auth0|1","picture":null}"""
        );

        Assert.Equal("auth0|1", user.ToString());
        Assert.Equal(["blocked", "created_at", "email", "email_verified", "name"], user.AdditionalProperties.Keys.Cast<string>().Order());
        Assert.Equal(["blocked", "created_at", "email", "email_verified", "name"], user.UnreadProperties.Order());
        Assert.Equal(1L, Assert.IsType<OrderedDictionary>(user.AdditionalProperties["created_at"])["a"]);
    }

    [Fact]
    public async Task Text_ThatIsNone_IsKept()
    {
        var user = await ReadUserAsync("""{"user_id":"auth0|1","name":"half \ud83d","email":"ada@example.com"}""");

        Assert.Equal("ada@example.com", user.ToString());
        Assert.Equal("half \ud83d", Assert.IsType<string>(user.AdditionalProperties["name"]));
        Assert.Contains("\"name\":\"half \\ud83d\"", Auth0Resources.Users.ToJson(user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownText_ThatIsNone_GoesBackAsItCame()
    {
        const string Json = """{"user_id":"auth0|1","x":{"half \ud83d":["\udc00"]}}""";

        Assert.Equal(Json, Auth0Resources.Users.ToJson(await ReadUserAsync(Json)));
    }

    [Theory]
    [InlineData("""{"options":"","options":[1]}""", true)]
    [InlineData("""{"options":[1],"options":{"a":1}}""", false)]
    public async Task NameThatComesTwice_HasItsLastValue_AndCostsNothingElse(string json, bool isUnread)
    {
        var connection = await ReadAsync(Auth0Resources.Connections, json);

        Assert.Equal(isUnread, connection.UnreadProperties.Contains("options"));
        Assert.Equal(isUnread, connection.Options is null);
    }

    [Fact]
    public async Task Identity_WithAnOddValue_StaysAnIdentity()
    {
        var user = await ReadUserAsync(
            """{"user_id":"twitter|12","identities":[{"provider":"twitter","user_id":12,"isSocial":"true","connection":["x"],"access_token":{"token":"t0ken"}}]}"""
        );

        var identity = Assert.Single(user.Identities!);
        Assert.Equal("twitter|12", identity.ToString());
        Assert.True(identity.IsSocial);
        Assert.Equal(["connection"], identity.AdditionalProperties.Keys.Cast<string>());
        Assert.Equal("""{"token":"t0ken"}""", identity.AccessToken!.Reveal());
        Assert.Empty(user.AdditionalProperties);
    }

    [Fact]
    public async Task Identities_OfAnotherForm_AreShownWithoutTheirTokens()
    {
        var user = await ReadUserAsync(
            """{"user_id":"twitter|12","identities":{"provider":"twitter","access_token":"t0ken-1","more":[{"refresh_token":"t0ken-2","n":1}]}}"""
        );

        Assert.Equal("twitter", Assert.IsType<OrderedDictionary>(user.AdditionalProperties["identities"])["provider"]);
        Assert.DoesNotContain("t0ken", Auth0Resources.Users.ToJson(user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserOfAnImport_OfAnotherForm_IsShownWithoutSecrets()
    {
        var error = await ReadAsync(
            Auth0Resources.JobErrors("job_1"),
            """{"user":[{"email":"ada@example.com","password_hash":"s3cret"}],"errors":[]}"""
        );

        Assert.Contains("ada@example.com", Auth0Resources.JobErrors("job_1").ToJson(error), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Auth0Resources.JobErrors("job_1").ToJson(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorsOfAJob_WithANull_AreShown() =>
        Assert.Equal(
            "ada@example.com:  It exists.",
            $"{await ReadAsync(Auth0Resources.JobErrors("job_1"), """{"user":{"email":"ada@example.com"},"errors":[null,{"message":"It exists."}]}""")}"
        );

    [Fact]
    public async Task Day_IsThatOfTheGregorianCalendar_InAnyCulture()
    {
        var day = await ReadAsync(Auth0Resources.DailyStatistics, """{"date":"2026-12-01T00:00:00.000Z","logins":3,"signups":1}""");
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH"); // it would be 2569

        try
        {
            Assert.Equal("2026-12-01: 3 logins, 1 sign-ups", day.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\"2020-01-01T00:00:00\"")]
    [InlineData("\"2020-01-01\"")]
    [InlineData("\"2020-01-01T01:00:00.000+01:00\"")]
    public async Task Date_WithoutAZone_IsUtc(string told) =>
        Assert.Equal(
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            (await ReadUserAsync($$"""{"created_at":{{told}}}""")).CreatedAt
        );

    [Fact]
    public async Task Date_FinerThanAMillisecond_LosesNothing() =>
        Assert.Equal(
            "2020-01-01T00:00:00.1234567Z",
            JsonNode.Parse(Auth0Resources.Users.ToJson(await ReadUserAsync("""{"created_at":"2020-01-01T00:00:00.1234567Z"}""")))![
                "created_at"
            ]!.GetValue<string>()
        );

    [Theory]
    [InlineData("date", "{\"$date\":1}")]
    [InlineData("details", "\"text\"")]
    [InlineData("scope", "7")]
    public async Task Log_WithAnOddValue_StaysAnEntry(string name, string value)
    {
        var entry = await ReadAsync(Auth0Resources.Logs, $$"""{"log_id":"1","type":"s","{{name}}":{{value}}}""");

        Assert.Equal("s", entry.Type);
        Assert.Equal([name], entry.AdditionalProperties.Keys.Cast<string>());
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("[7]")]
    public async Task List_OfWhatAreNoObjects_IsNoListOfUsers(string list)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = $$"""{"users":{{list}}}""",
            }
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidJson,
            async () =>
            {
                await foreach (var user in Session.ListAsync(Auth0Resources.Users, cancellationToken: Cancel))
                {
                    Assert.Fail($"{user} is no user.");
                }
            }
        );
    }

    [Theory]
    [InlineData("logins_count", "\"7\"", "7")]
    [InlineData("logins_count", "7.0", "7")]
    [InlineData("nickname", "7", "\"7\"")]
    [InlineData("blocked", "1", "true")]
    [InlineData("blocked", "\"0\"", "false")]
    [InlineData("multifactor", "\"guardian\"", "[\"guardian\"]")]
    [InlineData("multifactor", "{}", "[]")]
    [InlineData("user_metadata", "[]", "{}")]
    public async Task Value_OfAnotherForm_ThatSaysTheSame_IsRead_AndGoesBackInTheDocumentedOne(string name, string value, string expected)
    {
        var user = await ReadUserAsync($$"""{"user_id":"auth0|1","{{name}}":{{value}}}""");

        Assert.Empty(user.AdditionalProperties);
        Assert.Empty(user.UnreadProperties);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse($$"""{"user_id":"auth0|1","{{name}}":{{expected}}}"""),
                JsonNode.Parse(Auth0Resources.Users.ToJson(user))
            )
        );
    }

    [Fact]
    public async Task Application_IsReadLooselyToo_HoweverDeep()
    {
        var application = await ReadAsync(
            Auth0Resources.Clients,
            """
            {"client_id":"c1","name":5,"sso":"true","is_first_party":1,"callbacks":"https://one","allowed_clients":"c2","addons":[],"mobile":[],"client_metadata":[],
            "jwt_configuration":{"lifetime_in_seconds":"36000","secret_encoded":"false","alg":["RS256"]},"refresh_token":{"token_lifetime":2592000.0}}
            """
        );

        Assert.Equal("5", application.Name);
        Assert.True(application.Sso);
        Assert.True(application.IsFirstParty);
        Assert.Equal(["https://one"], application.Callbacks!);
        Assert.Equal(["c2"], application.AllowedClients!);
        Assert.All([application.Addons, application.Mobile, application.ClientMetadata], metadata => Assert.Empty(metadata!));
        Assert.Equal(36000, application.JwtConfiguration!.LifetimeInSeconds);
        Assert.Equal(["alg"], application.JwtConfiguration.UnreadProperties);
        Assert.Equal(2592000, application.RefreshToken!.TokenLifetime);
        Assert.Empty(application.UnreadProperties);
    }

    [Fact]
    public async Task OtherKinds_AreReadLooselyToo()
    {
        var connection = await ReadAsync(
            Auth0Resources.Connections,
            """{"id":"c","options":[],"realms":"employees","is_domain_connection":"true","enabled_clients":{}}"""
        );
        var api = await ReadAsync(
            Auth0Resources.ResourceServers,
            """{"id":"a","scopes":["read:orders",{"value":"write:orders","description":7}],"token_lifetime":"86400"}"""
        );
        var grant = await ReadAsync(Auth0Resources.ClientGrants, """{"id":"g","scope":"read:orders write:orders"}""");
        var organization = await ReadAsync(Auth0Resources.Organizations, """{"id":"o","metadata":[],"display_name":"cut \ud83d"}""");

        Assert.Empty(connection.Options!);
        Assert.Equal(["employees"], connection.Realms!);
        Assert.True(connection.IsDomainConnection);
        Assert.Equal(["read:orders", "write:orders"], api.Scopes!.Select(scope => scope.Value));
        Assert.Equal("7", api.Scopes![1].Description);
        Assert.Equal(86400, api.TokenLifetime);
        Assert.Equal(["read:orders", "write:orders"], grant.Scope!);
        Assert.Empty(organization.Metadata!);
        Assert.Equal(["display_name"], organization.UnreadProperties);
    }

    [Fact]
    public async Task Metadata_KeepsEveryName_AndEveryDigit()
    {
        var user = await ReadUserAsync(
            """{"user_id":"u","app_metadata":{"A":1,"a":2,"Count":3,"":4,"psobject":5,"big":12345678901234567890123,"d":1.10,"cut\ud83d":6}}"""
        );

        Assert.Equal(["A", "a", "Count", "", "psobject", "big", "d"], user.AppMetadata!.Keys.Cast<string>().Take(7));
        Assert.Equal("cut\ud83d", user.AppMetadata.Keys.Cast<string>().Last());
        Assert.Contains("\"big\":12345678901234567890123,\"d\":1.10", Auth0Resources.Users.ToJson(user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretBesideTheTypedProperties_IsHidden_AndGoesBack()
    {
        var user = await ReadUserAsync("""{"user_id":"u","sync_token":"s3cret-1","sync":{"api_key":"s3cret-2"}}""");

        Assert.Equal("s3cret-1", Assert.IsType<Auth0Secret>(user.AdditionalProperties["sync_token"]).Reveal());
        Assert.IsType<Auth0Secret>(Assert.IsType<OrderedDictionary>(user.AdditionalProperties["sync"])["api_key"]);
        Assert.Contains("s3cret-2", Auth0Resources.Users.ToJson(user), StringComparison.Ordinal);
    }
}
