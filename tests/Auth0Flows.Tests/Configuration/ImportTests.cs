using System.Collections;
using System.Text.Json;
using Auth0Flows.Configuration.Kinds;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>A folder becomes a tenant's configuration: only what differs is sent, in an order that works.</summary>
public sealed class ImportTests : ConfigurationTest
{
    [Fact]
    public async Task RoundTrip_LeavesNoDifference()
    {
        await ExportAsync();
        Edit("clients/web-shop.json", "description", "By hand");
        Write(
            "roles/auditor.json",
            """{ "name": "auditor", "permissions": [{ "permission_name": "read:orders", "resource_server_identifier": "https://orders.example.com/" }] }"""
        );
        var client = await ClientAsync("web-admin");
        await SendAsync(
            HttpMethod.Patch,
            $"clients/{client.ClientId}",
            new Dictionary<string, object?> { ["callbacks"] = new[] { "https://drift/" } }
        );

        var changes = await ImportAsync();

        Assert.Equal(["Update clients web-admin", "Update clients web-shop", "Create roles auditor"], changes);
        Assert.Empty(await CompareAsync());
        Assert.Equal("By hand", (await ClientAsync("web-shop")).Description);
    }

    [Fact]
    public async Task NothingToDo_SendsNothing()
    {
        await ExportAsync();
        Tenant.ClearRequests();

        Assert.Empty(await ImportAsync());
        Assert.DoesNotContain(Tenant.Requests, static request => request.Method != "GET");
    }

    [Fact]
    public async Task Update_SendsOnlyWhatDiffers()
    {
        await ExportAsync(null, "clients");
        Edit("clients/web-shop.json", "description", "By hand");
        Tenant.ClearRequests();

        await ImportAsync();

        Assert.Equal(
            """{"description":"By hand"}""",
            Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody()
        );
    }

    [Fact]
    public async Task Objects_AreCreatedBeforeThoseThatNameThem()
    {
        Write("clients/kiosk.json", """{ "name": "Kiosk", "app_type": "non_interactive" }""");
        Write(
            "resource-servers/stock.json",
            """{ "name": "Stock", "identifier": "https://stock.example.com/", "scopes": [{ "value": "read:stock" }] }"""
        );
        Write("grants/kiosk.json", """{ "client_id": "Kiosk", "audience": "https://stock.example.com/", "scope": ["read:stock"] }""");
        Write(
            "roles/keeper.json",
            """{ "name": "keeper", "permissions": [{ "permission_name": "read:stock", "resource_server_identifier": "https://stock.example.com/" }] }"""
        );

        var changes = await ImportAsync();

        Assert.Equal(
            [
                "Create resourceServers https://stock.example.com/",
                "Create clients Kiosk",
                "Create clientGrants Kiosk → https://stock.example.com/",
                "Create roles keeper",
            ],
            changes
        );
        Assert.DoesNotContain(await CompareAsync(), static one => one.Change != Auth0DifferenceKind.Added);
    }

    [Fact]
    public async Task UnknownReference_IsAnError_BeforeAnythingOfTheObjectIsSent()
    {
        Write("grants/nobody.json", """{ "client_id": "nobody", "audience": "https://orders.example.com/", "scope": [] }""");
        Write("roles/auditor.json", """{ "name": "auditor" }""");

        var plan = await PlanAsync();

        Assert.Equal("auditor", Assert.Single(plan.Changes, static change => change.Failure is null).Name);
        var failed = Assert.Single(plan.Changes, static change => change.Failure is not null);
        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.UnknownReference,
            () => plan.ApplyAsync(failed, Log, Cancel)
        );
        Assert.Equal("None of the clients is named 'nobody'.", failure.Message);
    }

    [Fact]
    public async Task NameThatSeveralHave_CannotBeReferredTo()
    {
        await CreateAsync("clients", ("name", "twin"));
        await CreateAsync("clients", ("name", "twin"));
        Write("grants/twin.json", """{ "client_id": "twin", "audience": "https://orders.example.com/", "scope": [] }""");

        var plan = await PlanAsync();

        Assert.Equal(Auth0ErrorCode.UnknownReference, Assert.Single(plan.Changes).Failure?.Code);
    }

    [Fact]
    public async Task Removal_HappensOnlyIfItIsAskedFor_AndNeverToTheOwnApplication()
    {
        await ExportAsync(null, "clients", "roles");
        File.Delete(PathOf("roles/editor.json"));
        File.Delete(PathOf("clients/Automation.json"));

        var kept = await PlanAsync();
        var removal = await PlanAsync(removes: true);

        Assert.Empty(kept.Changes);
        Assert.Equal(["clients 'Automation'", "roles 'editor'"], kept.Kept);
        Assert.Equal("Remove roles editor", Assert.Single(removal.Changes).ToString());
        Assert.Equal(["clients 'Automation'"], removal.Kept);
        await removal.ApplyAsync(removal.Changes[0], Log, Cancel);
        Assert.DoesNotContain((await ReadTenantAsync("roles")).Snapshots[0].Objects, static role => role.Name == "editor");
    }

    [Fact]
    public async Task Removal_OfWhatOthersName_ComesLast()
    {
        await CreateAsync("resource-servers", ("name", "Stock"), ("identifier", "https://stock.example.com/"));
        await CreateAsync("roles", ("name", "z-role"));
        await ExportAsync(null, "resourceServers", "roles");
        File.Delete(PathOf("roles/z-role.json"));
        File.Delete(PathOf("resource-servers/Stock.json"));
        Write("roles/new.json", """{ "name": "new" }""");

        Assert.Equal(
            ["Create roles new", "Remove roles z-role", "Remove resourceServers https://stock.example.com/"],
            await ImportAsync(removes: true)
        );
    }

    [Fact]
    public async Task MetadataThatAFileDoesNotHave_IsRemoved_AndTheRestStays()
    {
        await CreateAsync(
            "clients",
            ("name", "kiosk"),
            ("client_metadata", new Dictionary<string, object?> { ["kept"] = "1", ["gone"] = "2" })
        );
        Write("clients/kiosk.json", """{ "name": "kiosk", "client_metadata": { "kept": "1", "added": "3" } }""");

        await ImportAsync();

        Assert.DoesNotContain(await CompareAsync(), static one => one.Name == "kiosk");
        Assert.Equal(["added", "kept"], (await ClientAsync("kiosk")).ClientMetadata!.Keys.Cast<string>().Order());
    }

    [Fact]
    public async Task Secret_Stays_WhereTheApiReplacesTheObjectAroundIt()
    {
        var created = await CreateAsync(
            "connections",
            ("name", "acme"),
            ("strategy", "oidc"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["client_id"] = "one",
                    ["client_secret"] = "CANARY",
                    ["scope"] = "openid",
                }
            )
        );
        await ExportAsync(null, "connections");
        Replace("connections/acme.json", "\"client_id\": \"one\"", "\"client_id\": \"other\"");

        await ImportAsync();

        Assert.Equal(("other", "CANARY", "openid"), await OptionsAsync(created));
    }

    [Fact]
    public async Task SecretThatIsGiven_IsSent_WithAChange()
    {
        var created = await CreateAsync(
            "connections",
            ("name", "acme"),
            ("strategy", "oidc"),
            (
                "options",
                new Dictionary<string, object?>
                {
                    ["client_id"] = "one",
                    ["client_secret"] = "OLD",
                    ["scope"] = "openid",
                }
            )
        );
        await ExportAsync(null, "connections");
        Replace("connections/acme.json", "\"client_id\": \"one\"", "\"client_id\": \"other\"");

        await ImportAsync(new Hashtable { ["CONNECTIONS_ACME_OPTIONS_CLIENT_SECRET"] = "NEW" });

        Assert.Equal(("other", "NEW", "openid"), await OptionsAsync(created));
    }

    [Fact]
    public async Task Description_HasEachFieldBeforeAndAfter_Names_AndNoSecret()
    {
        await CreateAsync(
            "connections",
            ("name", "acme"),
            ("strategy", "oidc"),
            ("options", new Dictionary<string, object?> { ["client_id"] = "one", ["client_secret"] = "CANARY" })
        );
        await ExportAsync(null, "connections");
        Replace("connections/acme.json", "\"client_id\": \"one\"", "\"client_id\": \"other\"");
        Write("grants/shop.json", """{ "client_id": "Kiosk", "audience": "https://orders.example.com/", "scope": ["read:orders"] }""");
        Write("clients/kiosk.json", """{ "name": "Kiosk", "client_secret": "CANARY-2" }""");

        var plan = await PlanAsync(new Hashtable { ["CONNECTIONS_ACME_OPTIONS_CLIENT_SECRET"] = "CANARY-3" });

        var text = string.Join('\n', plan.Changes.Select(plan.Describe));
        Assert.Contains("\"client_id\":\"one\"", text, StringComparison.Ordinal);
        Assert.Contains("\"client_id\":\"other\"", text, StringComparison.Ordinal);
        Assert.Contains("    client_id: Kiosk", text, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Equal(
            ["Create clients Kiosk", "Create clientGrants Kiosk → https://orders.example.com/", "Update connections acme"],
            plan.Changes.Select(static one => one.ToString())
        );
    }

    [Fact]
    public async Task WhatCannotBeChanged_IsAnError_ThatSaysSo()
    {
        await CreateAsync("connections", ("name", "acme"), ("strategy", "oidc"), ("options", new Dictionary<string, object?>()));
        Write("connections/acme.json", """{ "name": "acme", "strategy": "samlp" }""");

        var failure = Assert.Single((await PlanAsync()).Changes).Failure!;

        Assert.Equal(Auth0ErrorCode.InvalidConfiguration, failure.Code);
        Assert.Equal("strategy of 'acme' can't be changed: remove the object first, and import it again.", failure.Message);
    }

    [Fact]
    public async Task SelectedDifferences_AreTheOnlyOnesThatAreApplied()
    {
        await ExportAsync(null, "clients");
        Edit("clients/web-shop.json", "description", "By hand");
        Edit("clients/web-shop.json", "logo_uri", "https://x/");
        var tenant = await ReadTenantAsync("clients");
        var differences = ReadFolder().Compare(tenant).Where(static one => one.Property == "logo_uri");

        var plan = Session.PlanConfiguration(differences, tenant);
        await plan.ApplyAsync(Assert.Single(plan.Changes), Log, Cancel);

        Assert.Equal(["logo_uri"], plan.Changes[0].Property);
        Assert.Equal("description", Assert.Single(await CompareAsync()).Property);
    }

    [Fact]
    public async Task Tenant_GetsAnApplicationOfAnotherOne()
    {
        await using var other = Auth0LocalTenant.Start();
        using var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(other.Domain),
                Client = Auth0ClientAuthentication.SecretPost(other.ClientId, other.ClientSecret),
            }
        );
        await CreateAsync("clients", ("name", "Kiosk"), ("app_type", "spa"), ("callbacks", new[] { "https://kiosk/" }));
        var options = new Auth0ConfigurationOptions { Kinds = ["clients"] };
        var target = await session.ReadConfigurationAsync(options, Log, Cancel);
        var differences = (await ReadTenantAsync("clients")).Compare(target).Where(static one => one.Name == "Kiosk");

        var plan = session.PlanConfiguration(differences, target);
        await plan.ApplyAsync(Assert.Single(plan.Changes), Log, Cancel);

        target = await session.ReadConfigurationAsync(options, Log, Cancel);
        Assert.DoesNotContain((await ReadTenantAsync("clients")).Compare(target), static one => one.Name == "Kiosk");
    }

    [Fact]
    public async Task Tenant_GetsNoSecretOfAnotherOne_AndANewApplicationGetsItsOwn()
    {
        await using var other = Auth0LocalTenant.Start();
        using var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(other.Domain),
                Client = Auth0ClientAuthentication.SecretPost(other.ClientId, other.ClientSecret),
            }
        );
        (string, object?)[] kiosk = [("name", "Kiosk"), ("app_type", "regular_web")];
        var secret = SecretOf(await CreateAsync("clients", [.. kiosk, ("description", "By hand")]));
        var secretOfNew = SecretOf(await CreateAsync("clients", ("name", "New"), ("app_type", "regular_web")));
        await CreateAsync(
            "connections",
            ("name", "acme"),
            ("strategy", "oidc"),
            ("options", new Dictionary<string, object?> { ["client_id"] = "one", ["client_secret"] = "CANARY" })
        );
        await session.SendAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "clients",
                Body = kiosk.ToDictionary(static one => one.Item1, static one => one.Item2),
            },
            Log,
            Cancel
        );
        var options = new Auth0ConfigurationOptions { Kinds = ["clients", "connections"] };
        var target = await session.ReadConfigurationAsync(options, Log, Cancel);
        var differences = (await ReadTenantAsync("clients", "connections"))
            .Compare(target)
            .Where(static one => one.Property == "description" || one.Name is "New" or "acme");
        other.ClearRequests();

        var plan = session.PlanConfiguration(differences, target);
        foreach (var change in plan.Changes)
        {
            await plan.ApplyAsync(change, Log, Cancel);
        }

        Assert.Equal(
            ["Update clients Kiosk", "Create clients New", "Create connections acme"],
            plan.Changes.Select(static one => one.ToString())
        );
        var sent = other.Requests.Select(static request => request.ReadBody()).ToArray();
        Assert.Contains("""{"description":"By hand"}""", sent);
        Assert.All(
            [secret, secretOfNew, "CANARY"],
            one => Assert.DoesNotContain(sent, body => body.Contains(one, StringComparison.Ordinal))
        );
        var created = await session
            .ListAsync(Auth0Resources.Clients, null, Log, Cancel)
            .FirstAsync(static one => one.Name == "New", Cancel);
        var own = SecretOf(await session.SendAsync(new Auth0ApiRequest { Path = $"clients/{created.ClientId}" }, Log, Cancel));
        Assert.NotEmpty(own);
        Assert.NotEqual(secretOfNew, own);
    }

    [Fact]
    public async Task SecretInAList_ReplacesThisListAlone()
    {
        await CreateAsync(
            "log-streams",
            ("name", "hook"),
            ("type", "http"),
            (
                "sink",
                new Dictionary<string, object?>
                {
                    ["httpEndpoint"] = "https://logs.example.com/",
                    ["httpContentType"] = "application/json",
                    ["httpAuthorization"] = "KEPT",
                    ["httpCustomHeaders"] = new[]
                    {
                        new Dictionary<string, object?> { ["header"] = "X-Key", ["value"] = "OLD" },
                    },
                }
            )
        );
        Write(
            "log-streams/hook.json",
            """{ "name": "hook", "type": "http", "status": "paused", "sink": { "httpEndpoint": "https://logs.example.com/", "httpAuthorization": "##AUTHORIZATION##", "httpCustomHeaders": [{ "header": "X-Key", "value": "##KEY##" }] } }"""
        );
        Tenant.ClearRequests();

        await ImportAsync(new Hashtable { ["KEY"] = "NEW" });

        using var sent = JsonDocument.Parse(Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody());
        var sink = sent.RootElement.GetProperty("sink");
        Assert.Equal("KEPT", sink.GetProperty("httpAuthorization").GetString());
        Assert.Equal("application/json", sink.GetProperty("httpContentType").GetString());
        Assert.Equal("""[{"header":"X-Key","value":"NEW"}]""", sink.GetProperty("httpCustomHeaders").GetRawText());
    }

    [Fact]
    public async Task SecretWhoseNameHasDots_IsOneProperty()
    {
        await CreateAsync("clients", ("name", "kiosk"));
        Write("clients/kiosk.json", """{ "name": "kiosk", "description": "By hand", "client_metadata": { "shop.api_key": "##KEY##" } }""");
        Tenant.ClearRequests();

        await ImportAsync(new Hashtable { ["KEY"] = "NEW" });

        using var sent = JsonDocument.Parse(Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody());
        Assert.Equal("""{"shop.api_key":"NEW"}""", sent.RootElement.GetProperty("client_metadata").GetRawText());
    }

    [Theory]
    [InlineData("http", "httpAuthorization", "httpEndpoint")]
    [InlineData("splunk", "splunkToken", "splunkDomain")]
    [InlineData("datadog", "datadogApiKey", "datadogRegion")]
    public async Task SecretThatDeployCliDoesNotShow_Stays(string type, string secret, string other)
    {
        await CreateAsync(
            "log-streams",
            ("name", "logs"),
            ("type", type),
            ("sink", new Dictionary<string, object?> { [secret] = "KEPT", [other] = "old" })
        );
        Write(
            "log-streams/logs.json",
            $$"""{ "name": "logs", "type": "{{type}}", "sink": { "{{secret}}": "_VALUE_NOT_SHOWN_", "{{other}}": "new" } }"""
        );
        Tenant.ClearRequests();

        await ImportAsync();

        using var sent = JsonDocument.Parse(Assert.Single(Tenant.Requests, static request => request.Method == "PATCH").ReadBody());
        Assert.Equal("KEPT", sent.RootElement.GetProperty("sink").GetProperty(secret).GetString());
        Assert.Equal(["a secret in log-streams/logs.json (its marker has no value; an existing secret stays)"], ReadFolder().Notices);
    }

    [Fact]
    public async Task NewObject_IsCreatedWithoutTheSecretsThatHaveNoValue()
    {
        Write(
            "actions/a.json",
            """{ "name": "a", "code": "// a", "supported_triggers": [{ "id": "post-login", "version": "v3" }], "secrets": [{ "name": "KEY", "value": "_VALUE_NOT_SHOWN_" }] }"""
        );
        Write(
            "connections/acme.json",
            """{ "name": "acme", "strategy": "oidc", "options": { "client_id": "one", "client_secret": "##ANY_SECRET##" } }"""
        );

        var plan = await PlanAsync();

        Assert.Equal(
            ["""{"client_id":"one"}""", """[{"name":"KEY"}]"""],
            new[] { ("connections", "options"), ("actions", "secrets") }.Select(one =>
                JsonTree.ToElement(((JsonMap)plan.Changes.First(change => change.Kind == one.Item1).Steps[0].Body!)[one.Item2]).GetRawText()
            )
        );
    }

    private static string SecretOf(Auth0ApiResponse client)
    {
        using var json = client.ReadJson();
        return json.RootElement.GetProperty("client_secret").GetString()!;
    }

    private async Task<(string?, string?, string?)> OptionsAsync(Auth0ApiResponse created)
    {
        using var connection = created.ReadJson();
        var answer = await SendAsync(HttpMethod.Get, $"connections/{connection.RootElement.GetProperty("id").GetString()}");
        using var json = answer.ReadJson();
        var options = json.RootElement.GetProperty("options");
        return (
            options.GetProperty("client_id").GetString(),
            options.GetProperty("client_secret").GetString(),
            options.GetProperty("scope").GetString()
        );
    }
}
