using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;
using Xunit;

namespace Auth0Flows.Tests.LocalTenant;

public sealed class JobTests : ManagementTenantTest
{
    [Fact]
    public async Task Export_OfAllUsers_IsAFileOfALineForEach()
    {
        StartTenant(options => options.UserCount = 2500);
        var created = await PostAsync(
            "jobs/users-exports",
            """{"format":"json","fields":[{"name":"user_id"},{"name":"email"}]}""",
            HttpStatusCode.OK
        );
        Assert.Equal(("users_export", "pending"), (Text(created, "type"), Text(created, "status")));

        var job = await GetAsync($"jobs/{Text(created, "id")}");

        Assert.Equal(("completed", 100), (Text(job, "status"), job["percentage_done"]!.GetValue<int>()));
        var lines = await LinesAsync(Text(job, "location"));
        Assert.Equal(2500, lines.Length);
        AssertJson($$"""{"user_id":"{{Tenant.GetUser("alice").UserId}}","email":"alice@example.com"}""", JsonNode.Parse(lines[0])!);
    }

    [Fact]
    public async Task Export_OfAConnection_InCsv_HasTheColumnsAskedFor()
    {
        StartTenant(options => options.UserCount = 30);
        var employees = Text((await GetAsync("connections?name=employees"))[0], "id");

        var location = await ExportAsync(
            $$"""
            {"format":"csv","limit":2,"connection_id":"{{employees}}","fields":[{"name":"email"},{"name":"identities[0].connection","export_as":"provider"},{"name":"user_metadata.country"}]}
            """
        );

        Assert.Equal(
            ["email,provider,user_metadata.country", "grace@example.com,employees,", "user9@example.com,employees,US"],
            await LinesAsync(location)
        );
    }

    [Fact]
    public async Task Job_TakesItsTime()
    {
        StartTenant(options => options.JobDuration = TimeSpan.FromSeconds(40));
        var id = Text(await PostAsync("jobs/users-exports", "{}", HttpStatusCode.OK), "id");

        Assert.Equal("pending", Text(await GetAsync($"jobs/{id}"), "status"));
        Advance(TimeSpan.FromSeconds(10));
        var job = await GetAsync($"jobs/{id}");
        Assert.Equal(
            ("processing", 25, 30),
            (Text(job, "status"), job["percentage_done"]!.GetValue<int>(), job["time_left_seconds"]!.GetValue<int>())
        );
        Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("completed", Text(await GetAsync($"jobs/{id}"), "status"));
        Advance(TimeSpan.FromHours(24));
        Assert.Equal(
            "inexistent_job",
            Text(await SendAsync(HttpStatusCode.NotFound, HttpMethod.Get, $"/api/v2/jobs/{id}", await ManagementTokenAsync()), "errorCode")
        );
    }

    [Fact]
    public async Task ThirdJob_OfAKind_HasToWait()
    {
        StartTenant(options => options.JobDuration = TimeSpan.FromSeconds(40));
        await ImportAsync("[]");
        await ImportAsync("[]");
        await PostAsync("jobs/users-exports", "{}", HttpStatusCode.OK);

        var refusal = await ImportAsync("[]", HttpStatusCode.TooManyRequests);

        Assert.Equal(
            "There are 2 active import users jobs, please wait until some of them are finished and try again",
            Text(refusal, "message")
        );
        Advance(TimeSpan.FromSeconds(40));
        await ImportAsync("[]");
    }

    [Fact]
    public async Task Location_IsGoodForAMinute_AndThenThereIsAnother()
    {
        StartTenant();
        var id = Text(await PostAsync("jobs/users-exports", "{}", HttpStatusCode.OK), "id");
        var first = Text(await GetAsync($"jobs/{id}"), "location");

        Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(HttpStatusCode.OK, (await DownloadAsync(first)).Status);
        Advance(TimeSpan.FromSeconds(1));
        var (status, body, _) = await DownloadAsync(first);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Request has expired", Encoding.UTF8.GetString(body), StringComparison.Ordinal);

        var second = Text(await GetAsync($"jobs/{id}"), "location");
        Assert.NotEqual(first, second);
        Assert.Equal(8, (await LinesAsync(second)).Length);
    }

    [Fact]
    public async Task Download_WithATokenOrAForgedSignature_IsRefused()
    {
        StartTenant();
        var location = await ExportAsync("{}");

        using var withToken = await SendAsync(HttpMethod.Get, location, await AllAsync());
        Assert.Equal(HttpStatusCode.BadRequest, withToken.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await DownloadAsync(location[..^1] + (location[^1] == '0' ? '1' : '0'))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DownloadAsync(location.Split('?')[0])).Status);
    }

    [Fact]
    public async Task Download_InParts_IsTheSameFile()
    {
        StartTenant(options => options.UserCount = 5000);
        var location = await ExportAsync("{}");
        var (_, whole, headers) = await DownloadAsync(location);
        var tag = headers.ETag!.ToString();

        var (status, rest, part) = await DownloadAsync(location, ("Range", $"bytes={whole.Length / 3}-"), ("If-Match", tag));

        Assert.Equal(HttpStatusCode.PartialContent, status);
        Assert.Equal("bytes", headers.AcceptRanges.Single());
        Assert.Equal(tag, part.ETag!.ToString());
        Assert.Equal(whole[(whole.Length / 3)..], rest);
        Assert.Equal(whole[10..20], (await DownloadAsync(location, ("Range", "bytes=10-19"))).Body);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await DownloadAsync(location, ("If-Match", "\"other\""))).Status);
        Assert.Equal(
            HttpStatusCode.RequestedRangeNotSatisfiable,
            (await DownloadAsync(location, ("Range", $"bytes={whole.Length}-"))).Status
        );
    }

    [Fact]
    public async Task Download_ThatBreaks_CanBeTakenUpAgain()
    {
        StartTenant(options => options.UserCount = 5000);
        var location = await ExportAsync("{}");
        var (_, whole, _) = await DownloadAsync(location);
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/exports/*", Kind = Auth0LocalTenantFaultKind.Truncate });

        using var response = await Http.GetAsync(new Uri(location), HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var received = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancel);
            await body.CopyToAsync(received, Cancel);
        });

        Assert.InRange(received.Length, 1, whole.Length - 1);
        var (_, rest, _) = await DownloadAsync(location, ("Range", $"bytes={received.Length}-"));
        Assert.Equal(whole, received.ToArray().Concat(rest).ToArray());
    }

    [Fact]
    public async Task Import_CreatesTheGoodOnes_AndTellsOfTheOthers()
    {
        StartTenant();
        var created = await ImportAsync(
            """
            [{"email":"one@example.com","email_verified":true,"user_id":"one"},{"email":"alice@example.com"},{"email":"nonsense"},{"name":"nobody","password_hash":"secret"}]
            """
        );

        var job = await GetAsync($"jobs/{Text(created, "id")}");
        var errors = (await GetAsync($"jobs/{Text(created, "id")}/errors")).AsArray();

        Assert.Equal(("users_import", "batch 7", "completed"), (Text(job, "type"), Text(job, "external_id"), Text(job, "status")));
        AssertJson("""{"failed":3,"updated":0,"inserted":1,"total":4}""", job["summary"]!);
        Assert.Equal("one@example.com", Text(await GetAsync(UserPath("auth0|one")), "email"));
        Assert.Equal(
            ["DUPLICATED_USER", "INVALID_FORMAT", "OBJECT_MISSING_REQUIRED_PROPERTY"],
            errors.Select(error => Text(error!["errors"]![0], "code"))
        );
        Assert.Equal("*****", Text(errors[2]!["user"], "password_hash"));
    }

    [Fact]
    public async Task Import_WithUpsert_ChangesThoseThatThereAre()
    {
        StartTenant();

        var created = await ImportAsync("""[{"email":"alice@example.com","user_metadata":{"a":1}}]""", upserts: true);

        AssertJson("""{"failed":0,"updated":1,"inserted":0,"total":1}""", (await GetAsync($"jobs/{Text(created, "id")}"))["summary"]!);
        await SendEmptyAsync(HttpMethod.Get, $"jobs/{Text(created, "id")}/errors");
        AssertJson("""{"a":1}""", (await GetAsync(UserPath(Tenant.GetUser("alice").UserId)))["user_metadata"]!);
    }

    [Fact]
    public async Task Import_OfWhatIsNoList_FailsAsAJob()
    {
        StartTenant();

        var created = await ImportAsync("""{"email":"x@example.com"}""");

        Assert.Equal("failed", Text(await GetAsync($"jobs/{Text(created, "id")}"), "status"));
    }

    [Fact]
    public async Task Import_BeyondItsSize_IsRefused()
    {
        StartTenant();

        var refusal = await ImportAsync(new string(' ', 512_000), HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal("Payload content length greater than maximum allowed: 512000", Text(refusal, "message"));
    }

    private async Task<string> ExportAsync(string json) =>
        Text(await GetAsync($"jobs/{Text(await PostAsync("jobs/users-exports", json, HttpStatusCode.OK), "id")}"), "location");

    private async Task<JsonNode> ImportAsync(string users, HttpStatusCode expected = HttpStatusCode.Accepted, bool upserts = false)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(users));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(file, "users", "users.json");
        using var connection = new StringContent(Text((await GetAsync("connections"))[0], "id"));
        form.Add(connection, "connection_id");
        using var upsert = new StringContent(upserts ? "true" : "false");
        form.Add(upsert, "upsert");
        using var externalId = new StringContent("batch 7");
        form.Add(externalId, "external_id");
        using var response = await SendAsync(HttpMethod.Post, "/api/v2/jobs/users-imports", await AllAsync(), form);
        var answer = await ReadAsync(response);
        Assert.True(response.StatusCode == expected, answer.ToJsonString());
        return answer;
    }

    private async Task<(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers)> DownloadAsync(
        string location,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, location);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(Cancel), response.Headers);
    }

    private async Task<string[]> LinesAsync(string location)
    {
        var (_, body, _) = await DownloadAsync(location);
        await using var plain = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return (await reader.ReadToEndAsync(Cancel)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
