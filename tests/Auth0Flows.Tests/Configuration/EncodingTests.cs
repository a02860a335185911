using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Configuration;

/// <summary>Files of a configuration in other encodings than UTF-8: no character is replaced without a word.</summary>
public sealed class EncodingTests : ConfigurationTest
{
    private const string Role = """{ "name": "Müller & Söhne", "description": "Größe" }""";

    [Theory]
    [InlineData("roles/m.json")]
    [InlineData("actions/size/code.js")]
    public async Task Latin1_IsRefused_WithTheNameOfTheFile(string file)
    {
        Write(
            "actions/size.json",
            """{ "name": "size", "code": "./actions/size/code.js", "supported_triggers": [{ "id": "post-login", "version": "v3" }] }"""
        );
        Write("actions/size/code.js", "// size");
        Write(file, "");
        await File.WriteAllBytesAsync(PathOf(file), Encoding.Latin1.GetBytes(Role), Cancel);

        var failure = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidConfiguration, () => ImportAsync());

        Assert.Contains($"{PathOf(file)} is not encoded in UTF-8", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Set-Content -Encoding utf8", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Tenant.Requests,
            static request => request.Method != "GET" && request.Path.StartsWith("/api/", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("utf-16")] // Set-Content -Encoding unicode, and > of Windows PowerShell
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    [InlineData("utf-8")]
    public async Task EncodingThatAByteOrderMarkNames_IsRead(string name)
    {
        Write("roles/m.json", "");
        await File.WriteAllTextAsync(PathOf("roles/m.json"), Role, Encoding.GetEncoding(name), Cancel); // with its mark

        await ImportAsync();

        Assert.Contains((await ReadTenantAsync("roles")).Snapshots[0].Objects, static role => role.Name == "Müller & Söhne");
        var sent = JsonNode.Parse(Tenant.Requests.Last(static request => request is { Method: "POST", Path: "/api/v2/roles" }).ReadBody());
        Assert.Equal("Größe", (string?)sent!["description"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Utf16_WithoutAByteOrderMark_IsRefused(bool isBigEndian)
    {
        Write("roles/m.json", "");
        await File.WriteAllBytesAsync(
            PathOf("roles/m.json"),
            new UnicodeEncoding(isBigEndian, byteOrderMark: false).GetBytes(Role),
            Cancel
        );

        var failure = await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidConfiguration, () => ImportAsync());

        Assert.Contains("is not encoded in UTF-8", failure.Message, StringComparison.Ordinal);
    }

    // The halves of an emoji that JavaScript has cut in two.
    [Fact]
    public async Task HalfASurrogatePair_GoesToTheTenant_AndComesBack()
    {
        const string Cut = """{ "name": "cut", "description": "line\n\"cut\" \ud83d" }""";
        Write("roles/cut.json", Cut);

        await ImportAsync();
        Assert.Contains(
            "\\n\\u0022cut\\u0022 \\ud83d",
            Tenant.Requests.Last(static request => request.Method == "POST").ReadBody(),
            StringComparison.Ordinal
        );

        Tenant.AddFault(
            new()
            {
                Method = "GET",
                Path = "/api/v2/roles",
                StatusCode = 200,
                Body = """[{"id":"rol_1","name":"cut","description":"line\n\"cut\" \ud83d"}]""",
                Times = 0,
            }
        );
        Assert.Empty(await CompareAsync());
        await ExportAsync(null, "roles");
        Assert.Contains("""line\n\"cut\" \ud83d""", Read("roles/cut.json"), StringComparison.Ordinal);
    }
}
