using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Http;

/// <summary>
/// A server, or a proxy for debugging, that repeats the request in its answer: the secrets that were sent are in no error.
/// </summary>
public sealed class SentSecretTests : SessionTest
{
    private const string Canary = "s3cret-& \"of\\a+test";

    public static TheoryData<string> Grants => ["secret", "basic", "password", "code", "exchange", "otp", "type", "expiry", "no HTTP"];

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Secret_ThatTheTokenEndpointRepeats_IsNotInTheError(string grant)
    {
        await using var server = new EchoServer(grant);
        using var session = Connect(
            grant == "basic"
                ? Auth0ClientAuthentication.SecretBasic("id", Secret(Canary))
                : Auth0ClientAuthentication.SecretPost("id", Secret(Canary)),
            server.Address,
            retries: 0
        );

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            session.GetTokenAsync(GrantOf(grant), cancellationToken: Cancel).AsTask()
        );

        Assert.Contains("******", failure.Message, StringComparison.Ordinal);
        Hold(failure);
    }

    // A server repeats the token that it reads in a field, and not the whole field.
    [Theory]
    [InlineData("X-Auth-Token", "Bearer planted-correct.horse")]
    [InlineData("X-Upstream-Authorization", "Custom a=b, key=planted-correct.horse")]
    [InlineData("X-Connection-String", "Endpoint=sb://x.example.com/;SharedAccessKey=planted-correct.horse==")]
    [InlineData("cookie", "lang=en; session=planted-correct.horse")]
    [InlineData("X-Ticket-Url", "https://x.example.com/reset?ticket=planted-correct.horse#")]
    public async Task PartOfASecret_ThatTheApiRepeats_IsNotInTheError(string name, string value)
    {
        await using var server = new RawServer(asked =>
            asked == "/oauth/token"
                ? RawServer.Json("""{"access_token":"a.b.c","token_type":"Bearer","expires_in":3600}""")
                : RawServer.Json("""{"message":"Invalid: planted-correct.horse of x.example.com"}""", 400)
        );
        var request = new Auth0ApiRequest { Path = "users", Headers = [new(name, value)] };

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            Connect(domain: server.Address).SendAsync(request, cancellationToken: Cancel)
        );

        Assert.Contains("Invalid: ******** of x.example.com", failure.Message, StringComparison.Ordinal);
    }

    // As it was written, and as it is read: an address as text, a form as text, names in brackets.
    [Theory]
    [InlineData("?token=q+7/aBcD%65FgH==", null)]
    [InlineData("?user[password]=q+7/aBcD%65FgH==&a=b", null)]
    [InlineData("", "client_id=x&client_secret=q+7/aBcD%65FgH==")]
    [InlineData("", "users%5B0%5D%5Bpassword%5D=q+7/aBcD%65FgH==")]
    [InlineData("", "passwords[]=q+7/aBcD%65FgH==")]
    [InlineData("", "a=b&inner=password%3Dq%2B7/aBcD%2565FgH%3D%3D")]
    [InlineData("", "options=%7B%22password%22%3A%22q%2B7%2FaBcD%2565FgH%3D%3D%22%2C%22token%22%3A%22q%207%2FaBcDeFgH%3D%3D%22%7D")]
    public async Task SecretOfAForm_ThatTheApiRepeats_IsNotInTheError(string query, string? form)
    {
        await using var server = new RawServer(asked =>
            asked == "/oauth/token"
                ? RawServer.Json("""{"access_token":"a.b.c","token_type":"Bearer","expires_in":3600}""")
                : RawServer.Json("""{"message":"Raw q+7/aBcD%65FgH==, read q 7/aBcDeFgH=="}""", 400)
        );
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = $"users{query}",
            Body = form,
            ContentType = form is null ? "application/json" : "application/x-www-form-urlencoded",
        };

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            Connect(domain: server.Address).SendAsync(request, cancellationToken: Cancel)
        );

        Assert.Contains("Raw ********, read ********", failure.Message, StringComparison.Ordinal);
    }

    // Shorter than a run of letters that is hidden wherever it comes from: after a secret's name, as YAML, XML and broken JSON have it.
    [Theory]
    [InlineData("user: bob\npassword: \"ab-cd\"12345\"\nname: x", "ab-cd\\\"12345")]
    [InlineData("<a><client_secret>ab&cd12345</client_secret><name>x</name></a>", "ab&amp;cd12345")]
    [InlineData("""{"name":"x","user":{"password":"ab"cd12345"},"other":"y"}""", "ab%22cd12345")]
    [InlineData("""{'api_key' => 'ab=cd12345', 'other' => 'y'}""", "ab&#61;cd12345")]
    public async Task ShortSecretOfATextInNoFormat_ThatTheApiRepeats_IsNotInTheError(string body, string repeated)
    {
        await using var server = new RawServer(asked =>
            asked == "/oauth/token"
                ? RawServer.Json("""{"access_token":"a.b.c","token_type":"Bearer","expires_in":3600}""")
                : RawServer.Json(JsonSerializer.Serialize(new { message = $"Strange value '{repeated}' of x" }), 400)
        );
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "users",
            Body = body,
            ContentType = "application/yaml",
        };

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            Connect(domain: server.Address).SendAsync(request, cancellationToken: Cancel)
        );

        Assert.Contains("Strange value '********' of x", failure.Message, StringComparison.Ordinal);
    }

    // An answer belongs to the caller as it is; an error is shown, logged and reported.
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task CorrelationId_IsMaskedInAnErrorAlone(int status)
    {
        await using var server = new RawServer(asked =>
            asked == "/oauth/token"
                ? RawServer.Json("""{"access_token":"a.b.c","token_type":"Bearer","expires_in":3600}""")
                : RawServer.Json("{}", status, "x-auth0-requestid: s3cret-of-alice\r\n")
        );
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "users",
            Body = new Dictionary<string, object?> { ["password"] = "s3cret-of-alice" },
        };
        var call = Connect(domain: server.Address).SendAsync(request, cancellationToken: Cancel);

        var id = status == 200 ? (await call).CorrelationId : (await Assert.ThrowsAsync<Auth0ApiException>(() => call)).CorrelationId;

        Assert.Equal(status == 200 ? "s3cret-of-alice" : "********", id);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", """{"client_secret":"*"}""")]
    [InlineData("PATCH", """{"password":"*"}""")]
    [InlineData("PUT", """[{"options":{"configuration":{"any":"*"}}}]""")]
    public async Task Secret_ThatAnApiRepeats_IsNotInTheError(string method, string? body)
    {
        await using var server = new EchoServer("api");
        using var session = Connect(domain: server.Address, retries: 0);
        var text = body?.Replace("\"*\"", JsonSerializer.Serialize(Canary), StringComparison.Ordinal);

        foreach (var sent in new[] { text, text is null ? null : (object)JsonSerializer.Deserialize<JsonElement>(text) })
        {
            var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
                session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Method = new HttpMethod(method),
                        Path = "x",
                        Body = sent,
                    },
                    Log,
                    Cancel
                )
            );

            Assert.Contains("Bearer ********", failure.Message, StringComparison.Ordinal);
            Hold(failure);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Secret_OfAFile_ThatAnApiRepeats_IsNotInTheError(bool isForm)
    {
        await using var server = new EchoServer("api");
        using var session = Connect(domain: server.Address, retries: 0);
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { client_secret = Canary }), Cancel);

        try
        {
            var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
                session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Method = HttpMethod.Post,
                        Path = "x",
                        BodyFile = isForm ? null : file,
                        Form = isForm ? [new("users") { FilePath = file }] : [],
                    },
                    Log,
                    Cancel
                )
            );

            Hold(failure);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static TheoryData<string> OddTexts =>
        [
            """{"password":"s3cret-of-text",}""",
            "{'password':'s3cret-of-text'}",
            """{"email":"a@b.c","password":"Xy"s3cret-of-text","connection":"db"}""",
            "{\"email\":\"a@b.c\",\"password\":\"s3cret-of\ntext-of-lines\",\"connection\":\"db\"}",
            """{"recovery_codes":["s3cret-one-of-them","s3cret-two-of-them"],}""",
            "password: correct horse s3cret battery",
            "password: |\n  s3cret-of-text\n",
            "<user><password type=\"t\"><![CDATA[s3cret-of-text]]></password></user>",
            """{"password":"s3cret-of-text" /* mine */}""",
            """{"password":"s3cret-of-text""",
            "{\"n\":1}\n{\"password\":\"s3cret-of-text\"}",
            """{"password":"s3cret-of-text","password":"another"}""",
            """{"body":"{\"password\":\"s3cret-of-text\"}"}""",
            """{"password":"s3cret-of-text\u0021","n":NaN}""",
            "user: alice\npassword: s3cret-of-text\n",
            "<user><password>s3cret-of-text</password></user>",
            "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ns3cret-of-text\r\n--x--",
        ];

    // What isn't strict JSON is what an API refuses, and repeats.
    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Secret_InATextOfAnyKind_ThatAnApiRepeats_IsNotInTheError(string text)
    {
        await using var server = new EchoServer("api");
        using var session = Connect(domain: server.Address, retries: 0);

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() =>
            session.SendAsync(
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Post,
                    Path = "x",
                    Body = text,
                },
                Log,
                Cancel
            )
        );

        Hold(failure);
    }

    public static TheoryData<string> Places => ["query", "header", "form", "body", "list", "typed", "path", "file", "200", "no HTTP"];

    // The names say nothing: only the type does, or what the caller says is secret. (In a path and a file, the names.)
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Secret_OfAnyName_ThatAnApiRepeats_IsNotInTheError(string place)
    {
        await using var server = new EchoServer(place is "200" or "no HTTP" ? $"api {place}" : "api");
        using var session = Connect(domain: server.Address, retries: 0);
        var secret = Auth0Secret.FromPlainText(place == "200" ? "s3cret-of-a-type" : Canary);
        var post = new Auth0ApiRequest { Method = HttpMethod.Post, Path = "x" };
        var request = place switch
        {
            "query" => post with { Query = [new("note", Canary)], Secrets = [secret] },
            "header" => post with { Headers = [new("X-Note", Canary)], Secrets = [secret] },
            "form" => post with { Form = [new("note") { Secret = secret }] },
            "list" => post with
            {
                Body = new object[]
                {
                    "a",
                    new Dictionary<string, object> { ["note"] = new[] { Secret(Canary) } },
                },
            },
            "typed" => post with { Body = new Auth0Job { Location = secret } },
            "path" => post with { Path = $"x?client_secret={Uri.EscapeDataString(Canary)}" },
            "file" => post with
            {
                Form = [new("users") { Content = JsonSerializer.SerializeToUtf8Bytes(new[] { new { password_hash = Canary } }) }],
            },
            _ => post with { Body = new Dictionary<string, object> { ["note"] = secret } },
        };

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            place == "200"
                ? Task.Run(async () => (await session.SendAsync(request, Log, Cancel)).ReadJson(), Cancel)
                : session.SendAsync(request, Log, Cancel)
        );

        Assert.Contains("********", failure.Message, StringComparison.Ordinal);
        Hold(failure);
    }

    // State and nonce are secrets of the login, though a browser sends them.
    [Fact]
    public async Task StateAndNonce_ThatThePushedRequestRepeats_AreNotInTheError()
    {
        await using var server = new EchoServer("par");
        using var session = Connect(domain: server.Address, retries: 0);

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            session.CreateAuthorizeRequestAsync(
                new Auth0AuthorizeOptions
                {
                    RedirectUri = new Uri("http://localhost:3000/callback"),
                    Organization = "org_1",
                    Invitation = "s3cret-ticket",
                    AdditionalParameters = new Dictionary<string, string>
                    {
                        ["api_token"] = "s3cret-of-another-api",
                        ["login_ticket"] = "s3cret-ticket-2",
                    },
                    IsPushed = true,
                },
                Log,
                Cancel
            )
        );

        Assert.Contains("state=********", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nonce=********", failure.Message, StringComparison.Ordinal);
        Hold(failure);
    }

    // They may have personal data, such as the account of a payment.
    [Theory]
    [InlineData("par")]
    [InlineData("device")]
    [InlineData("backchannel")]
    [InlineData("exchange")]
    public async Task AuthorizationDetails_ThatTheTenantRepeats_AreNotInTheError(string flow)
    {
        await using var server = new EchoServer(flow);
        using var session = Connect(domain: server.Address, retries: 0);
        var details = Auth0AuthorizationDetails.Parse("""{"type":"payment","iban":"DE00s3cret0123456789"}""");

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            flow switch
            {
                "par" => session.CreateAuthorizeRequestAsync(
                    new Auth0AuthorizeOptions
                    {
                        RedirectUri = new Uri("http://localhost:3000/callback"),
                        AuthorizationDetails = details,
                        IsPushed = true,
                    },
                    Log,
                    Cancel
                ),
                "device" => session.StartDeviceLoginAsync("https://api.example.com/", null, details, Log, Cancel),
                "backchannel" => session.StartBackchannelLoginAsync(
                    new Auth0BackchannelLoginOptions
                    {
                        LoginHint = "auth0|1",
                        BindingMessage = "1",
                        AuthorizationDetails = details,
                    },
                    Log,
                    Cancel
                ),
                _ => session
                    .GetTokenAsync(
                        new TokenExchangeGrant(Secret(Canary), "urn:x", "https://api.example.com/") { AuthorizationDetails = details },
                        cancellationToken: Cancel
                    )
                    .AsTask(),
            }
        );

        Assert.Contains("authorization_details=********", failure.Message, StringComparison.Ordinal);
        Hold(failure);
    }

    // By their names, as in calls of an API; those of the type of a secret are masked anyway.
    [Theory]
    [InlineData("passkey")]
    [InlineData("signup")]
    public async Task SecretInAUsersMetadata_ThatTheTenantRepeats_IsNotInTheError(string flow)
    {
        await using var server = new EchoServer(flow);
        using var session = Connect(domain: server.Address, retries: 0);
        var metadata = new Dictionary<string, object>
        {
            ["erp_api_key"] = Canary,
            ["nested"] = new Dictionary<string, object> { ["refresh_token"] = "s3cret-of-another-system" },
            ["typed"] = Auth0Secret.FromPlainText("s3cret-by-its-type"),
        };

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            flow == "passkey"
                ? session.StartPasskeyRegistrationAsync(
                    new Auth0PasskeyUser { Email = "new@example.com", UserMetadata = metadata },
                    new Auth0PasskeyLoginOptions(),
                    Log,
                    Cancel
                )
                : session.SignUpAsync(
                    new Auth0SignupOptions
                    {
                        Email = "new@example.com",
                        Password = Secret(Canary),
                        Connection = "db",
                        UserMetadata = metadata,
                    },
                    Log,
                    Cancel
                )
        );

        Assert.Contains("********", failure.Message, StringComparison.Ordinal);
        Hold(failure);
    }

    [Fact]
    public void ShortText_IsLeft_AndALongerOneIsMaskedWhole()
    {
        var sent = SentSecrets.Of(["otp".ToSecret(), "s3cret-a".ToSecret(), "s3cret-and-more".ToSecret()]);

        Assert.Equal("otp ******** ********", sent.Mask("otp s3cret-and-more S3CRET-a"));
    }

    [Theory]
    [InlineData("Tr0ub4dor&amp;3&lt;horse&gt;&quot;battery&#39;\\x%")]
    [InlineData("Tr0ub4dor&amp;3&lt;horse&gt;&#34;battery&#39;\\x%")]
    [InlineData("Tr0ub4dor&amp;3&lt;horse&gt;&#x22;battery&#x27;\\x%")]
    [InlineData("Tr0ub4dor&amp;3&lt;horse&gt;&quot;battery&apos;\\x%")]
    [InlineData("Tr0ub4dor&3<horse>\\\"battery'\\\\x%")]
    [InlineData("Tr0ub4dor&3<horse>\\\\\\\"battery'\\\\\\\\x%")]
    [InlineData("Tr0ub4dor%25263%253Chorse%253E%2522battery%2527%255Cx%2525")]
    [InlineData("Tr0ub4dor&3<horse>\"battery\\'\\\\x%")]
    [InlineData("Tr0ub4dor&3<horse>\\\\\"battery\\'\\\\\\\\x%")]
    [InlineData("Tr0ub4dor&amp;3&lt;horse&gt;\\&quot;battery&#39;\\\\x%")]
    public void Secret_IsMasked_HoweverItsCharactersAreEscaped(string shown)
    {
        var sent = SentSecrets.Of(["Tr0ub4dor&3<horse>\"battery'\\x%".ToSecret()]);

        Assert.Equal("the password ******** is weak", sent.Mask($"the password {shown} is weak"));
    }

    // PHP's, Python's and Go's JSON, and what most languages make of it for HTML.
    [Theory]
    [InlineData("Tr0/ub&4<\\\"dor&ä'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0\\/ub&4<\\\"dor&ä'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0\\/ub&4<\\\"dor&\\u00e4'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0/ub&4<\\\"dor&\\u00e4'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0/ub\\u00264\\u003c\\\"dor\\u0026ä'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0/ub&amp;4&lt;&quot;dor&amp;ä'x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0/ub&amp;4&lt;&quot;dor&amp;ä&#39;x", "Tr0/ub&4<\"dor&ä'x")]
    [InlineData("Tr0/ub&amp;4&lt;&quot;dor&amp;ä&#x27;x", "Tr0/ub&4<\"dor&ä'x")]
    public void Secret_IsMasked_AsOtherLanguagesEscapeIt(string shown, string secret) =>
        Assert.Equal("the password ******** is weak", SentSecrets.Of([secret.ToSecret()]).Mask($"the password {shown} is weak"));

    // Mustache, Handlebars, ASP.NET, Gson, PHP, SQL, nginx, Python's repr, and an HTML page that shows JSON with a URL.
    [Theory]
    [InlineData("Tr0&#x2F;ub&#x3D;4&#x60;dor&#x2B;x")]
    [InlineData("Tr0/ub&#61;4`dor&#43;x")]
    [InlineData("Tr0/ub\\u003d4`dor\\u002Bx")]
    [InlineData("Tr0\\x2Fub\\x3D4\\x60dor\\x2bx")]
    [InlineData("Tr0/ub&equals;4&grave;dor&plus;x")]
    [InlineData("Tr0&#x2F;ub=4&#96;dor%2Bx")]
    [InlineData("Tr0\\u0025252Fub\\u0025253D4%252560dor%25252Bx")]
    [InlineData("Tr0''/ub\"\"=4\\\\\\`dor\n+x")]
    public void Secret_IsMasked_HoweverTheRestOfItIsWritten(string shown)
    {
        var sent = SentSecrets.Of(["Tr0/ub=4`dor+x".ToSecret()]);

        Assert.Equal("the password ******** is weak", sent.Mask($"the password {shown} is weak"));
        Assert.StartsWith("the password ******** is", sent.MaskStart($"the password {shown} is {new string('.', 9_000)}", 600));
    }

    [Fact]
    public void Secret_OfWhichAServerRepeatsTheStart_IsMaskedAsFarAsItGoes()
    {
        var secret = string.Concat(Enumerable.Range(0, 40).Select(static n => $"{n:x2}/"));
        var sent = SentSecrets.Of([secret.ToSecret()]);

        Assert.Equal("near '********...'", sent.Mask($"near '{secret[..59]}...'"));
    }

    [Theory]
    [InlineData("ключ%2Fот%2F%D0%B2%D1%81%D0%B5%D0%B3%D0%BE")]
    [InlineData("ключ&#x2F;от\\/все\\u0433\\u043e")]
    [InlineData("&#1082;люч\\x2fот\\x2fвсего")]
    public void Secret_OfOtherLetters_IsMaskedToo(string shown) =>
        Assert.Equal("a ********", SentSecrets.Of(["ключ/от/всего".ToSecret()]).Mask("a " + shown));

    [Fact]
    public void TextsWithFewOfTheLetters_AreLeft()
    {
        var sent = SentSecrets.Of(["p-a-s-s-9".ToSecret(), "ключ-от-всего".ToSecret()]);

        Assert.Equal("pass9 and a % of &amp; \\", sent.Mask("pass9 and a % of &amp; \\"));
        Assert.Equal("a ********", sent.Mask("a ключ-от-всего"));
    }

    // A message shows the start only, so only that is searched: many secrets in a long answer would take minutes.
    [Fact]
    public void StartOfALongText_IsMasked_AndNothingOfALongSecretIsLeft()
    {
        var secret = "s3cret" + new string('x', 10_000) + "end-of-secret";
        var sent = SentSecrets.Of([secret.ToSecret(), "s3cret-a".ToSecret()]);

        var masked = sent.MaskStart($"s3cret-a and {secret} {new string('y', 1_000_000)}", 600);

        Assert.Equal("******** and ********", masked);
        Assert.Equal("******** short", sent.MaskStart("s3cret-a short", 600));
        Assert.InRange(sent.MaskStart(new string('y', 1_000_000), 600).Length, 600, 10_000);
    }

    // What is masked before it makes the text shorter: the start of the secret that was cut off must not move up.
    [Theory]
    [InlineData(40)]
    [InlineData(700)]
    [InlineData(4_000)]
    public void StartOfALongText_ShowsNoPartOfASecret_WhereverItIsCutOff(int length)
    {
        var secrets = Enumerable.Range(0, 20).Select(n => $"{n:00}-" + new string((char)('a' + n), length)).ToArray();
        var sent = SentSecrets.Of([.. secrets.Select(static secret => secret.ToSecret())]);
        for (var before = 0; before < 700; before += 35)
        {
            var text = $"{new string('.', before)} {string.Join(' ', secrets)} {string.Join(' ', secrets)} {new string('.', 6_000)}";

            var masked = sent.MaskStart(text, 600);

            Assert.DoesNotMatch("[a-z0-9-]", masked);
            Assert.InRange(masked.Length, 1, 600 + Auth0Secret.Mask.Length);
        }
    }

    // In a text of no format, what is in no name of a secret is masked, too, where it is repeated; the server's own words are not.
    [Fact]
    public void TextOfNoFormat_IsMaskedWhereItIsRepeated_AndNothingElse()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://t.example.com/");
        SentSecrets.AddText(request, static () => """{"password":"it"s-my-secret-of-16","n":1""");

        Assert.Equal(
            "Unexpected character after \"********",
            SentSecrets.Of(request).Mask("Unexpected character after \"password\":\"it\"s-my-secret-of-16")
        );
        foreach (
            var echo in new[]
            {
                "&quot;password&quot;:&quot;it&quot;s-my-secret-of-16",
                @"\u0022password\u0022:\u0022it\u0022s-my-secret-of-16",
            }
        )
        {
            Assert.Matches("^near .{0,6}\\*{8}$", SentSecrets.Of(request).Mask("near " + echo));
        }

        Assert.Equal("Unexpected character at position 17", SentSecrets.Of(request).Mask("Unexpected character at position 17"));
    }

    [Theory]
    [InlineData("token=", 20_000)]
    [InlineData("key:", 100_000)]
    [InlineData("a:", 500_000)]
    public void TextOfNoFormat_TakesTimeInProportion(string part, int times)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://t.example.com/");
        var text = "{password " + string.Concat(Enumerable.Repeat(part, times));
        SentSecrets.AddText(request, () => text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        SentSecrets.Of(request).MaskStart(text, 600);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    // Its first characters have nothing to escape, the rest does: all of its forms begin alike.
    [Theory]
    [InlineData(4_097, "==")]
    [InlineData(4_200, "\n")]
    [InlineData(4_600, "\"é&")]
    public void LongSecret_IsMasked_WhereverItsEscapesBegin(int length, string end)
    {
        var secret = string.Concat(Enumerable.Range(0, length).Select(static n => (char)('a' + n % 26))) + end;
        var sent = SentSecrets.Of([secret.ToSecret(), (secret + "-and-more").ToSecret()]);

        foreach (var form in new[] { secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).Value, secret + "-and-more" })
        {
            Assert.Equal("a ******** b", sent.Mask($"a {form} b"));
        }

        Assert.Equal("a ********", sent.Mask($"a {secret[..4_097]} b"));
    }

    [Fact]
    public void LongSecret_IsMasked_WithoutManyTimesItsSize()
    {
        var secret = string.Concat(Enumerable.Range(0, 150_000).Select(static n => $"{n}\\/")); // over a million characters
        var sent = SentSecrets.Of([secret.ToSecret()]);
        var text = $"a {secret} b {JsonEncodedText.Encode(secret)} c";
        var before = GC.GetAllocatedBytesForCurrentThread();

        var masked = sent.Mask(text);

        Assert.Equal("a ******** b ******** c", masked);
        // The forms that begin alike, one after another: all of them at once were 1.2 GB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    private void Hold(Auth0Exception failure)
    {
        var all = $"{failure} {failure.Error} {failure.ErrorDescription} {string.Join(' ', Log.Reports)}";
        foreach (var guise in new[] { Canary, Uri.EscapeDataString(Canary), "s3cret", "bearer-of-a-test" })
        {
            Assert.DoesNotContain(guise, all, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static Auth0Grant GrantOf(string name) =>
        name switch
        {
            "password" => new PasswordGrant("alice", Secret(Canary)),
            "code" => new AuthorizationCodeGrant(Secret(Canary), "http://localhost/x", Secret("s3cret-verifier-of-the-login")),
            "exchange" => new TokenExchangeGrant(Secret(Canary), "urn:x", "https://api.example.com/"),
            "otp" => new PasswordlessOtpGrant("alice@example.com", Secret(Canary), "email"),
            _ => new ClientCredentialsGrant("https://api.example.com/"),
        };

    /// <summary>Answers with the request.</summary>
    private sealed class EchoServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _serving;

        public EchoServer(string kind)
        {
            _listener.Start();
            _serving = ServeAsync(kind);
        }

        public string Address => $"http://{_listener.LocalEndpoint}";

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            _listener.Stop();
            await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _stopping.Dispose();
        }

        private async Task ServeAsync(string kind)
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync(_stopping.Token);
                var stream = caller.GetStream();
                var request = (await RawRequest.ReadAsync(stream, _stopping.Token))!;
                await stream.WriteAsync(Answer(kind, request), _stopping.Token);
                caller.Client.Shutdown(SocketShutdown.Send);
            }
        }

        private static byte[] Answer(string kind, RawRequest request)
        {
            var isForm = !request.Body.StartsWith("--", StringComparison.Ordinal);
            var plain = isForm ? Uri.UnescapeDataString(request.Body.Replace('+', ' ')) : "";
            var echo = JsonSerializer.Serialize(
                $"{request.Headers.GetValueOrDefault("authorization")} {request.Headers.GetValueOrDefault("x-note")} {request.Target} {request.Body} {plain}"
            );
            return kind switch
            {
                _ when kind.StartsWith("api", StringComparison.Ordinal) && request.Path == "/oauth/token" => RawServer.Json(
                    """{"access_token":"bearer-of-a-test","token_type":"Bearer","expires_in":86400}"""
                ),
                "api" => RawServer.Json($$"""{"error":{{echo}},"message":{{echo}}}""", 400),
                "api 200" => Encoding.UTF8.GetBytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: text/s3cret-of-a-type\r\nContent-Length: 1\r\n\r\nx"
                ),
                "type" => RawServer.Json($$"""{"access_token":"a","token_type":{{echo}},"expires_in":86400}"""),
                "expiry" => RawServer.Json($$"""{"access_token":"a","token_type":"Bearer","expires_in":{{echo}}}"""),
                "no HTTP" or "api no HTTP" => Encoding.UTF8.GetBytes($"{request.Body}\r\n\r\n"),
                _ => RawServer.Json($$"""{"error":{{echo}},"error_description":{{echo}}}""", 400),
            };
        }
    }
}
