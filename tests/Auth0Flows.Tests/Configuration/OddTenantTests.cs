using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>An object that can't be used, among those of a tenant: it is left out and named, and the rest is as it is.</summary>
public sealed class OddTenantTests : ConfigurationTest
{
    private const string None = """{"start":0,"limit":100,"length":0,"total":0,"items":[]}""";

    private const string Good =
        """{"id":"good-id","client_id":"good-id","custom_domain_id":"good-id","name":"good","identifier":"good","domain":"good","audience":"good","strategy":"oidc"}""";

    public static TheoryData<string, string, string, string> Odd
    {
        get
        {
            var odd = new TheoryData<string, string, string, string>();
            foreach (
                var (kind, path, identifier) in new[]
                {
                    ("resourceServers", "resource-servers", "identifier"),
                    ("clients", "clients", "name"),
                    ("roles", "roles", "name"),
                    ("actions", "actions/actions", "name"),
                    ("connections", "connections", "name"),
                    ("organizations", "organizations", "name"),
                    ("customDomains", "custom-domains", "domain"),
                    ("logStreams", "log-streams", "name"),
                }
            )
            {
                foreach (
                    var (item, name) in new[]
                    {
                        ("null", "null"),
                        ("7", "a number"),
                        ("\"x\"", "a text"),
                        ("[1]", "a list"),
                        ("true", "true or false"),
                    }
                )
                {
                    odd.Add(kind, path, item, $"one of the {kind} (it is {name}, and no object)");
                }

                const string Ids = "\"strategy\":\"oidc\",\"id\":ID,\"client_id\":ID,\"custom_domain_id\":ID";
                odd.Add(
                    kind,
                    path,
                    $"{{{Ids.Replace("ID", "\"x1\"", StringComparison.Ordinal)}}}",
                    $"one of the {kind} (it has no {identifier} that is a text; its id is x1)"
                );
                odd.Add(
                    kind,
                    path,
                    $"{{\"{identifier}\":5,{Ids.Replace("ID", "\"x1\"", StringComparison.Ordinal)}}}",
                    $"one of the {kind} (it has no {identifier} that is a text; its id is x1)"
                );
                foreach (var id in new[] { "null", "\"\"", "{}", "[\"a\"]", "true" })
                {
                    odd.Add(
                        kind,
                        path,
                        $"{{\"{identifier}\":\"odd\",{Ids.Replace("ID", id, StringComparison.Ordinal)}}}",
                        $"{kind} 'odd' (it has no id)"
                    );
                }
            }

            return odd;
        }
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task Object_IsLeftOutAndNamed_AndTheRestIsRead(string kind, string path, string item, string notice)
    {
        AnswerParts();
        Answer(path, $"[{Good}]");
        await ExportAsync(null, kind);
        var file = Assert.Single(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
        var before = await File.ReadAllTextAsync(file, Cancel);
        Write(Path.GetRelativePath(Folder, Path.Combine(Path.GetDirectoryName(file)!, "gone.json")).Replace('\\', '/'), Gone(before));
        Tenant.ClearFaults();
        AnswerParts();
        Answer(path, $"[{item},{Good}]");

        var tenant = await ReadTenantAsync(kind);
        var files = tenant.ToFiles(Folder);

        Assert.Equal([notice], tenant.Notices);
        Assert.Equal("good", Assert.Single(tenant.Snapshots[0].Objects).Name);
        Assert.Empty(files.Stale);
        await files.WriteAsync(Cancel);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancel));

        // Without it, the file of what is gone is stale: the test above can fail.
        Tenant.ClearFaults();
        AnswerParts();
        Answer(path, $"[{Good}]");
        Assert.Equal(kind == "customDomains" ? 0 : 1, (await ReadTenantAsync(kind)).ToFiles(Folder).Stale.Count);
    }

    [Fact]
    public async Task NumbersAsIds_AreReadAsText()
    {
        Answer("roles", """[{"id":7,"name":"seven"}]""");
        Answer("roles/7/permissions", """[{"permission_name":"a","resource_server_identifier":"b"}]""");

        var tenant = await ReadTenantAsync("roles");

        Assert.Empty(tenant.Notices);
        Assert.Equal("7", Assert.Single(tenant.Snapshots[0].Objects).Id);
    }

    [Fact]
    public async Task NumbersAsReferences_AreReadAsNames()
    {
        Answer("clients", """[{"client_id":7,"name":"seven"}]""");
        Answer("connections", """[{"id":8,"name":"eight","strategy":"oidc"}]""");
        Answer("connections/8/clients", """{"clients":[{"client_id":7}]}""");

        await ExportAsync(null, "connections");

        Assert.Contains("\"seven\"", Read("connections/eight.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":1}")]
    [InlineData("[]")]
    [InlineData("{\"permission_name\":\"only\"}")]
    public async Task Permission_ThatIsNone_IsNamed_AndNothingIsPruned(string item)
    {
        Write("roles/gone.json", """{"name":"gone"}""");
        Answer("roles", """[{"id":"r1","name":"one"}]""");
        Answer("roles/r1/permissions", $$"""[{{item}},{"permission_name":"a","resource_server_identifier":"b"}]""");

        var tenant = await ReadTenantAsync("roles");
        var files = tenant.ToFiles(Folder);

        Assert.StartsWith("roles 'one' (", Assert.Single(tenant.Notices), StringComparison.Ordinal);
        Assert.Contains(
            "among its permissions is none of the objects with the text permission_name",
            tenant.Notices[0],
            StringComparison.Ordinal
        );
        Assert.Empty(files.Stale);
        await files.WriteAsync(Cancel);
        Assert.Contains("\"permission_name\": \"a\"", Read("roles/one.json"), StringComparison.Ordinal);
        Assert.Equal(2, ReadFolder().Count); // the folder can still be compared
    }

    // Whoever deletes one meanwhile moves the others up, and a list that ends early lacks the rest.
    [Theory]
    [InlineData("roles", 100)]
    [InlineData("roles", 149)]
    [InlineData("clients", 100)] // is read before, for the names
    [InlineData("clients", 149)]
    public async Task ListThatIsNotWhole_IsNamed_AndNothingIsPruned(string kind, int total)
    {
        Write($"{kind}/gone.json", """{"name":"gone"}""");
        var page = string.Join(
            ',',
            Enumerable.Range(0, 100).Select(static n => $$"""{"id":"r{{n}}","client_id":"r{{n}}","name":"n{{n}}"}""")
        );
        Answer("roles/r*", None);
        foreach (var body in new[] { $$"""{"total":150,"{{kind}}":[{{page}}]}""", $$"""{"total":{{total}},"{{kind}}":[]}""" })
        {
            Tenant.AddFault(
                new Auth0LocalTenantFault
                {
                    Path = $"/api/v2/{kind}",
                    StatusCode = 200,
                    Body = body.Replace("{\"total", "{\"start\":0,\"limit\":100,\"length\":100,\"total", StringComparison.Ordinal),
                }
            );
        }

        var tenant = await ReadTenantAsync(kind);

        Assert.StartsWith($"one of the {kind} (", tenant.Notices[0], StringComparison.Ordinal);
        Assert.Empty(tenant.ToFiles(Folder).Stale);
    }

    [Theory]
    [InlineData("enabled_connections")]
    [InlineData("client-grants")]
    [InlineData("discovery-domains")]
    public async Task MemberOfAnOrganization_ThatIsNone_IsNamed(string part)
    {
        Answer("organizations", """[{"id":"o1","name":"one"}]""");
        foreach (var other in new[] { "enabled_connections", "client-grants", "discovery-domains" })
        {
            Answer($"organizations/o1/{other}", other == part ? """[null,1,"x",[],{}]""" : None);
        }

        var tenant = await ReadTenantAsync("organizations");

        Assert.NotEmpty(tenant.Notices);
        Assert.All(tenant.Notices, static notice => Assert.StartsWith("organizations 'one' (", notice, StringComparison.Ordinal));
        Assert.True(tenant.Snapshots[0].IsIncomplete);
        Assert.Single(tenant.Snapshots[0].Objects);
    }

    [Fact]
    public async Task IdThatCanNotBeInAPath_IsNamed_AndTheRestIsRead()
    {
        Answer("roles", """[{"id":"..","name":"up"},{"id":"r1","name":"one"}]""");
        Answer("roles/r1/permissions", None);

        var tenant = await ReadTenantAsync("roles");

        Assert.StartsWith("roles 'up' (", Assert.Single(tenant.Notices), StringComparison.Ordinal);
        Assert.Equal("one", Assert.Single(tenant.Snapshots[0].Objects).Name);
    }

    [Theory]
    [InlineData("branding", "branding", "branding/branding.json")]
    [InlineData("tenant", "tenants/settings", "tenant.json")]
    [InlineData("prompts", "prompts", "prompts/prompts.json")]
    public async Task SettingsThatAreNoObject_AreNamed_AndTheirFileStays(string kind, string path, string file)
    {
        await ExportAsync(null, kind);
        Assert.True(File.Exists(PathOf(file)));
        Answer(path, "[1]");

        var tenant = await ReadTenantAsync(kind);

        Assert.Contains("(it is a list, and no object)", string.Join('\n', tenant.Notices), StringComparison.Ordinal);
        Assert.DoesNotContain(tenant.ToFiles(Folder).Stale, stale => stale == PathOf(file));
        Assert.DoesNotContain(
            ReadFolder(null, kind).Compare(tenant),
            static one => one.Change == Auth0DifferenceKind.Removed && one.Property is null
        );
    }

    [Fact]
    public async Task LeftOut_IsNeitherCreatedAgain_NorRemovedElsewhere()
    {
        await ExportAsync(null, "roles");
        Answer("roles", """[{"name":"editor"},null]""", times: 1);

        var odd = await ReadTenantAsync("roles");

        Assert.DoesNotContain(ReadFolder(null, "roles").Compare(odd), static one => one.Name == "editor");
        Assert.Empty(odd.Compare(ReadFolder(null, "roles"))); // the tenant is the reference: nothing is to be removed
    }

    // In another form than the one that was asked for, it says nothing of what is there.
    [Theory]
    [InlineData("roles")]
    [InlineData("clients")]
    public async Task EmptyArray_InThePlaceOfAListWithItsTotal_RemovesNothing(string kind)
    {
        await ExportAsync(null, kind);
        Answer(kind, "[]");

        var tenant = await ReadTenantAsync(kind);

        Assert.Contains("an empty array", Assert.Single(tenant.Notices), StringComparison.Ordinal);
        Assert.Empty(tenant.ToFiles(Folder).Stale);
        Assert.Empty(tenant.Compare(ReadFolder(null, kind)));
    }

    // Names of applications aren't unique: each import would add others of the same name.
    [Theory]
    [InlineData("roles", "[]")]
    [InlineData("clients", "[]")]
    [InlineData("clients", """{"start":0,"limit":100,"total":9,"clients":[]}""")]
    [InlineData("clients", """[{"client_id":"nameless"}]""")]
    public async Task ListThatIsNotWhole_CreatesNothing(string kind, string list)
    {
        await ExportAsync(null, kind);
        Answer(kind, list);

        var plan = await PlanAsync(removes: true);

        Assert.NotEmpty(plan.Changes);
        Assert.All(plan.Changes, static change => Assert.Equal(Auth0ErrorCode.IncompleteList, change.Failure?.Code));
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.IncompleteList, () => plan.ApplyAsync(plan.Changes[0], Log, Cancel));
    }

    [Fact]
    public async Task ListOfApplicationsThatIsNotWhole_LeavesTheirGrants()
    {
        var client = await ClientAsync("web-shop");
        await CreateAsync("client-grants", ("client_id", client.ClientId), ("audience", Orders), ("scope", new[] { "read:orders" }));
        await ExportAsync(null, "clientGrants");
        Answer("clients", "[]");

        var plan = await PlanAsync(removes: true);
        var tenant = await ReadTenantAsync("clientGrants");

        Assert.Empty(plan.Changes);
        Assert.Empty(tenant.Kinds);
        Assert.StartsWith(
            "clientGrants (named by the clients: The list of clients was an empty array",
            Assert.Single(tenant.Notices),
            StringComparison.Ordinal
        );
    }

    // The applications of the connection would seem to be none, and be switched off elsewhere.
    [Fact]
    public async Task GatewaysRefusalOfAConnectionsApplications_LeavesConnectionsOut()
    {
        Answer("connections", """[{"id":"con_1","name":"one","strategy":"oidc"}]""");
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/connections/con_1/clients",
                StatusCode = 404,
                Body = "<html>Not Found</html>",
            }
        );

        var tenant = await ReadTenantAsync("connections");

        Assert.Empty(tenant.Kinds);
        Assert.StartsWith("connections (", Assert.Single(tenant.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyArray_InThePlaceOfAnObjectsMembers_IsAnError()
    {
        Answer("roles", """{"start":0,"limit":100,"total":1,"roles":[{"id":"r1","name":"one"}]}""");
        Answer("roles/r1/permissions", "[]");

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidResponse, () => ReadTenantAsync("roles"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{\"permission_name\":\"only\"}")]
    public async Task ListWithSomethingOdd_IsNotCompared_TheRestOfItsObjectIs(string item)
    {
        Write(
            "roles/one.json",
            """{"name":"one","description":"new","permissions":[{"permission_name":"c","resource_server_identifier":"b"}]}"""
        );
        Answer("roles", """[{"id":"r1","name":"one","description":"old"}]""");
        Answer("roles/r1/permissions", $$"""[{{item}},{"permission_name":"a","resource_server_identifier":"b"}]""");

        var tenant = await ReadTenantAsync("roles");

        Assert.Equal("description", Assert.Single(ReadFolder(null, "roles").Compare(tenant)).Property);
        Assert.Equal("description", Assert.Single(tenant.Compare(ReadFolder(null, "roles"))).Property);
    }

    // The same file with another name.
    private static string Gone(string json) => json.Replace("\"good\"", "\"gone\"", StringComparison.Ordinal);

    private void AnswerParts()
    {
        foreach (
            var path in new[]
            {
                "roles/good-id/permissions",
                "connections/good-id/clients",
                "organizations/good-id/enabled_connections",
                "organizations/good-id/client-grants",
                "organizations/good-id/discovery-domains",
            }
        )
        {
            Answer(path, None);
        }
    }

    private void Answer(string path, string body, int times = 0) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = $"/api/v2/{path}",
                StatusCode = 200,
                Body = body,
                Times = times,
            }
        );

    // It says nothing about the object: an export without it would look complete.
    [Fact]
    public async Task SessionThatEndsMeanwhile_LeavesNoObjectOut()
    {
        await SendAsync(HttpMethod.Post, "organizations", new Dictionary<string, string> { ["name"] = "one" });
        await SendAsync(HttpMethod.Post, "organizations", new Dictionary<string, string> { ["name"] = "two" });
        Tenant.RequestReceived += (_, _) =>
        {
            if (Tenant.Requests.Any(static request => request.Path.Contains("/organizations/", StringComparison.Ordinal)))
            {
                Session.Dispose();
            }
        };

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() => ReadTenantAsync("organizations"));

        Assert.Equal(Auth0ErrorCode.SessionClosed, failure.Code);
        Assert.Empty(Log.Messages(Auth0ActivityKind.Warning));
    }
}
