using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class ManagementApiTests(SharedTenant shared) : TenantTest(shared), IClassFixture<SharedTenant>
{
    [Fact]
    public async Task ManagementApi_WithoutToken_IsUnauthorized()
    {
        AssertJson(
            """{ "statusCode": 401, "error": "Unauthorized", "message": "Missing authentication", "attributes": { "error": "Missing authentication" } }""",
            await SendAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/v2/clients", token: null)
        );
    }

    [Fact]
    public async Task ManagementApi_WithAnotherScheme_IsABadRequest()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v2/clients");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "YTpi");
        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("Bad HTTP authentication header format", (await ReadAsync(response))["message"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/api/v2/clients", "read:clients")]
    [InlineData("GET", "/api/v2/clients/x", "read:clients")]
    [InlineData("POST", "/api/v2/clients", "create:clients")]
    [InlineData("PATCH", "/api/v2/clients/x", "update:clients")]
    [InlineData("DELETE", "/api/v2/clients/x", "delete:clients")]
    [InlineData("GET", "/api/v2/clients/x/credentials", "read:client_credentials")]
    public async Task ManagementApi_WithoutTheScope_SaysWhichOneIsMissing(string method, string path, string scope)
    {
        var answer = await SendAsync(HttpStatusCode.Forbidden, new HttpMethod(method), path, await ManagementTokenAsync("read:users"));

        AssertJson(
            $$"""{ "statusCode": 403, "error": "Forbidden", "message": "Insufficient scope, expected any of: {{scope}}", "errorCode": "insufficient_scope" }""",
            answer
        );
    }

    [Theory]
    [InlineData("GET", "/api/v2/nothing")]
    [InlineData("GET", "/api/v2/")]
    [InlineData("GET", "/api/v2/clients/")]
    [InlineData("PUT", "/api/v2/clients/x")]
    [InlineData("DELETE", "/api/v2/clients")]
    [InlineData("GET", "/api/v2/clients/x/nothing")]
    [InlineData("POST", "/api/v2/clients/x/secrets")]
    public async Task ManagementApi_WithAnUnknownPathOrMethod_IsNotFound(string method, string path)
    {
        var answer = await SendAsync(HttpStatusCode.NotFound, new HttpMethod(method), path, await ManagementTokenAsync());

        AssertJson("""{ "statusCode": 404, "error": "Not Found", "message": "Not Found" }""", answer);
    }

    [Fact]
    public async Task ManagementApi_WithAnUnknownClient_IsNotFound()
    {
        const string expected =
            """{ "statusCode": 404, "error": "Not Found", "message": "The client does not exist", "errorCode": "inexistent_client" }""";
        var token = await ManagementTokenAsync();

        AssertJson(expected, await SendAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/api/v2/clients/none", token));
        AssertJson(expected, await SendAsync(HttpStatusCode.NotFound, HttpMethod.Patch, "/api/v2/clients/none", token, "{}"));
        AssertJson(expected, await SendAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/api/v2/clients/none/credentials", token));
    }

    [Fact]
    public async Task ManagementApi_WithHead_AnswersTheHeaderOfGet()
    {
        using var response = await SendAsync(HttpMethod.Head, $"/api/v2/clients/{Tenant.ClientId}", await ManagementTokenAsync());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 100);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task ManagementApi_WithAnotherContentType_IsUnsupported(string? contentType)
    {
        using var content = new ByteArrayContent("""{"name":"x"}"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : new MediaTypeHeaderValue(contentType);
        using var response = await SendAsync(HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(415, (await ReadAsync(response))["statusCode"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("{\"name\":")]
    [InlineData("{\"name\":\"a\",\"name\":\"b\"}")]
    public async Task ManagementApi_WithBrokenJson_IsABadRequest(string json)
    {
        AssertJson(
            """{ "statusCode": 400, "error": "Bad Request", "message": "Invalid request payload JSON format" }""",
            await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), json)
        );
    }

    [Theory]
    [InlineData("[]", "array")]
    [InlineData("\"x\"", "string")]
    [InlineData("1", "number")]
    [InlineData("true", "boolean")]
    [InlineData("null", "null")]
    [InlineData("", "null")]
    public async Task ManagementApi_WithJsonThatIsNoObject_IsAnInvalidBody(string json, string type)
    {
        var answer = await SendAsync(HttpStatusCode.BadRequest, HttpMethod.Post, "/api/v2/clients", await ManagementTokenAsync(), json);

        Assert.Equal("invalid_body", answer["errorCode"]!.GetValue<string>());
        Assert.Equal($"Payload validation error: 'Expected type object but found type {type}'.", answer["message"]!.GetValue<string>());
    }

    [Fact]
    public async Task ManagementApi_WithABodyOfMoreThanOneMegabyte_RefusesIt()
    {
        var token = await ManagementTokenAsync();
        static string Body(int bytes) => $$"""{"name":"Big","description":"{{new string('a', bytes - 31)}}"}""";
        Assert.Equal(1024 * 1024, Encoding.UTF8.GetByteCount(Body(1024 * 1024)));

        await SendAsync(HttpStatusCode.Created, HttpMethod.Post, "/api/v2/clients", token, Body(1024 * 1024));
        var refusal = await SendAsync(
            HttpStatusCode.RequestEntityTooLarge,
            HttpMethod.Post,
            "/api/v2/clients",
            token,
            Body((1024 * 1024) + 1)
        );
        Assert.Equal("Request Entity Too Large", refusal["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task ManagementApi_With64RequestsAtOnce_AnswersThemAll()
    {
        var token = await ManagementTokenAsync();
        Tenant.ClearRequests();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async page =>
                {
                    var list = await SendAsync(HttpStatusCode.OK, HttpMethod.Get, $"/api/v2/clients?per_page=1&page={page % 12}", token);
                    return list[0]!["name"]!.GetValue<string>();
                })
        );

        Assert.Equal(12, answers.Distinct().Count());
        Assert.Equal(64, Tenant.CountRequests("GET", "/api/v2/clients"));
        Assert.All(Tenant.Requests, request => Assert.Equal(200, request.StatusCode));
    }

    [Fact]
    public async Task TokenEndpoint_With64RequestsAtOnce_AnswersThemAll()
    {
        var tokens = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => TokenAsync(OrdersApi)));

        Assert.Equal(64, tokens.Distinct().Count());
    }
}
