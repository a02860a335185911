using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Tests.Http;

public sealed class ClientHeadersTests
{
    [Theory]
    [InlineData(null, "dotnet")]
    [InlineData("7.6.9", "powershell dotnet")]
    public void Telemetry_NamesTheLibraryAndWhatItRunsIn(string? hostVersion, string names)
    {
        using var request = new HttpRequestMessage();

        new ClientHeaders(hostVersion).Apply(request.Headers);

        var header = Assert.Single(request.Headers.GetValues("Auth0-Client"));
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(header)));
        Assert.Equal("auth0flows", json.RootElement.GetProperty("name").GetString());
        var environment = json.RootElement.GetProperty("env").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString());
        Assert.Equal(names, string.Join(' ', environment.Keys));
        Assert.Equal(Environment.Version.ToString(), environment["dotnet"]);
        Assert.Equal(hostVersion, environment.GetValueOrDefault("powershell"));
    }

    [Fact]
    public void Headers_AskForJson_Packed()
    {
        using var request = new HttpRequestMessage();

        new ClientHeaders(null).Apply(request.Headers);

        Assert.Equal("application/json", request.Headers.Accept.ToString());
        Assert.Equal("gzip, br", request.Headers.AcceptEncoding.ToString());
        Assert.StartsWith("Auth0Flows/", request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_ThatTheCallerSet_Stay()
    {
        using var request = new HttpRequestMessage();
        request.Headers.Accept.ParseAdd("text/csv");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        request.Headers.UserAgent.ParseAdd("Mine/1.0");

        new ClientHeaders(null).Apply(request.Headers);

        Assert.Equal("text/csv", request.Headers.Accept.ToString());
        Assert.Equal("identity", request.Headers.AcceptEncoding.ToString());
        Assert.Equal("Mine/1.0", request.Headers.UserAgent.ToString());
    }
}
