using System.Net;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class PasswordlessTests : UserTenantTest
{
    private const string Grant = "http://auth0.com/oauth/grant-type/passwordless/otp";

    [Theory]
    [InlineData("email", "email", "new@example.com", "email_verified")]
    [InlineData("sms", "phone_number", "+15550142", "phone_verified")]
    public async Task Start_WithACode_SignsTheUserIn(string connection, string parameter, string address, string verified)
    {
        var started = await StartOkAsync(connection, parameter, address);
        Assert.Equal(new[] { "_id", parameter, verified }.Order(StringComparer.Ordinal), Names(started));

        var answer = await PostTokenOkAsync(Login(connection, address, Tenant.LastMessageTo(address)!));
        Assert.Equal($"{connection}|{Text(started, "_id")}", Text(Part(Text(answer, "id_token"), 1), "sub"));
        await AssertWrongAsync(connection, address, Tenant.LastMessageTo(address)!);
    }

    [Fact]
    public async Task Start_WithALink_SendsOne()
    {
        using var response = await StartAsync("email", "email", "new@example.com", send: null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(
            $"{Tenant.Issuer}passwordless/verify_redirect?",
            Tenant.LastMessageTo("new@example.com"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("carrier-pigeon", "email", "a@b", "bad.connection")]
    [InlineData("email", "email", "nonsense", "bad.email")]
    [InlineData("email", "phone_number", "+15550142", "bad.email")]
    [InlineData("sms", "phone_number", "5550142", "bad.phone_number")]
    [InlineData("sms", "phone_number", "+1555O142", "bad.phone_number")]
    public async Task Start_WithUnusableParameters_IsBad(string connection, string parameter, string address, string error)
    {
        using var response = await StartAsync(connection, parameter, address);

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, error);
    }

    [Fact]
    public async Task Start_WithAFormOrWithoutTheSecret_IsRefused()
    {
        using var content = Form(("connection", "email"));
        using var form = await Http.PostAsync("/passwordless/start", content, Cancel);
        using var noSecret = await Http.PostAsync(
            "/passwordless/start",
            Json($$"""{"client_id":"{{Web.ClientId}}","connection":"email","email":"a@b"}"""),
            Cancel
        );

        await AssertRefusedAsync(form, HttpStatusCode.BadRequest, "invalid_request");
        await AssertRefusedAsync(noSecret, HttpStatusCode.Unauthorized, "access_denied");
    }

    [Fact]
    public async Task Code_AfterThreeWrongOnes_IsRefusedEvenWhenRight()
    {
        await StartOkAsync("sms", "phone_number", "+15550142");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await AssertWrongAsync("sms", "+15550142", "wrong", "Wrong phone number or verification code.");
        }

        await AssertWrongAsync(
            "sms",
            "+15550142",
            Tenant.LastMessageTo("+15550142")!,
            "You've reached the maximum number of attempts. Please try to login again."
        );
    }

    [Fact]
    public async Task Code_AfterThreeMinutesOrWithoutOneSent_IsWrong()
    {
        await StartOkAsync("email", "email", "new@example.com");
        Advance(TimeSpan.FromMinutes(3));

        await AssertWrongAsync("email", "new@example.com", Tenant.LastMessageTo("new@example.com")!, "Wrong email or verification code.");
        await AssertWrongAsync("email", "nobody@example.com", "123456", "Wrong email or verification code.");
    }

    [Fact]
    public async Task Code_WithARealmThatHasPasswords_IsInvalid()
    {
        using var response = await PostTokenAsync(Login("Username-Password-Authentication", "alice@example.com", "123456"));

        await AssertRefusedAsync(response, HttpStatusCode.BadRequest, "invalid_request");
    }

    private static (string Name, string? Value)[] Login(string realm, string address, string code) =>
        [("grant_type", Grant), ("realm", realm), ("username", address), ("otp", code), ("audience", OrdersApi), ("scope", "openid")];

    private async Task<HttpResponseMessage> StartAsync(string connection, string parameter, string address, string? send = "code")
    {
        var body = new JsonObject
        {
            ["client_id"] = Native.ClientId,
            ["connection"] = connection,
            [parameter] = address,
        };
        if (send is not null)
        {
            body["send"] = send;
        }

        return await Http.PostAsync("/passwordless/start", Json(body.ToJsonString()), Cancel);
    }

    private async Task<JsonNode> StartOkAsync(string connection, string parameter, string address)
    {
        using var response = await StartAsync(connection, parameter, address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    private async Task AssertWrongAsync(string realm, string address, string code, string? description = null)
    {
        using var response = await PostTokenAsync(Login(realm, address, code));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", description);
    }
}
