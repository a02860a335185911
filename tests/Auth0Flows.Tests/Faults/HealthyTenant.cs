using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Auth0Flows.Tests.Faults;

/// <summary>The correct responses of a tenant: fixed texts, and a new token for each request.</summary>
internal sealed class HealthyTenant(FakeTime time, string address)
{
    private const string Api = "/api/v2/";
    private const string Job =
        """{"id":"job_1","type":"users_export","status":"completed","percentage_done":100,"location":"ADDRESS/export.json.gz"}""";

    private int _tokens;
    private int _refreshTokens;

    /// <summary>The last access token issued.</summary>
    public string LastToken => $"at-{_tokens}";

    /// <summary>The next access token.</summary>
    public string NextToken => $"at-{_tokens + 1}";

    /// <summary>The nonce of the next ID token.</summary>
    public string Nonce { get; set; } = "";

    public Keys Keys { get; } = new(time, address + "/");

    public RawAnswer Answer(RawRequest request) =>
        (request.Method, request.Path) switch
        {
            ("POST", "/oauth/token") => Token(request),
            ("POST", "/oauth/device/code") => RawAnswer.Json(
                """{"device_code":"dc","user_code":"ABCD-EFGH","verification_uri":"https://acme.example/activate","expires_in":60,"interval":5}"""
            ),
            ("POST", "/oauth/par") => RawAnswer.Json("""{"request_uri":"urn:ietf:params:oauth:request_uri:1","expires_in":30}""", 201),
            ("POST", "/oauth/revoke") => new RawAnswer { ContentType = null },
            ("GET", "/userinfo") => RawAnswer.Json("""{"sub":"auth0|alice","name":"Alice"}"""),
            ("POST", "/passwordless/start") => RawAnswer.Json("""{"_id":"p1","email":"alice@example.com"}"""),
            ("POST", "/bc-authorize") => RawAnswer.Json("""{"auth_req_id":"ar-1","expires_in":60,"interval":5}"""),
            ("POST", "/passkey/challenge") => RawAnswer.Json(
                """{"auth_session":"as-1","authn_params_public_key":{"challenge":"AAECAwQFBgc","timeout":86400000,"rpId":"localhost"}}"""
            ),
            ("POST", "/passkey/register") => RawAnswer.Json(
                """{"auth_session":"as-1","authn_params_public_key":{"challenge":"AAECAwQFBgc","rp":{"id":"localhost"},"user":{"id":"dTE"}}}"""
            ),
            ("GET", "/mfa/authenticators") => RawAnswer.Json("""[{"id":"totp|dev_1","authenticator_type":"otp","active":true}]"""),
            ("POST", "/mfa/challenge") => RawAnswer.Json("""{"challenge_type":"oob","oob_code":"oob-1","binding_method":"prompt"}"""),
            ("POST", "/mfa/associate") => RawAnswer.Json(
                """{"authenticator_type":"otp","secret":"JBSWY3DPEHPK3PXP","barcode_uri":"otpauth://totp/x?secret=JBSWY3DPEHPK3PXP","recovery_codes":["R1"]}"""
            ),
            ("GET", "/.well-known/jwks.json") => RawAnswer.Json(Keys.Jwks),
            ("GET", "/export.json.gz") => new RawAnswer
            {
                ContentType = "application/octet-stream",
                Body = Pack("{\"user_id\":\"auth0|1\"}\n{\"user_id\":\"auth0|2\"}\n"),
            },
            ("GET" or "POST", "/orders") => RawAnswer.Json("""{"orders":[1,2]}"""),
            _ when request.Path.StartsWith(Api, StringComparison.Ordinal) => Management(request, request.Path[Api.Length..]),
            ("DELETE", _) => new RawAnswer { Status = 204, ContentType = null },
            _ => RawAnswer.Json("{}", 404),
        };

    private RawAnswer Token(RawRequest request)
    {
        var grant = request.Field("grant_type");
        if (grant == "password" && request.Field("username") == "mfa")
        {
            return RawAnswer.Json(
                """{"error":"mfa_required","error_description":"Multifactor authentication required","mfa_token":"mfa-1"}""",
                403
            );
        }

        var more = grant switch
        {
            "authorization_code" => $""","id_token":"{Keys.IdToken(Nonce)}" """,
            "urn:openid:params:grant-type:ciba" => $""","id_token":"{Keys.IdToken("")}" """,
            "refresh_token" => $""","refresh_token":"rt-{Interlocked.Increment(ref _refreshTokens)}" """,
            _ when request.Field("scope")?.Contains("offline_access", StringComparison.Ordinal) == true =>
                $""","refresh_token":"rt-{Interlocked.Increment(ref _refreshTokens)}","scope":"openid offline_access" """,
            _ => "",
        };

        // It lives longer than all timeouts and waits of a test together.
        return RawAnswer.Json(
            $$"""{"access_token":"at-{{Interlocked.Increment(ref _tokens)}}","token_type":"Bearer","expires_in":31536000{{more}}}"""
        );
    }

    private RawAnswer Management(RawRequest request, string path) =>
        (request.Method, path) switch
        {
            ("GET", "roles") => Roles(int.Parse(request.Field("page") ?? "0", CultureInfo.InvariantCulture)),
            ("GET", "organizations") when request.Field("from") == "c1" => RawAnswer.Json(
                """{"organizations":[{"id":"org_1"},{"id":"org_2"}],"next":"c2"}"""
            ),
            ("GET", "organizations") => RawAnswer.Json("""{"organizations":[{"id":"org_3"}]}"""),
            ("GET", "logs") when request.Field("from") == "0" => RawAnswer.Json("""[{"log_id":"1","type":"s"}]""") with
            {
                Headers = [$"Link: <{address}/api/v2/logs?from=1>; rel=\"next\""],
            },
            ("GET", "logs") => RawAnswer.Json("[]"),
            ("GET", "jobs/job_1") => RawAnswer.Json(Job.Replace("ADDRESS", address, StringComparison.Ordinal)),
            ("POST", "jobs/users-exports" or "jobs/users-imports") => RawAnswer.Json(
                """{"id":"job_1","type":"users_export","status":"pending"}"""
            ),
            ("POST", "clients") => RawAnswer.Json("""{"client_id":"c1","name":"One"}""", 201),
            ("GET" or "PATCH" or "PUT", "clients/c1") => RawAnswer.Json("""{"client_id":"c1","name":"One"}"""),
            ("DELETE", _) => new RawAnswer { Status = 204, ContentType = null },
            _ => RawAnswer.Json("""{"statusCode":404,"error":"Not Found"}""", 404),
        };

    private static RawAnswer Roles(int page) =>
        RawAnswer.Json(
            $$"""{"start":{{page * 2}},"limit":2,"length":2,"total":4,"roles":[{"id":"r{{(page * 2) + 1}}"},{"id":"r{{(page * 2) + 2}}"}]}"""
        );

    internal static byte[] Pack(string text)
    {
        var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest))
        {
            writer.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
