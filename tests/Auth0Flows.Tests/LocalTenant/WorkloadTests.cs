using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Identity tokens of workloads: what the tenant takes, and each reason for which it refuses one.</summary>
public sealed class WorkloadTests : UserTenantTest
{
    private const string Type = "urn:acme:github";
    private const string Subject = "repo:acme/app:ref:refs/heads/main";

    private readonly Auth0LocalTenantWorkload _workload;

    public WorkloadTests() => _workload = Tenant.AddWorkload(Type, Subject, Tenant.GetUser("alice"));

    public static TheoryData<string, string> Forged =>
        new()
        {
            { "no JWT", "it is not a JWT" },
            { "two parts", "it is not a JWT" },
            { "none", "'alg' must be RS256" },
            { "HS256 with the public key", "'alg' must be RS256" },
            { "another key", "the signature is invalid" },
            { "an unknown key", "no key of the identity provider has this 'kid'" },
            { "changed claims", "the signature is invalid" },
            { "no signature", "the signature is invalid" },
            { "another issuer", "'iss' must be" },
            { "another repository", "no user is assigned to this 'sub'" },
            { "no subject", "no user is assigned to this 'sub'" },
            { "another audience", "'aud' must be" },
            { "expired", "it has expired" },
            { "no expiry", "'exp' is missing" },
            { "from the future", "it is not valid yet" },
            { "no id", "'jti' is missing" },
            { "another type", "no user is assigned to this 'sub'" },
        };

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task Exchange_OfAForgedToken_IsRefusedForItsReason(string name, string reason)
    {
        using var response = await ExchangeAsync(Forge(name));

        var refusal = await ReadAsync(response);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", Text(refusal, "error"));
        var answer = Text(refusal, "error_description");
        Assert.StartsWith("The subject_token is invalid: ", answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_OfAnIssuedToken_AnswersATokenOfItsUser_AsOftenAsItIsSent()
    {
        var token = Reveal(_workload.IssueToken());

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var response = await ExchangeAsync(token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(Tenant.GetUser("alice").UserId, Text(Part(Text(await ReadAsync(response), "access_token"), 1), "sub"));
        }
    }

    [Fact]
    public async Task Exchange_OfARequestedToken_IsForOneUse()
    {
        var token = Text(
            await RequestAsync(HttpMethod.Get, $"{_workload.RequestUrl}&audience={Uri.EscapeDataString(Tenant.Issuer)}"),
            "value"
        );
        (await ExchangeAsync(token)).Dispose();

        using var again = await ExchangeAsync(token);
        await AssertRefusedAsync(
            again,
            HttpStatusCode.BadRequest,
            "invalid_request",
            "The subject_token is invalid: it was exchanged before."
        );
    }

    [Fact]
    public async Task Request_AsWithAzureDevOps_AnswersATokenForTheAudience()
    {
        var answer = await RequestAsync(HttpMethod.Post, $"{_workload.OidcRequestUri}?api-version=7.1");

        Assert.Equal(_workload.Audience, Text(Part(Text(answer, "oidcToken"), 1), "aud"));
    }

    [Theory]
    [InlineData("GET", "", "wrong", 401)]
    [InlineData("POST", "", null, 400)]
    [InlineData("PUT", "?api-version=7.1", null, 405)]
    public async Task Request_ThatIsWrong_IsRefused(string method, string query, string? bearer, int status)
    {
        using var request = Request(new HttpMethod(method), _workload.OidcRequestUri + query);
        request.Headers.Authorization = bearer is null ? request.Headers.Authorization : new AuthenticationHeaderValue("Bearer", bearer);

        using var response = await Http.SendAsync(request, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Exchange_ByAnApplicationWithoutIt_IsNotAllowed_UntilItsProfilesAre()
    {
        var application = Tenant.GetApplication("TV Player");
        using (var refused = await ExchangeAsync(Reveal(_workload.IssueToken()), ("client_id", application.ClientId)))
        {
            await AssertRefusedAsync(refused, HttpStatusCode.Forbidden, "unauthorized_client");
        }

        Tenant.ConfigureApplication(application.ClientId, """{"token_exchange":{"allow_any_profile_of_type":["custom_authentication"]}}""");
        using var response = await ExchangeAsync(Reveal(_workload.IssueToken()), ("client_id", application.ClientId));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private string Forge(string name)
    {
        var parts = Reveal(_workload.IssueToken()).Split('.');
        var (header, claims) = (Decode(parts[0]), Decode(parts[1]));
        using var other = RSA.Create(2048);
        switch (name)
        {
            case "no JWT":
                return "token";
            case "two parts":
                return $"{parts[0]}.{parts[1]}";
            case "none":
                return $"{Encode(With(header, "alg", "none"))}.{parts[1]}.";
            case "HS256 with the public key":
                var signed = $"{Encode(With(header, "alg", "HS256"))}.{parts[1]}";
                return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(other.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed)))}";
            case "another key":
                var data = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
                return $"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(other.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
            case "an unknown key":
                return $"{Encode(With(header, "kid", "nobody"))}.{parts[1]}.{parts[2]}";
            case "changed claims":
                return $"{parts[0]}.{Encode(With(claims, "sub", "repo:evil/app"))}.{parts[2]}";
            case "no signature":
                return $"{parts[0]}.{parts[1]}.";
            case "another issuer":
                return Issue("""{"iss":"https://token.evil.example"}""");
            case "another repository":
                return Issue("""{"sub":"repo:acme/other:ref:refs/heads/main"}""");
            case "no subject":
                return Issue("""{"sub":null}""");
            case "another audience":
                return Reveal(_workload.IssueToken("https://elsewhere.example.com/"));
            case "expired":
                return Reveal(_workload.IssueToken(lifetime: TimeSpan.FromSeconds(-1)));
            case "no expiry":
                return Issue("""{"exp":null}""");
            case "from the future":
                return Issue($$"""{"nbf":{{Now.AddMinutes(1).ToUnixTimeSeconds()}}}""");
            case "no id":
                return Issue("""{"jti":null}""");
            default:
                return Reveal(Tenant.AddWorkload("urn:acme:other", "another", Tenant.GetUser("alice")).IssueToken());
        }
    }

    private string Issue(string claims) => Reveal(_workload.IssueToken(claims: claims));

    private Task<HttpResponseMessage> ExchangeAsync(string token, params (string Name, string? Value)[] more) =>
        PostTokenAsync([
            ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
            ("subject_token", token),
            ("subject_token_type", Type),
            ("audience", OrdersApi),
            .. more,
        ]);

    private HttpRequestMessage Request(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Reveal(_workload.RequestToken));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("", Encoding.UTF8, "application/json");
        }

        return request;
    }

    private async Task<JsonNode> RequestAsync(HttpMethod method, string address)
    {
        using var request = Request(method, address);
        using var response = await Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    private static JsonObject With(JsonObject json, string name, string value)
    {
        json[name] = value;
        return json;
    }

    private static JsonObject Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static string Reveal(Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
