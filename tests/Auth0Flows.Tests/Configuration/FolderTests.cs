using System.Collections;

namespace Auth0Flows.Tests.Configuration;

/// <summary>A folder that people edit: what is wrong with it is said before anything is sent.</summary>
public sealed class FolderTests : ConfigurationTest
{
    [Fact]
    public void InvalidJson_IsNamedByFileAndLine()
    {
        Write("clients/web.json", "{\n  \"name\": \"web\",\n  \"callbacks\": [ oops ]\n}");

        var failure = Fails(Auth0ErrorCode.InvalidConfiguration);

        Assert.Equal($"The file {PathOf("clients/web.json")} is not valid JSON at line 3, byte 18.", failure.Message);
    }

    [Theory]
    [InlineData("clients/web.json", "[]", "contains no JSON object")]
    [InlineData("clients/web.json", "{ \"app_type\": \"spa\" }", "has no property that identifies one of the clients")]
    [InlineData("custom-domains/custom-domains.json", "{}", "contains no JSON list")]
    [InlineData("custom-domains/custom-domains.json", "[1]", "contains something else than objects")]
    [InlineData("triggers/triggers.json", "[]", "contains no JSON object")]
    [InlineData("tenant.json", "true", "contains no JSON object")]
    [InlineData(
        "actions/a.json",
        "{ \"name\": \"a\", \"code\": \"./actions/a/code.js\" }",
        "names the file ./actions/a/code.js, which doesn't exist"
    )]
    [InlineData(
        "prompts/partials.json",
        """{"login":[{"login":[{"name":"form-content-start","template":"x.liquid"}]}]}""",
        "names the file x.liquid, which doesn't exist"
    )]
    public void FileWithSomethingElse_IsAnError(string file, string content, string message)
    {
        Write(file, content);

        Assert.Contains(message, Fails(Auth0ErrorCode.InvalidConfiguration).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondFileOfAnObject_IsAnError_ThatNamesBoth()
    {
        Write("roles/a.json", """{ "name": "editor" }""");
        Write("roles/b.json", """{ "name": "editor" }""");

        var message = Fails(Auth0ErrorCode.InvalidConfiguration).Message;

        Assert.Contains("roles/a.json", message, StringComparison.Ordinal);
        Assert.Contains(PathOf("roles/b.json"), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret.js")]
    [InlineData("actions/../../secret.js")]
    public void FileOutsideTheFolder_IsNotRead(string path)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "..", "secret.js"), "CANARY");
        Write("actions/a.json", $$"""{ "name": "a", "code": "{{path}}" }""");

        var message = Fails(Auth0ErrorCode.InvalidConfiguration).Message;

        Assert.StartsWith(
            $"The file {PathOf("actions/a.json")} names the file {path}, which is outside the folder",
            message,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("CANARY", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkOutOfTheFolder_IsNotFollowed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        Directory.CreateDirectory(PathOf("actions/a"));
        File.WriteAllText(Path.Combine(Folder, "..", "secret.js"), "CANARY");
        File.CreateSymbolicLink(PathOf("actions/a/code.js"), Path.GetFullPath(Path.Combine(Folder, "..", "secret.js")));
        Write("actions/a.json", """{ "name": "a", "code": "./actions/a/code.js" }""");

        Assert.Contains("outside the folder", Fails(Auth0ErrorCode.InvalidConfiguration).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actions/x", "directory", "actions/x")]
    [InlineData("roles", "directory", "roles")]
    [InlineData("roles", "empty", "roles")]
    [InlineData("roles/a.json", "directory/a.json", "roles/a.json")]
    [InlineData("roles/a.json", "chain", "roles/a.json")]
    [InlineData("tenant.json", "directory/a.json", "tenant.json")]
    [InlineData("prompts", "directory", "prompts")]
    public void LinkAnywhereInAPath_IsNotFollowedOutOfTheFolder(string link, string target, string named)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        var outside = Outside();
        File.WriteAllText(Path.Combine(outside, "directory", "a.json"), """{ "name": "CANARY" }""");
        File.WriteAllText(Path.Combine(outside, "directory", "code.js"), "CANARY");
        File.WriteAllText(Path.Combine(outside, "directory", "partials.json"), "{}");
        File.CreateSymbolicLink(Path.Combine(outside, "chain"), "directory/a.json");
        Write("actions/a.json", """{ "name": "a", "code": "./actions/x/code.js" }""");
        Write("actions/x/code.js", "own");
        if (Directory.Exists(PathOf(link)))
        {
            Directory.Delete(PathOf(link), recursive: true);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(link))!);
        File.CreateSymbolicLink(PathOf(link), Path.Combine(outside, target));

        var message = Fails(Auth0ErrorCode.InvalidConfiguration).Message;

        Assert.StartsWith($"{PathOf(named)} is a link to ", message, StringComparison.Ordinal);
        Assert.Contains("outside the folder", message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkToADevice_IsNotRead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/zero on Windows.");
        Directory.CreateDirectory(PathOf("roles"));
        File.CreateSymbolicLink(PathOf("roles/a.json"), "/dev/null");

        Assert.Contains("is a link to /dev/null", Fails(Auth0ErrorCode.InvalidConfiguration).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipe_IsNotRead()
    {
        Directory.CreateDirectory(PathOf("roles"));
        using var pipe = new NamedPipe(PathOf("roles/a.json"));

        Assert.EndsWith("a.json is a pipe or a device.", Fails(Auth0ErrorCode.InvalidConfiguration).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkInCircles_IsAnError()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        Write("actions/a.json", """{ "name": "a" }""");
        File.CreateSymbolicLink(PathOf("actions/b.json"), "c.json");
        File.CreateSymbolicLink(PathOf("actions/c.json"), "b.json");

        Assert.StartsWith(PathOf("actions/b.json"), Fails(Auth0ErrorCode.InvalidConfiguration).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LinkInsideTheFolder_IsFollowed_AndSoIsTheFolderItself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        Write("shared/code.js", "own");
        Write("shared/a.json", """{ "name": "a", "code": "./actions/a/code.js" }""");
        Directory.CreateDirectory(PathOf("actions"));
        File.CreateSymbolicLink(PathOf("actions/a.json"), "../shared/a.json");
        Directory.CreateSymbolicLink(PathOf("actions/a"), "../actions/../shared");
        var link = Path.Combine(Outside(), "link");
        Directory.CreateSymbolicLink(link, Folder);

        Assert.Equal(1, ReadFolder().Count);
        Assert.Equal(1, Auth0Configuration.ReadFolder(link, null, Cancel).Count);
    }

    [Theory]
    [InlineData("tenant.json", "directory/a.json")]
    [InlineData("roles", "directory")]
    [InlineData("tenant.json", "missing")]
    public async Task Export_WritesThroughNoLink_AndNothingElseThen(string link, string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        var outside = Outside();
        File.WriteAllText(Path.Combine(outside, "directory", "a.json"), "{}");
        Directory.CreateDirectory(Folder);
        File.CreateSymbolicLink(PathOf(link), Path.Combine(outside, target));

        var failure = await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidConfiguration,
            () => ExportAsync(null, "clients", "roles", "tenant")
        );

        Assert.StartsWith($"{PathOf(link)} is a link to ", failure.Message, StringComparison.Ordinal);
        Assert.Equal("{}", File.ReadAllText(Path.Combine(outside, "directory", "a.json")));
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(outside, "directory")));
        Assert.False(File.Exists(Path.Combine(outside, "missing")));
        Assert.Single(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Removal_FollowsNoLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Only administrators may create symbolic links on Windows.");
        Write("roles/gone.json", """{ "name": "gone" }""");
        var files = (await ReadTenantAsync("roles")).ToFiles(Folder);
        var moved = Path.Combine(Outside(), "roles");
        Directory.Move(PathOf("roles"), moved);
        Directory.CreateSymbolicLink(PathOf("roles"), moved);

        var failure = Assert.Throws<Auth0ConfigurationException>(() => files.Remove(Assert.Single(files.Stale)));

        Assert.Equal(Auth0ErrorCode.InvalidConfiguration, failure.Code);
        Assert.True(File.Exists(Path.Combine(moved, "gone.json")));
    }

    [Fact]
    public void MarkersWithoutValues_AreOneError_WithTheirFiles()
    {
        Write("clients/web.json", """{ "name": "web", "callbacks": "@@CALLBACKS@@", "description": "@@lower@@ ##also_lower##" }""");
        Write("actions/a.json", """{ "name": "a", "code": "./actions/a/code.js" }""");
        Write("actions/a/code.js", "const url = '##API_URL##';");

        var failure = Fails(Auth0ErrorCode.UnmappedMarker);

        Assert.Equal("There is no value for @@CALLBACKS@@ in clients/web.json, ##API_URL## in actions/a/code.js.", failure.Message);
    }

    [Fact]
    public void MarkerWithoutQuotes_AndWithoutValue_IsNotCalledInvalidJson()
    {
        Write("clients/web.json", """{ "name": "web", "callbacks": @@CALLBACKS@@ }""");

        Assert.Equal("There is no value for @@CALLBACKS@@ in clients/web.json.", Fails(Auth0ErrorCode.UnmappedMarker).Message);
    }

    [Fact]
    public async Task Markers_AreReplaced_AsTextAndAsValue()
    {
        Write(
            "clients/web.json",
            """{ "name": "##ENV##-web", "callbacks": @@CALLBACKS@@, "web_origins": "@@ORIGINS@@", "jwt_configuration": { "lifetime_in_seconds": ##SECONDS## } }"""
        );
        var mapping = new Hashtable
        {
            ["ENV"] = "a\"b\\c",
            ["CALLBACKS"] = new object[] { "https://a/", "https://b/" },
            ["ORIGINS"] = new object[] { "https://o/" },
            ["SECONDS"] = 60,
        };

        await ImportAsync(mapping);

        var client = await ClientAsync("a\"b\\c-web");
        Assert.Equal(["https://a/", "https://b/"], client.Callbacks!);
        Assert.Equal(60, client.JwtConfiguration?.LifetimeInSeconds);
    }

    [Fact]
    public void NameOfAMarker_HasOnlyLettersDigitsAndUnderscores()
    {
        Write("clients/web.json", """{ "name": "web" }""");

        Fails(Auth0ErrorCode.UnmappedMarker, new Hashtable { ["A.*B"] = "x" });
    }

    [Fact]
    public void SecretWithoutAValue_IsANotice_AndNothingElse()
    {
        Write("connections/a.json", """{ "name": "a", "strategy": "oidc", "options": { "client_secret": "##ANY_SECRET##" } }""");

        var folder = ReadFolder();

        Assert.Equal("a secret in connections/a.json (its marker has no value; an existing secret stays)", Assert.Single(folder.Notices));
    }

    [Fact]
    public void KindsThatAreNotSupported_AreNamed()
    {
        Write("rules/old.json", "{}");
        Write("flows/f.json", "{}");

        Assert.Equal(["flows (not supported)", "rules (not supported)"], ReadFolder().Notices);
    }

    [Fact]
    public void MissingFolder_IsAnError() => Fails(Auth0ErrorCode.FileNotFound);

    [Fact]
    public void FolderOfAKind_WithoutFiles_HasNoneOfThem()
    {
        Directory.CreateDirectory(PathOf("roles"));

        Assert.Equal(["roles"], ReadFolder().Kinds);
    }

    private string Outside()
    {
        var outside = Path.GetFullPath(Path.Combine(Folder, "..", "outside"));
        Directory.CreateDirectory(Path.Combine(outside, "directory"));
        Directory.CreateDirectory(Path.Combine(outside, "empty"));
        return outside;
    }

    private Auth0ConfigurationException Fails(Auth0ErrorCode code, IDictionary? mapping = null)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => ReadFolder(mapping));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
