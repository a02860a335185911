using System.Collections;
using System.Collections.Specialized;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>A secret that is given for a marker is sent, and shown nowhere, whatever the value is named that it stands in.</summary>
public sealed class MappingSecretTests : ConfigurationTest
{
    private const string Canary = "CANARY/\"quoted\"+ é 0123456789";
    private const string Plain = "CANARY-plain-0123456789";

    public static TheoryData<string, string, bool> Places
    {
        get
        {
            var places = new TheoryData<string, string, bool>();
            foreach (
                var (property, value) in new[]
                {
                    ("client_metadata", """{"note":"##KEY##"}"""),
                    ("client_metadata", """{"note":"@@KEY@@"}"""),
                    ("client_metadata", """{"note":@@KEY@@}"""),
                    ("client_metadata", """{"note":"before ##KEY## after"}"""),
                    ("description", "\"##KEY##\""),
                    ("callbacks", """["https://a.example/?k=##KEY##"]"""),
                    ("callbacks", "@@LIST@@"),
                    ("addons", """{"deep":{"list":[{"x":"##KEY##"},["##KEY##"]]}}"""),
                    ("addons", "@@TREE@@"),
                }
            )
            {
                places.Add(property, value, true);
                places.Add(property, value, false);
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Secret_IsInNothingThatIsShown_AndIsSent(string property, string value, bool isSecureString)
    {
        object secret = isSecureString ? Secret(Plain) : Auth0Secret.FromPlainText(Plain);
        Write("clients/web-shop.json", $$"""{"name":"web-shop","{{property}}":{{value}}}""");
        var mapping = new Hashtable
        {
            ["KEY"] = secret,
            ["LIST"] = new object[] { "https://a.example/", secret },
            ["TREE"] = new OrderedDictionary { ["a"] = new object[] { new OrderedDictionary { ["b"] = secret } } },
        };

        var difference = await DifferenceAsync(mapping);
        AssertHidden(difference.ToString(), Json(difference.Left), Json(difference.Right), difference.Property!);
        Assert.Contains(Auth0Secret.Mask, Json(difference.Left), StringComparison.Ordinal);
        var plan = await PlanAsync(mapping);
        var change = Assert.Single(plan.Changes);
        AssertHidden(change.ToString(), plan.Describe(change), string.Join(',', change.Property));
        Assert.Contains(Auth0Secret.Mask, plan.Describe(change), StringComparison.Ordinal);
        await plan.ApplyAsync(change, Log, Cancel);
        Assert.Contains(
            Plain,
            Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(await CompareAsync(mapping), static one => one.Name == "web-shop");

        // What the tenant has is masked too.
        Write(
            "clients/web-shop.json",
            $$"""{"name":"web-shop","{{property}}":[]}""".Replace("\"description\":[]", "\"description\":\"x\"", StringComparison.Ordinal)
        );
        difference = await DifferenceAsync(mapping);
        AssertHidden(Json(difference.Left), Json(difference.Right));
        Assert.Contains(Auth0Secret.Mask, Json(difference.Right), StringComparison.Ordinal);
        plan = await PlanAsync(mapping);
        AssertHidden(plan.Describe(Assert.Single(plan.Changes)));
    }

    private async Task<Auth0Difference> DifferenceAsync(IDictionary mapping) =>
        Assert.Single(
            await CompareAsync(mapping),
            static one => one.Name == "web-shop" && one.Path is ([_] or [.., "note"]) // it has other metadata, too
        );

    [Fact]
    public async Task DifferencesAlone_CarryTheSecretToTheTenant()
    {
        Write("clients/web-shop.json", """{"name":"web-shop","description":"key ##KEY##"}""");
        var differences = await CompareAsync(new Hashtable { ["KEY"] = Secret(Plain) });

        var plan = Session.PlanConfiguration(differences, await ReadTenantAsync("clients"), removes: false);
        AssertHidden(plan.Describe(plan.Changes[0]));
        await plan.ApplyAsync(plan.Changes[0], Log, Cancel);

        Assert.Equal($"key {Plain}", (await ClientAsync("web-shop")).Description);
    }

    [Fact]
    public async Task SecretInATextFile_IsMaskedInBothSides()
    {
        Write(
            "actions/greet.json",
            """{"name":"greet","code":"./actions/greet/code.js","supported_triggers":[{"id":"post-login","version":"v3"}]}"""
        );
        Write("actions/greet/code.js", "const k = '##KEY##'; const b = 'x##KEY##y';");
        var mapping = new Hashtable { ["KEY"] = Secret(Plain) };

        var plan = await PlanAsync(mapping);
        AssertHidden(plan.Describe(plan.Changes[0]), Json((await CompareAsync(mapping))[0].Left));
        await plan.ApplyAsync(plan.Changes[0], Log, Cancel);
        Write("actions/greet/code.js", "const k = '##KEY##'; // new");

        var difference = Assert.Single(await CompareAsync(mapping));
        Assert.Equal($"const k = '{Auth0Secret.Mask}'; // new", difference.Left);
        Assert.Equal($"const k = '{Auth0Secret.Mask}'; const b = 'x{Auth0Secret.Mask}y';", difference.Right);
    }

    [Theory]
    [InlineData("a", "has a", "********")]
    [InlineData("abc", "has abc", "********")]
    [InlineData("1234", "pin 1234.", "pin ********.")]
    [InlineData("Zq7", "nothing of it", "nothing of it")]
    [InlineData("ABCD", "in another case: abcd", "in another case: ********")]
    [InlineData("two\r\nlines", "has two\nlines", "has ********")]
    [InlineData(" spaces ", "has spaces", "has ********")]
    [InlineData("p&q=r/s+t", "url p%26q%3Dr%2Fs%2Bt", "url ********")]
    [InlineData("say \"it\" now", "json say \\\"it\\\" now", "json ********")]
    public async Task ShortSecrets_AndOtherSpellings_AreMasked(string secret, string right, string shown)
    {
        var client = await ClientAsync("web-shop");
        await SendAsync(HttpMethod.Patch, $"clients/{client.ClientId}", new Dictionary<string, object?> { ["description"] = right });
        Write("clients/web-shop.json", """{"name":"web-shop","description":"w"}""");

        var difference = Assert.Single(
            await CompareAsync(new Hashtable { ["KEY"] = Secret(secret) }),
            static one => one.Path is ["description"]
        );

        Assert.Equal(shown, difference.Right);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task SecretInBase64_IsMasked_WhereverItStarts(int before)
    {
        const string Pem = "-----BEGIN CERTIFICATE-----";
        Write(
            "connections/saml.json",
            $$$"""{"name":"saml","strategy":"samlp","options":{"signingCert":"{{{Pem}}}{{{new string('x', before)}}}##KEY##-----END"}}"""
        );

        var difference = Assert.Single(await CompareAsync(new Hashtable { ["KEY"] = Secret(Plain) }), static one => one.Name == "saml");

        var shown = (string)((IDictionary)((IDictionary)difference.Left!)["options"]!)["signingCert"]!;
        Assert.Contains(Auth0Secret.Mask, shown, StringComparison.Ordinal);
        var around = shown.Split(Auth0Secret.Mask);
        Assert.True(around.Sum(static part => part.Length) * 6 / 8 <= Pem.Length + before + "-----END".Length + 4, shown);
    }

    [Fact]
    public async Task SecretInAName_IsMaskedThereToo_AndTheObjectIsFound()
    {
        Write("roles/a.json", """{"name":"role ##KEY##","description":"a"}""");
        Write("clients/web-shop.json", """{"name":"web-shop","client_metadata":{"##KEY##":"x"}}""");
        var mapping = new Hashtable { ["KEY"] = Secret(Plain) };

        var differences = await CompareAsync(mapping);
        AssertHidden([.. differences.Select(static one => one.ToString() + one.Name + one.Property + Json(one.Left))]);
        var plan = await PlanAsync(mapping);
        AssertHidden([.. plan.Changes.Select(change => change.ToString() + plan.Describe(change))]);
        foreach (var change in plan.Changes)
        {
            await plan.ApplyAsync(change, Log, Cancel);
        }

        Assert.Contains(
            Tenant.Requests,
            static request => request.Method == "POST" && request.ReadBody().Contains($"role {Plain}", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(await CompareAsync(mapping), static one => one.Change != Auth0DifferenceKind.Added);
    }

    [Theory]
    [InlineData("""{"name":"a","permissions":"##KEY##"}""", null)]
    [InlineData("""{"name":"##KEY##","permissions":7}""", null)]
    [InlineData("""{"name":"##KEY##"}""", """{"name":"##KEY##"}""")]
    [InlineData("""{"name":"##KEY## ##NOT_MAPPED##"}""", null)]
    [InlineData("""{"name": ##KEY## }""", null)]
    public void Error_RepeatsNoSecret(string file, string? other)
    {
        Write("roles/a.json", file);
        if (other is not null)
        {
            Write("roles/b.json", other);
        }

        AssertHidden(Assert.Throws<Auth0ConfigurationException>(() => ReadFolder(new Hashtable { ["KEY"] = Secret(Plain) })).ToString());
    }

    [Fact]
    public void SecretThatLooksLikeAMarker_IsNotRepeated()
    {
        Write("roles/a.json", """{"name":"a","description":"##KEY##"}""");

        var failure = Assert.Throws<Auth0ConfigurationException>(() => ReadFolder(new Hashtable { ["KEY"] = Secret("##S3CRET##") }));

        Assert.Equal(Auth0ErrorCode.UnmappedMarker, failure.Code);
        Assert.DoesNotContain("S3CRET", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NameThatNobodyHas_IsMaskedInItsError()
    {
        Write("connections/a.json", """{"name":"a","strategy":"oidc","enabled_clients":["nobody ##KEY##"]}""");

        var plan = await PlanAsync(new Hashtable { ["KEY"] = Secret(Plain) });

        var change = Assert.Single(plan.Changes);
        Assert.Equal(Auth0ErrorCode.UnknownReference, change.Failure?.Code);
        Assert.Equal($"None of the clients is named 'nobody {Auth0Secret.Mask}'.", change.Failure!.Message);
        var thrown = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.UnknownReference,
            () => plan.ApplyAsync(change, Log, Cancel)
        );
        AssertHidden(thrown.ToString());
    }

    [Fact]
    public async Task AnswerThatRepeatsTheSecret_IsMasked()
    {
        Write("clients/web-shop.json", """{"name":"web-shop","description":"##KEY##"}""");
        var plan = await PlanAsync(new Hashtable { ["KEY"] = Secret(Canary) });
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "PATCH",
                Path = "/api/v2/clients/*",
                StatusCode = 400,
                Body = JsonSerializer.Serialize(
                    new
                    {
                        statusCode = 400,
                        error = "Bad Request",
                        message = $"Not '{Canary}'.",
                        errorCode = "invalid_body",
                    }
                ),
            }
        );

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() => plan.ApplyAsync(plan.Changes[0], Log, Cancel));

        Assert.Contains(Auth0Secret.Mask, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            JsonEncodedText.Encode(Canary).ToString(),
            Tenant.Requests.Last(static request => request.Method == "PATCH").ReadBody(),
            StringComparison.Ordinal
        );
    }

    // An API's message may have a short secret, or its Base64, which no error of a request looks for.
    [Theory]
    [InlineData("Zq7")]
    [InlineData(Plain)]
    public async Task AnswerThatRepeatsAShortSecret_OrItsBase64_IsMasked(string secret)
    {
        Write("clients/web-shop.json", """{"name":"web-shop","description":"key ##KEY##"}""");
        var plan = await PlanAsync(new Hashtable { ["KEY"] = Secret(secret) });
        var said = secret.Length < 8 ? secret : Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "PATCH",
                Path = "/api/v2/clients/*",
                StatusCode = 400,
                Body = $$"""{"statusCode":400,"error":"Bad Request","message":"Not {{said}} here","errorCode":"invalid_body"}""",
            }
        );

        var failure = await Assert.ThrowsAsync<Auth0ApiException>(() => plan.ApplyAsync(plan.Changes[0], Log, Cancel));

        Assert.DoesNotContain(said, $"{failure} {failure.ErrorDescription}", StringComparison.Ordinal);
        Assert.Contains(Auth0Secret.Mask, failure.Message, StringComparison.Ordinal);
        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "invalid_body"), (failure.StatusCode, failure.Error));
        Assert.StartsWith("PATCH ", failure.Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WritesTheMarker_AlsoInsideAWord()
    {
        var client = await ClientAsync("web-shop");
        await SendAsync(
            HttpMethod.Patch,
            $"clients/{client.ClientId}",
            new Dictionary<string, object?> { ["description"] = $"sk_{Plain}x and {Plain}" }
        );

        var files = await ExportAsync(new Hashtable { ["KEY"] = Secret(Plain) }, "clients");

        Assert.Equal("sk_##KEY##x and ##KEY##", JsonNode.Parse(Read("clients/web-shop.json"))!["description"]!.GetValue<string>());
        AssertHidden([.. files.Paths.Select(File.ReadAllText)]);
    }

    [Fact]
    public void TwoFolders_AreComparedWithoutShowingIt()
    {
        Write("clients/a.json", """{"name":"a","description":"##KEY## left"}""");
        var left = ReadFolder(new Hashtable { ["KEY"] = Secret(Plain) });
        Write("clients/a.json", $$"""{"name":"a","description":"{{Plain}} right"}""");
        var right = ReadFolder();

        foreach (var difference in left.Compare(right).Concat(right.Compare(left)))
        {
            AssertHidden((string)difference.Left!, (string)difference.Right!);
        }
    }

    private static void AssertHidden(params string[] texts)
    {
        Assert.NotEmpty(texts);
        foreach (var text in texts)
        {
            Assert.DoesNotContain(Plain, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("0123456789", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Plain))[..20], text, StringComparison.Ordinal);
        }
    }

    private static string Json(object? value) => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object));
}
