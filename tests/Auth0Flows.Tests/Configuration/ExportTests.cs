using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>A tenant's configuration as files: complete, stable, without secrets and ids.</summary>
public sealed class ExportTests : ConfigurationTest
{
    [Fact]
    public async Task Export_Twice_WritesTheSameBytes_AndTouchesNothing()
    {
        var first = await ExportAsync();
        var before = first.Paths.ToDictionary(static path => path, File.ReadAllText);

        var again = (await ReadTenantAsync()).ToFiles(Folder);

        Assert.NotEmpty(first.Paths);
        Assert.Empty(await again.WriteAsync(Cancel));
        Assert.Equal(before, again.Paths.ToDictionary(static path => path, File.ReadAllText));
    }

    [Fact]
    public async Task File_IsIndented_WithTheNameFirst_AndTheOthersInOneOrder()
    {
        await CreateAsync("roles", ("description", "What <b>editors</b> dürfen"), ("name", "z-editor"));

        await ExportAsync(null, "roles");

        Assert.Equal(
            """
            {
              "name": "z-editor",
              "description": "What <b>editors</b> dürfen",
              "permissions": []
            }

            """.ReplaceLineEndings("\n"),
            Read("roles/z-editor.json")
        );
    }

    [Fact]
    public async Task Grant_NamesItsApplication_InsteadOfItsId()
    {
        var client = await ClientAsync("web-shop");
        await CreateAsync("client-grants", ("client_id", client.ClientId), ("audience", Orders), ("scope", new[] { "read:orders" }));

        await ExportAsync(null, "clientGrants");

        using var grant = JsonDocument.Parse(
            File.ReadAllText(
                Assert.Single(Directory.GetFiles(PathOf("grants")), static file => file.Contains("web-shop", StringComparison.Ordinal))
            )
        );
        Assert.Equal("web-shop", grant.RootElement.GetProperty("client_id").GetString());
        Assert.DoesNotContain(client.ClientId!, grant.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.False(grant.RootElement.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task GrantsOfTheOwnApplication_AreLeftOut()
    {
        await ExportAsync(null, "clientGrants");

        Assert.DoesNotContain(
            Directory.GetFiles(PathOf("grants")),
            static file => Path.GetFileName(file).StartsWith("Automation-", StringComparison.Ordinal)
        );
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Secrets_AreInNoFile()
    {
        await CreateAsync(
            "connections",
            ("name", "acme-oidc"),
            ("strategy", "oidc"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["client_id"] = "public",
                    ["client_secret"] = "CANARY-1",
                    ["deep"] = new Dictionary<string, object?> { ["api_key"] = "CANARY-2" },
                }
            )
        );
        await CreateAsync(
            "connections",
            ("name", "own-users"),
            ("strategy", "auth0"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["configuration"] = new Dictionary<string, object?> { ["DB_URL"] = "CANARY-3", ["port"] = 5432 },
                }
            )
        );
        await CreateAsync("clients", ("name", "kiosk"), ("client_metadata", new Dictionary<string, object?> { ["api_key"] = "CANARY-4" }));

        var files = await ExportAsync();

        var texts = files.Paths.Select(File.ReadAllText).ToArray();
        Assert.All(texts, text => Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal));
        using var own = (await SendAsync(HttpMethod.Get, $"clients/{Tenant.ClientId}")).ReadJson();
        var secret = own.RootElement.GetProperty("client_secret").GetString()!;
        Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Contains(
            "\"client_secret\": \"##CONNECTIONS_ACME_OIDC_OPTIONS_CLIENT_SECRET##\"",
            Read("connections/acme-oidc.json"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("5432", Read("database-connections/own-users/database.json"), StringComparison.Ordinal);
        Assert.Empty(await CompareAsync());
    }

    [Theory]
    [InlineData("https://mail:CANARY@logs.example.com/", true)]
    [InlineData("https://logs.example.com/in?api_key=CANARY", true)]
    [InlineData("https://logs.example.com/in?tenant=acme", false)]
    public async Task AddressWithASecret_IsInNoFile_AndAnyOtherIs(string address, bool isSecret)
    {
        await CreateAsync(
            "log-streams",
            ("name", "hook"),
            ("type", "http"),
            ("sink", new Dictionary<string, object?> { ["httpEndpoint"] = address })
        );

        await ExportAsync(null, "logStreams");

        Assert.Contains(
            $"\"httpEndpoint\": \"{(isSecret ? "##LOGSTREAMS_HOOK_SINK_HTTPENDPOINT_SECRET##" : address)}\"",
            Read("log-streams/hook.json"),
            StringComparison.Ordinal
        );
        Assert.Empty(await CompareAsync());
        Assert.Equal(isSecret ? 1 : 0, ReadFolder(null, "logStreams").Notices.Count);
        Assert.Empty(await ImportAsync(removes: true));
    }

    // Two objects whose names differ in what a marker doesn't have, and a marker that a person chose.
    [Fact]
    public async Task MarkersOfAddresses_AreTheirOwn_AndOthersNeedTheirValues()
    {
        foreach (var name in new[] { "hook 1", "hook-1" })
        {
            await CreateAsync(
                "log-streams",
                ("name", name),
                ("type", "http"),
                ("sink", new Dictionary<string, object?> { ["httpEndpoint"] = $"https://u:{name[^2]}x@logs.example.com/" })
            );
        }

        await ExportAsync(null, "logStreams");

        var markers = Directory
            .GetFiles(PathOf("log-streams"))
            .Select(static file =>
                Assert.Single(Regex.Matches(File.ReadAllText(file), "##LOGSTREAMS_HOOK_1_SINK_HTTPENDPOINT_SECRET_[0-9A-F]{8}##")).Value
            )
            .ToArray();
        Assert.Distinct(markers);
        Assert.Empty(await CompareAsync());
        Assert.Single(ReadFolder(new Hashtable { [markers[0].Trim('#')] = "https://u:new@logs.example.com/" }, "logStreams").Notices);
        Replace("log-streams/hook 1.json", "HTTPENDPOINT_SECRET", "ENDPOINT");
        Assert.Equal(Auth0ErrorCode.UnmappedMarker, Assert.Throws<Auth0ConfigurationException>(() => ReadFolder(null, "logStreams")).Code);
    }

    [Theory]
    [InlineData("../../x", "..-..-x")]
    [InlineData("a/b\\c:d*e?f\"g|h", "a-b-c-d-e-f-g-h")]
    [InlineData("..", "-")]
    [InlineData("con", "-")]
    [InlineData("LPT1.app", "-")]
    [InlineData("dot.", "dot-")]
    [InlineData("tab\tnew\nline", "tab-new-line")]
    public async Task Name_IsSafeAsAFileName(string name, string file)
    {
        await CreateAsync("roles", ("name", name));

        var files = await ExportAsync(null, "roles");

        Assert.All(files.Paths, path => Assert.Equal(PathOf("roles"), Path.GetDirectoryName(path)));
        Assert.Contains(PathOf($"roles/{file}.json"), files.Paths);
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Names_ThatDifferOnlyInCase_GetFilesThatNoSystemTakesForOne()
    {
        foreach (var name in new[] { "shop", "SHOP", "Shop" })
        {
            await CreateAsync("clients", ("name", name));
        }

        var files = await ExportAsync(null, "clients");

        Assert.Equal(files.Paths.Count, files.Paths.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(3, files.Paths.Count(static path => Path.GetFileName(path).StartsWith("shop-", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task LongName_IsCut_WithAHash()
    {
        await CreateAsync("roles", ("name", new string('ä', 150)), ("description", "one"));
        await CreateAsync("roles", ("name", new string('ä', 149) + "b"), ("description", "other"));

        await ExportAsync(null, "roles");

        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Object_KeepsItsFile_WhateverItsName()
    {
        Write("roles/who-edits.json", """{ "name": "editor" }""");

        var files = await ExportAsync(null, "roles");

        Assert.Contains(PathOf("roles/who-edits.json"), files.Paths);
        Assert.DoesNotContain(PathOf("roles/editor.json"), files.Paths);
        Assert.Contains("permissions", Read("roles/who-edits.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnrelatedFiles_Stay_AndFilesOfGoneObjectsAreNamed()
    {
        Write("roles/README.md", "ours");
        Write("roles/notes.json", """["not", "a role"]""");
        Write("roles/editor.json", "{ not JSON");
        Write("roles/gone.json", """{ "name": "gone" }""");
        Write("clients/gone.json", """{ "name": "gone", "custom_login_page": "./gone_custom_login_page.html" }""");
        Write("clients/gone_custom_login_page.html", "<html>");

        var files = await ExportAsync(null, "roles", "clients");

        Assert.Equal(
            [PathOf("clients/gone.json"), PathOf("clients/gone_custom_login_page.html"), PathOf("roles/gone.json")],
            files.Stale.Order(StringComparer.Ordinal)
        );
        Assert.Equal("ours", Read("roles/README.md"));
        Assert.Equal("{ not JSON", Read("roles/editor.json"));
        Assert.Contains(files.Paths, static path => Path.GetFileName(path).StartsWith("editor-", StringComparison.Ordinal));
        foreach (var path in files.Stale)
        {
            files.Remove(path);
        }

        Assert.False(File.Exists(PathOf("roles/gone.json")));
        Assert.Throws<ArgumentException>(() => files.Remove(PathOf("roles/README.md")));
    }

    [Fact]
    public async Task Scripts_AreInFilesOfTheirOwn()
    {
        await CreateAsync(
            "connections",
            ("name", "own-users"),
            ("strategy", "auth0"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["customScripts"] = new Dictionary<string, object?> { ["login"] = "function login() {}\r\n" },
                }
            )
        );

        await ExportAsync(null, "databases");

        Assert.Equal("function login() {}\r\n", Read("database-connections/own-users/login.js"));
        Assert.Contains("\"login\": \"./login.js\"", Read("database-connections/own-users/database.json"), StringComparison.Ordinal);
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task ScriptThatChangesPasswords_IsNoSecret()
    {
        await CreateAsync(
            "connections",
            ("name", "own-users"),
            ("strategy", "auth0"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["customScripts"] = new Dictionary<string, object?> { ["change_password"] = "function changePassword() {}" },
                }
            )
        );

        await ExportAsync(null, "databases");

        Assert.Equal("function changePassword() {}", Read("database-connections/own-users/change_password.js"));
        Write("database-connections/own-users/change_password.js", "function changed() {}");
        Assert.Equal("options.customScripts.change_password", Assert.Single(await CompareAsync()).Property);
    }

    [Fact]
    public async Task ValuesOfTheEnvironment_BecomeMarkers_OutsideWords()
    {
        var callbacks = new[] { "https://dev.example.com/a", "https://dev.example.com/b" };
        await CreateAsync(
            "clients",
            ("name", "kiosk"),
            ("description", "dev, not device: https://dev.example.com"),
            ("callbacks", callbacks)
        );
        var mapping = new Hashtable
        {
            ["ENV"] = "dev",
            ["URL"] = "https://dev.example.com",
            ["CALLBACKS"] = callbacks,
        };

        await ExportAsync(mapping, "clients");

        var text = Read("clients/kiosk.json");
        Assert.Contains("\"description\": \"##ENV##, not device: ##URL##\"", text, StringComparison.Ordinal);
        Assert.Contains("\"callbacks\": \"@@CALLBACKS@@\"", text, StringComparison.Ordinal);
        Assert.Empty(await CompareAsync(mapping));
    }

    [Fact]
    public async Task ValuesOfTheEnvironment_AreNoPartOfPaths_AndOfTheMarkersOfSecrets()
    {
        await CreateAsync(
            "actions/actions",
            ("name", "dev-claims"),
            ("code", "// dev"),
            (
                "supported_triggers",
                new[]
                {
                    new Dictionary<string, object?> { ["id"] = "post-login", ["version"] = "v3" },
                }
            )
        );
        await CreateAsync(
            "connections",
            ("name", "dev"),
            ("strategy", "oidc"),
            ("options", new Dictionary<string, object?> { ["client_id"] = "DEV", ["client_secret"] = "CANARY" })
        );
        await SendAsync(
            HttpMethod.Put,
            "prompts/login/partials",
            new Dictionary<string, object?> { ["login"] = new Dictionary<string, object?> { ["form-content-start"] = "<b>dev form</b>" } }
        );
        var mapping = new Hashtable
        {
            ["ENV"] = "dev",
            ["UPPER"] = "DEV",
            ["FORM"] = "form",
        };

        await ExportAsync(mapping, "actions", "connections", "prompts");

        var action = Read("actions/dev-claims.json");
        Assert.Contains("\"name\": \"##ENV##-claims\"", action, StringComparison.Ordinal);
        Assert.Contains("\"code\": \"./actions/dev-claims/code.js\"", action, StringComparison.Ordinal);
        Assert.Equal("// ##ENV##", Read("actions/dev-claims/code.js"));
        Assert.Contains(
            "\"template\": \"partials/login/login/form-content-start.liquid\"",
            Read("prompts/partials.json"),
            StringComparison.Ordinal
        );
        Assert.Equal("<b>##ENV## ##FORM##</b>", Read("prompts/partials/login/login/form-content-start.liquid"));
        var connection = Read("connections/dev.json");
        Assert.Contains("\"client_id\": \"##UPPER##\"", connection, StringComparison.Ordinal);
        Assert.Matches("\"client_secret\": \"##CONNECTIONS_DEV_([A-Z]+_)*SECRET##\"", connection);
        Assert.Empty(await CompareAsync(mapping));
    }

    [Fact]
    public async Task KindThatMayNotBeRead_IsANotice_AndTheOthersAreThere()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/roles",
                StatusCode = 403,
                Body =
                    """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:roles","errorCode":"insufficient_scope"}""",
            }
        );

        var tenant = await ReadTenantAsync("roles", "resourceServers");

        Assert.Equal("roles (needs the scope read:roles)", Assert.Single(tenant.Notices));
        Assert.Equal(["resourceServers"], tenant.Kinds);
    }

    [Fact]
    public async Task SecondObjectOfAName_IsANotice()
    {
        await CreateAsync("clients", ("name", "twin"));
        var second = await CreateAsync("clients", ("name", "twin"));
        using var json = second.ReadJson();

        var tenant = await ReadTenantAsync("clients");

        Assert.Contains("'twin'", Assert.Single(tenant.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindThatIsNotSupported_IsANotice_IfTheTenantHasOne()
    {
        await CreateAsync("forms", ("name", "Survey"));

        Assert.Equal("forms (not supported)", Assert.Single((await ReadTenantAsync()).Notices));
        Assert.Empty((await ReadTenantAsync("roles")).Notices);
    }

    [Fact]
    public async Task UnknownKind_IsAnError_AndSoIsOneThatIsNotSupported()
    {
        var unknown = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidConfiguration, () => ReadTenantAsync("clientz"));
        var unsupported = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidConfiguration,
            () => ReadTenantAsync("hooks")
        );

        Assert.Contains("clientGrants", unknown.Message, StringComparison.Ordinal);
        Assert.Equal("The kind 'hooks' is not supported.", unsupported.Message);
        Assert.Equal(0, TokenRequests);
    }
}
