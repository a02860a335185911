using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Workloads;

/// <summary>
/// Where a job requests its identity tokens: GET as with GitHub ("OpenID Connect reference", Methods for requesting the OIDC token), POST
/// as with Azure DevOps (REST API, "Oidctoken - Create").
/// </summary>
internal sealed class WorkloadEndpoint(WorkloadProvider provider)
{
    // GitHub's default: the owner of the repository.
    private const string DefaultAudience = "https://github.com/acme";

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request) => ValueTask.FromResult(Answer(request));

    private ServerResponse Answer(ServerRequest request)
    {
        var parts = request.Path[WorkloadProvider.Prefix.Length..].Split('/');
        if (parts is not [var id, "token"] || provider.Find(id) is not { } workload)
        {
            return ServerResponse.NotFound();
        }

        if (!ConstantTime.AreEqual(BearerToken.Of(request), workload.RequestToken.Reveal()))
        {
            return Refused(401, "Bad credentials");
        }

        return request.Method switch
        {
            "GET" => Issued(
                "value",
                provider.Issue(
                    workload,
                    request.Parameters["audience"] is { Length: > 0 } asked ? asked : DefaultAudience,
                    isForOneUse: true
                )
            ),
            "POST" when request.Parameters["api-version"] is not { Length: > 0 } => Refused(
                400,
                "No api-version was supplied for the \"POST\" request."
            ),
            "POST" when !request.IsJson => Refused(415, "The content type must be application/json."),
            "POST" => Issued("oidcToken", provider.Issue(workload, workload.Audience, isForOneUse: true)),
            _ => Refused(405, $"The requested resource does not support http method '{request.Method}'."),
        };
    }

    private static ServerResponse Issued(string name, string token) => ServerResponse.Json(200, new JsonObject { [name] = token });

    private static ServerResponse Refused(int status, string message) =>
        ServerResponse.Json(status, new JsonObject { ["message"] = message });
}
