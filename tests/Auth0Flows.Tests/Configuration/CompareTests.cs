using System.Collections.Specialized;

namespace Auth0Flows.Tests.Configuration;

/// <summary>What differs between two configurations, and what doesn't count.</summary>
public sealed class CompareTests : ConfigurationTest
{
    [Fact]
    public async Task ChangedProperty_IsOneDifference_WithBothValues()
    {
        await ExportAsync(null, "clients");
        var client = await ClientAsync("web-shop");
        await SendAsync(
            HttpMethod.Patch,
            $"clients/{client.ClientId}",
            new Dictionary<string, object?>
            {
                ["jwt_configuration"] = new Dictionary<string, object?> { ["alg"] = "HS256", ["lifetime_in_seconds"] = 36000 },
            }
        );

        var difference = Assert.Single(await CompareAsync());

        Assert.Equal(("clients", "web-shop", "jwt_configuration.alg"), (difference.Kind, difference.Name, difference.Property));
        Assert.Equal(("RS256", "HS256"), (difference.Left, difference.Right));
        Assert.Equal(Auth0DifferenceKind.Changed, difference.Change);
        Assert.Equal("clients web-shop: jwt_configuration.alg (Changed)", difference.ToString());
    }

    [Fact]
    public async Task ObjectOfOneSide_IsOneDifference_WithItsProperties()
    {
        await ExportAsync(null, "roles");
        await CreateAsync("roles", ("name", "new-one"), ("description", "by hand"));
        Write("roles/only-here.json", """{ "name": "only-here" }""");

        var differences = await CompareAsync();

        Assert.Equal(["new-one", "only-here"], differences.Select(static one => one.Name));
        Assert.Equal([Auth0DifferenceKind.Added, Auth0DifferenceKind.Removed], differences.Select(static one => one.Change));
        Assert.All(differences, static one => Assert.Null(one.Property));
        Assert.Null(differences[0].Left);
        Assert.Equal("by hand", Assert.IsType<OrderedDictionary>(differences[0].Right)["description"]);
    }

    [Fact]
    public async Task PropertyThatAFileDoesNotHave_IsNotCompared_ButOneOfMetadataIs()
    {
        var client = await CreateAsync(
            "clients",
            ("name", "kiosk"),
            ("app_type", "spa"),
            ("client_metadata", new Dictionary<string, object?> { ["kept"] = "1", ["gone"] = "2" })
        );
        Write("clients/kiosk.json", """{ "name": "kiosk", "client_metadata": { "kept": "1" } }""");

        var difference = Assert.Single(await CompareAsync(), static one => one.Name == "kiosk");

        Assert.Equal("client_metadata.gone", difference.Property);
        Assert.Equal(Auth0DifferenceKind.Added, difference.Change);
    }

    [Fact]
    public async Task OrderOfASet_DoesNotCount_ButThatOfCallbacksDoes()
    {
        await CreateAsync(
            "clients",
            ("name", "kiosk"),
            ("callbacks", new[] { "https://a/", "https://b/" }),
            ("grant_types", new[] { "authorization_code", "refresh_token" })
        );
        Write(
            "clients/kiosk.json",
            """{ "name": "kiosk", "grant_types": ["refresh_token", "authorization_code"], "callbacks": ["https://b/", "https://a/"] }"""
        );

        Assert.Equal("callbacks", Assert.Single(await CompareAsync(), static one => one.Name == "kiosk").Property);
    }

    [Fact]
    public async Task NullAndNothing_AreTheSame_AndSoIs1AndOnePointZero()
    {
        await CreateAsync(
            "clients",
            ("name", "kiosk"),
            ("callbacks", Array.Empty<string>()),
            ("jwt_configuration", new Dictionary<string, object?> { ["lifetime_in_seconds"] = 60 })
        );
        Write(
            "clients/kiosk.json",
            """{ "name": "kiosk", "callbacks": null, "allowed_origins": [], "jwt_configuration": { "lifetime_in_seconds": 60.0 } }"""
        );

        Assert.DoesNotContain(await CompareAsync(), static one => one.Name == "kiosk");
    }

    [Fact]
    public async Task Secrets_AreInNoDifference()
    {
        await CreateAsync(
            "connections",
            ("name", "acme"),
            ("strategy", "oidc"),
            ("options", new Dictionary<string, object?> { ["client_id"] = "one", ["client_secret"] = "CANARY-1" })
        );
        Write(
            "connections/acme.json",
            """{ "name": "acme", "strategy": "oidc", "options": { "client_id": "other", "client_secret": "CANARY-2" } }"""
        );
        Write("connections/new.json", """{ "name": "new", "strategy": "oidc", "options": { "client_secret": "CANARY-3" } }""");

        var differences = (await CompareAsync()).Where(static one => one.Name is "acme" or "new").ToArray();

        Assert.Equal(["options.client_id", null], differences.Select(static one => one.Property));
        Assert.DoesNotContain("CANARY", System.Text.Json.JsonSerializer.Serialize(differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManagementApi_IsTheSame_InEveryTenant()
    {
        var client = await ClientAsync("web-shop");
        await CreateAsync(
            "client-grants",
            ("client_id", client.ClientId),
            ("audience", Tenant.ManagementAudience),
            ("scope", new[] { "read:users" })
        );
        await ExportAsync(null, "clientGrants");
        var file = Assert.Single(Directory.GetFiles(PathOf("grants")), static path => path.Contains("web-shop", StringComparison.Ordinal));
        Assert.Contains(Tenant.ManagementAudience, File.ReadAllText(file), StringComparison.Ordinal);

        File.WriteAllText(
            file,
            File.ReadAllText(file).Replace(Tenant.ManagementAudience, "https://other.eu.auth0.com/api/v2/", StringComparison.Ordinal)
        );

        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task TwoFolders_AreComparedCompletely()
    {
        Write("clients/a.json", """{ "name": "a", "app_type": "spa" }""");
        var left = ReadFolder();
        Write("clients/a.json", """{ "name": "a", "description": "x" }""");

        var differences = left.Compare(ReadFolder());

        Assert.Equal(["app_type Removed", "description Added"], differences.Select(static one => $"{one.Property} {one.Change}"));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task KindThatOneSideDoesNotHave_IsNotCompared()
    {
        Write("tenant.json", "{}");

        Assert.Empty((await ReadTenantAsync("roles")).Compare(ReadFolder()));
    }
}
