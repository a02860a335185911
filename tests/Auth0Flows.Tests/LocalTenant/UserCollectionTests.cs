using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class UserCollectionTests : ManagementTenantTest
{
    public UserCollectionTests() => StartTenant();

    [Fact]
    public async Task Users_FromTheStart_AreThoseThatSignIn()
    {
        var list = await GetAsync("users");

        Assert.Equal(Tenant.Users.Select(user => user.UserId), Texts(list, "user_id"));
        Assert.True((await GetAsync(UserPath(Tenant.GetUser("bob").UserId)))["blocked"]!.GetValue<bool>());
        Assert.False(list[0]!.AsObject().ContainsKey("blocked"));
    }

    [Fact]
    public async Task Users_WithTotals_HaveAuth0sEnvelope()
    {
        var page = await GetAsync("users?include_totals=true&per_page=3&page=2&fields=email");

        Assert.Equal(
            (6, 3, 2, 8),
            (
                page["start"]!.GetValue<int>(),
                page["limit"]!.GetValue<int>(),
                page["length"]!.GetValue<int>(),
                page["total"]!.GetValue<int>()
            )
        );
        AssertJson("""[{"email":"grace@example.com"},{"email":"heidi@example.com"}]""", page["users"]!);
    }

    [Fact]
    public async Task Users_BeyondAThousand_AreRefusedAndPointToTheLimit()
    {
        StartTenant(options => options.UserCount = 1200);

        Assert.Equal(100, (await GetAsync("users?per_page=100&page=9")).AsArray().Count);
        var refusal = await GetAsync("users?per_page=100&page=10", HttpStatusCode.BadRequest);

        Assert.Equal("invalid_paging", Text(refusal, "errorCode"));
        Assert.StartsWith("You can only page through the first 1000 records.", Text(refusal, "message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email:alice@example.com", "alice")]
    [InlineData("email:\"alice@example.com\"", "alice")]
    [InlineData("email:al*", "alice")]
    [InlineData("name:\"Alice Adams\"", "alice")]
    [InlineData("name:adams", "alice")]
    [InlineData("blocked:true", "bob")]
    [InlineData("blocked:true OR email:carol*", "bob,carol")]
    [InlineData(
        "email:*example.com AND NOT (email:a* OR email:b* OR email:c* OR email:d* OR email:e*) AND -email:frank@example.com",
        "grace,heidi"
    )]
    [InlineData("_exists_:phone_number", "alice,erin")]
    [InlineData("identities.connection:employees", "grace")]
    [InlineData("user_metadata.city:Wien", "heidi")]
    [InlineData("user_metadata.tags:(red OR blue)", "heidi")]
    [InlineData("user_metadata.age:[40 TO 49]", "heidi")]
    [InlineData("user_metadata.age:>40", "heidi")]
    [InlineData("user_metadata.age:{42 TO *}", "")]
    [InlineData("alice@example.com", "alice")]
    [InlineData("created_at:[2024-01-01 TO 2024-01-01] AND username:grace", "grace")]
    [InlineData("created_at:[* TO 2023-12-31]", "")]
    public async Task Search_ByAuth0sSyntax_FindsThem(string query, string expected)
    {
        await PatchAsync(UserPath(Tenant.GetUser("heidi").UserId), """{"user_metadata":{"city":"Wien","age":42,"tags":["red"]}}""");

        var found = await GetAsync($"users?search_engine=v3&q={Uri.EscapeDataString(query)}");

        Assert.Equal(expected, string.Join(',', Texts(found, "email").Select(email => email.Split('@')[0])));
    }

    [Theory]
    [InlineData("email:")]
    [InlineData("(email:a")]
    [InlineData("email:\"a")]
    [InlineData("created_at:[2026-01-01 2026-02-01]")]
    [InlineData("created_at:[soon TO later]")]
    [InlineData("email:a)")]
    public async Task Search_WithAnInvalidQuery_IsRefused(string query)
    {
        var refusal = await GetAsync($"users?q={Uri.EscapeDataString(query)}", HttpStatusCode.BadRequest);

        Assert.Equal("invalid_query_string", Text(refusal, "errorCode"));
        Assert.EndsWith("on property q.", Text(refusal, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sort_ByAField_GoesEitherWay()
    {
        Assert.Equal("alice@example.com", Texts(await GetAsync("users?sort=email:1"), "email")[0]);
        Assert.Equal("heidi@example.com", Texts(await GetAsync("users?sort=email:-1"), "email")[0]);
        await GetAsync("users?sort=email", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task UsersByEmail_TakesTheAddressAsItIsSpelled()
    {
        Assert.Single((await GetAsync("users-by-email?email=alice%40example.com")).AsArray());
        Assert.Empty((await GetAsync("users-by-email?email=ALICE%40example.com")).AsArray());
        await GetAsync("users-by-email", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Patch_ThatBlocks_EndsLogins()
    {
        var user = Tenant.GetUser("alice");
        Assert.Equal(HttpStatusCode.OK, await LogInAsync(user.Email!, Plain(user.Password)));

        await PatchAsync(UserPath(user.UserId), """{"blocked":true}""");
        Assert.Equal(HttpStatusCode.Forbidden, await LogInAsync(user.Email!, Plain(user.Password)));

        await PatchAsync(UserPath(user.UserId), """{"blocked":false}""");
        Assert.Equal(HttpStatusCode.OK, await LogInAsync(user.Email!, Plain(user.Password)));
    }

    [Fact]
    public async Task Patch_OfThePassword_MakesTheOldOneFail()
    {
        var user = Tenant.GetUser("alice");
        var old = Plain(user.Password);

        await PatchAsync(UserPath(user.UserId), """{"password":"Another-1-Password","connection":"Username-Password-Authentication"}""");

        Assert.Equal(HttpStatusCode.Forbidden, await LogInAsync(user.Email!, old));
        Assert.Equal(HttpStatusCode.OK, await LogInAsync(user.Email!, "Another-1-Password"));
    }

    [Fact]
    public async Task Delete_OfAUser_EndsItEverywhere()
    {
        var user = Tenant.GetUser("alice");
        var organization = Text((await GetAsync($"{UserPath(user.UserId)}/organizations"))[0], "id");

        await SendEmptyAsync(HttpMethod.Delete, UserPath(user.UserId));
        await SendEmptyAsync(HttpMethod.Delete, UserPath(user.UserId));

        var refusal = await GetAsync(UserPath(user.UserId), HttpStatusCode.NotFound);
        Assert.Equal(("inexistent_user", "The user does not exist."), (Text(refusal, "errorCode"), Text(refusal, "message")));
        Assert.Equal(HttpStatusCode.Forbidden, await LogInAsync(user.Email!, Plain(user.Password)));
        Assert.DoesNotContain(user.UserId, Texts(await GetAsync($"organizations/{organization}/members"), "user_id"));
        Assert.DoesNotContain(Tenant.Users, other => other.UserId == user.UserId);
    }

    [Fact]
    public async Task Post_OfAUser_MakesOneThatSignsIn()
    {
        var created = await PostAsync(
            "users",
            """{"connection":"Username-Password-Authentication","email":"new@example.com","password":"Pass-word-1","user_metadata":{"a":1}}"""
        );

        Assert.False(created["email_verified"]!.GetValue<bool>());
        Assert.StartsWith("auth0|", Text(created, "user_id"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await LogInAsync("new@example.com", "Pass-word-1"));
    }

    [Theory]
    [InlineData(
        """{"connection":"Username-Password-Authentication","email":"ALICE@example.com","password":"Pass-word-1"}""",
        409,
        "The user already exists."
    )]
    [InlineData("""{"connection":"nowhere","email":"new@example.com","password":"Pass-word-1"}""", 400, "The connection does not exist.")]
    [InlineData(
        """{"connection":"Username-Password-Authentication","email":"new@example.com","password":"weak"}""",
        400,
        "PasswordStrengthError: Password is too weak"
    )]
    [InlineData("""{"email":"new@example.com"}""", 400, "Payload validation error: 'Missing required property: connection'.")]
    [InlineData(
        """{"connection":"Username-Password-Authentication","email":"new"}""",
        400,
        "Payload validation error: 'Object didn't pass validation for format email: new' on property email."
    )]
    [InlineData(
        """{"connection":"Username-Password-Authentication","email":5}""",
        400,
        "Payload validation error: 'Expected type string but found type number' on property email."
    )]
    public async Task Post_OfWhatAuth0Refuses_SaysWhy(string json, int status, string message) =>
        Assert.Equal(message, Text(await PostAsync("users", json, (HttpStatusCode)status), "message"));

    [Theory]
    [InlineData("""{"email":"x@example.com","password":"Pass-word-1"}""", "Cannot update password and email simultaneously")]
    [InlineData("""{"username":"x","password":"Pass-word-1"}""", "Cannot update username and password simultaneously")]
    [InlineData("""{"email":"bob@example.com"}""", "The specified new email already exists")]
    [InlineData(
        """{"user_id":"x"}""",
        "Payload validation error: 'Additional properties not allowed: user_id (consider storing them in app_metadata or user_metadata. See \"Users Metadata\" in https://auth0.com/docs/api/v2/changes for more details)'."
    )]
    [InlineData("""{"blocked":"yes"}""", "Payload validation error: 'Expected type boolean but found type string' on property blocked.")]
    public async Task Patch_OfWhatAuth0Refuses_SaysWhyAndChangesNothing(string json, string message)
    {
        var path = UserPath(Tenant.GetUser("alice").UserId);
        var before = await GetAsync(path);

        Assert.Equal(message, Text(await PatchAsync(path, json, HttpStatusCode.BadRequest), "message"));

        AssertJson(before.ToJsonString(), await GetAsync(path));
    }

    [Fact]
    public async Task Patch_OfMetadata_MergesOneLevelDeep()
    {
        var path = UserPath(Tenant.GetUser("alice").UserId);
        await PatchAsync(path, """{"app_metadata":{"a":{"x":1},"b":2,"c":3}}""");

        var changed = await PatchAsync(path, """{"app_metadata":{"a":{"y":2},"b":null}}""");

        AssertJson("""{"a":{"y":2},"c":3}""", changed["app_metadata"]!);
    }

    [Fact]
    public async Task Patch_OfAnAddress_MakesItUnverified()
    {
        var user = Tenant.GetUser("alice");

        var changed = await PatchAsync(UserPath(user.UserId), """{"email":"adams@example.com"}""");

        Assert.Equal(("adams@example.com", false), (Text(changed, "email"), changed["email_verified"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.OK, await LogInAsync("adams@example.com", Plain(user.Password)));
        Assert.Equal(HttpStatusCode.Forbidden, await LogInAsync("alice@example.com", Plain(user.Password)));
    }

    [Fact]
    public async Task Patch_OfAComputedUser_IsKept()
    {
        StartTenant(options => options.UserCount = 100);
        var user = (await GetAsync("users?q=email:user50@example.com"))[0]!;

        await PatchAsync(UserPath(Text(user, "user_id")), """{"name":"Changed","email":"changed@example.com"}""");

        Assert.Equal("Changed", Text((await GetAsync("users?per_page=1&page=50"))[0], "name"));
        Assert.Empty((await GetAsync("users-by-email?email=user50%40example.com")).AsArray());
        Assert.Equal(Text(user, "user_id"), Tenant.GetUser("changed").UserId);
    }

    [Fact]
    public async Task Delete_OfComputedUsers_ClosesTheRanks()
    {
        StartTenant(options => options.UserCount = 100);
        var ids = Texts(await GetAsync("users?per_page=100"), "user_id");
        foreach (var gone in new[] { 10, 50, 11 })
        {
            await SendEmptyAsync(HttpMethod.Delete, UserPath(ids[gone]));
        }

        Assert.Equal(ids.Where((_, place) => place is not (10 or 11 or 50)), Texts(await GetAsync("users?per_page=100"), "user_id"));
        Assert.Equal(ids[51], Text((await GetAsync("users?per_page=1&page=48"))[0], "user_id"));
    }

    [Theory]
    [InlineData("GET", "users", "read:clients", "expected any of: read:users")]
    [InlineData("PATCH", "users/x", "read:users", "expected any of: update:users,update:users_app_metadata")]
    [InlineData("DELETE", "users/x", "read:users", "expected any of: delete:users")]
    public async Task Requests_WithoutTheScope_NameIt(string method, string path, string scope, string expected)
    {
        var refusal = await SendAsync(
            HttpStatusCode.Forbidden,
            new HttpMethod(method),
            $"/api/v2/{path}",
            await ManagementTokenAsync(scope),
            "{}"
        );

        Assert.Equal("insufficient_scope", Text(refusal, "errorCode"));
        Assert.Equal($"Insufficient scope, {expected}", Text(refusal, "message"));
    }

    [Fact]
    public async Task Roles_OfAUser_AreGivenAndTaken()
    {
        var path = $"{UserPath(Tenant.GetUser("alice").UserId)}/roles";
        var viewer = Text((await GetAsync("roles?name_filter=view"))[0], "id");
        Assert.Equal(["admin"], Texts(await GetAsync(path), "name"));

        await SendEmptyAsync(HttpMethod.Post, path, $$"""{"roles":["{{viewer}}"]}""");
        Assert.Equal(["admin", "viewer"], Texts(await GetAsync(path), "name"));
        await SendEmptyAsync(HttpMethod.Delete, path, $$"""{"roles":["{{viewer}}"]}""");
        Assert.Equal(["admin"], Texts(await GetAsync(path), "name"));
        Assert.Equal("inexistent_role", Text(await PostAsync(path, """{"roles":["rol_x"]}""", HttpStatusCode.NotFound), "errorCode"));
    }

    [Fact]
    public async Task Permissions_OfAUser_TellWhereTheyComeFrom()
    {
        var path = $"{UserPath(Tenant.GetUser("heidi").UserId)}/permissions";
        await PostAsync(
            path,
            """{"permissions":[{"permission_name":"read:reports","resource_server_identifier":"urn:example:reports"}]}"""
        );

        var permissions = (await GetAsync(path)).AsArray();

        Assert.Equal(["read:reports", "read:orders", "update:orders"], Texts(permissions, "permission_name"));
        Assert.Equal(["DIRECT", "ROLE", "ROLE"], permissions.Select(permission => Text(permission!["sources"]![0], "source_type")));
    }

    private async Task<HttpStatusCode> LogInAsync(string name, string password)
    {
        var web = Tenant.GetApplication("Web Portal");
        using var response = await AskForTokenAsync(
            ("grant_type", "password"),
            ("client_id", web.ClientId),
            ("client_secret", Plain(web.ClientSecret!)),
            ("username", name),
            ("password", password)
        );
        return response.StatusCode;
    }
}
