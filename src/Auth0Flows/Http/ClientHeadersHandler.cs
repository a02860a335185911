using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows;

/// <summary>Tells the server who calls: <c>User-Agent</c>, and Auth0's telemetry header <c>Auth0-Client</c>.</summary>
internal sealed class ClientHeadersHandler(string? hostVersion) : DelegatingHandler
{
    private static readonly string _version =
        typeof(ClientHeadersHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly string _auth0Client = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["name"] = "auth0flows",
        ["version"] = _version,
        ["env"] = hostVersion is null
            ? new JsonObject { ["dotnet"] = Environment.Version.ToString() }
            : new JsonObject { ["powershell"] = hostVersion, ["dotnet"] = Environment.Version.ToString() },
    }.ToJsonString()));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Auth0-Client", _auth0Client);
        if (request.Headers.UserAgent.Count == 0)
        {
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Auth0Flows", _version));
        }

        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        return base.SendAsync(request, cancellationToken);
    }
}
