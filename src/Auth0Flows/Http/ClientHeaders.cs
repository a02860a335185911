using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Http;

/// <summary>The headers that identify the client: <c>User-Agent</c>, and Auth0's telemetry header <c>Auth0-Client</c>.</summary>
internal sealed class ClientHeaders(string? hostVersion)
{
    private static readonly string _version = typeof(ClientHeaders)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+')[0];

    private readonly string _auth0Client = Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["name"] = "auth0flows",
                ["version"] = _version,
                ["env"] = hostVersion is null
                    ? new JsonObject { ["dotnet"] = Environment.Version.ToString() }
                    : new JsonObject { ["powershell"] = hostVersion, ["dotnet"] = Environment.Version.ToString() },
            }.ToJsonString()
        )
    );

    public void Apply(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("Auth0-Client", _auth0Client);
        if (headers.UserAgent.Count == 0)
        {
            headers.UserAgent.Add(new ProductInfoHeaderValue("Auth0Flows", _version));
        }

        if (headers.AcceptEncoding.Count == 0)
        {
            foreach (var encoding in AnswerBody.Encodings)
            {
                headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
            }
        }

        if (headers.Accept.Count == 0)
        {
            headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }
    }
}
