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

        Assert.Contains("outside the folder", message, StringComparison.Ordinal);
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

    private Auth0ConfigurationException Fails(Auth0ErrorCode code, IDictionary? mapping = null)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => ReadFolder(mapping));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
