using System.Collections.Specialized;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>Profiles and log entries of other forms than documented.</summary>
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
    [InlineData("nickname", "7")]
    [InlineData("logins_count", "\"many\"")]
    [InlineData("user_metadata", "\"none\"")]
    [InlineData("identities", "{\"provider\":\"auth0\"}")]
    [InlineData("identities", "[7]")]
    [InlineData("multifactor", "\"guardian\"")]
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
        var user = await ReadUserAsync("""{"name":1,"email":2,"email_verified":3,"created_at":{"a":1},"blocked":[],"user_id":"auth0|1","picture":null}""");

        Assert.Equal("auth0|1", user.ToString());
        Assert.Equal(["blocked", "created_at", "email", "email_verified", "name"], user.AdditionalProperties.Keys.Cast<string>().Order());
        Assert.Equal(1L, Assert.IsType<OrderedDictionary>(user.AdditionalProperties["created_at"])["a"]);
    }

    [Fact]
    public async Task Text_ThatIsNone_IsKept()
    {
        var user = await ReadUserAsync("""{"user_id":"auth0|1","name":"half \ud83d","email":"ada@example.com"}""");

        Assert.Equal("ada@example.com", user.ToString());
        Assert.StartsWith("half ", Assert.IsType<string>(user.AdditionalProperties["name"]), StringComparison.Ordinal);
        Assert.StartsWith("half ", JsonNode.Parse(Auth0Resources.Users.ToJson(user))!["name"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_WithAnOddValue_StaysAnIdentity()
    {
        var user = await ReadUserAsync("""{"user_id":"twitter|12","identities":[{"provider":"twitter","user_id":12,"isSocial":"true","connection":["x"],"access_token":{"token":"t0ken"}}]}""");

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
        var user = await ReadUserAsync("""{"user_id":"twitter|12","identities":{"provider":"twitter","access_token":"t0ken-1","more":[{"refresh_token":"t0ken-2","n":1}]}}""");

        Assert.Equal("twitter", Assert.IsType<OrderedDictionary>(user.AdditionalProperties["identities"])["provider"]);
        Assert.DoesNotContain("t0ken", Auth0Resources.Users.ToJson(user), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserOfAnImport_OfAnotherForm_IsShownWithoutSecrets()
    {
        var error = await ReadAsync(Auth0Resources.JobErrors("job_1"), """{"user":[{"email":"ada@example.com","password_hash":"s3cret"}],"errors":[]}""");

        Assert.Contains("ada@example.com", Auth0Resources.JobErrors("job_1").ToJson(error), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Auth0Resources.JobErrors("job_1").ToJson(error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2020-01-01T00:00:00\"")]
    [InlineData("\"2020-01-01\"")]
    [InlineData("\"2020-01-01T01:00:00.000+01:00\"")]
    public async Task Date_WithoutAZone_IsUtc(string told)
        => Assert.Equal(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), (await ReadUserAsync($$"""{"created_at":{{told}}}""")).CreatedAt);

    [Fact]
    public async Task Date_FinerThanAMillisecond_LosesNothing()
        => Assert.Equal("2020-01-01T00:00:00.1234567Z", JsonNode.Parse(Auth0Resources.Users.ToJson(await ReadUserAsync("""{"created_at":"2020-01-01T00:00:00.1234567Z"}""")))!["created_at"]!.GetValue<string>());

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
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/api/v2/*", StatusCode = 200, Body = $$"""{"users":{{list}}}""" });

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, async () =>
        {
            await foreach (var user in Session.ListAsync(Auth0Resources.Users, cancellationToken: Cancel))
            {
                Assert.Fail($"{user} is no user.");
            }
        });
    }

    [Fact]
    public async Task Application_IsNotReadLoosely()
        => await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => ReadAsync(Auth0Resources.Clients, """{"name":5}"""));
}
