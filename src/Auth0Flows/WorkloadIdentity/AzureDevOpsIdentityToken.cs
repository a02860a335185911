using System.Text;
using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>
/// The token of a job of Azure Pipelines: <see href="https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create"/>.
/// </summary>
internal sealed class AzureDevOpsIdentityToken(HttpTransport transport, Func<string, string?> read, string? serviceConnectionId)
    : RequestedIdentityToken(transport, "Azure DevOps")
{
    private const string UrlVariable = "SYSTEM_OIDCREQUESTURI";
    private const string TokenVariable = "SYSTEM_ACCESSTOKEN";
    private const string ApiVersion = "7.1";

    protected override string Property => "oidcToken";

    protected override (Uri Address, Auth0Secret Bearer) Locate() =>
        read(UrlVariable)?.Trim() is not { Length: > 0 } url
            ? throw Missing($"This is no job of Azure Pipelines: {UrlVariable} is not set.")
        : read(TokenVariable)?.Trim() is { Length: > 0 } bearer ? (ReadAddress(url, UrlVariable), bearer.ToSecret())
        : throw new Auth0ConfigurationException(
            Auth0ErrorCode.FederatedTokenNotPermitted,
            $"The step may not request an identity token: Azure Pipelines sets {TokenVariable} only for a step that maps it, with env: and $(System.AccessToken)."
        );

    protected override HttpRequestMessage CreateRequest(Uri address)
    {
        // The tasks of Azure set the variable for the connection that they use.
        var connection = serviceConnectionId ?? read("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID")?.Trim();
        var query =
            $"api-version={ApiVersion}{(string.IsNullOrEmpty(connection) ? "" : $"&serviceConnectionId={Uri.EscapeDataString(connection)}")}";
        var request = new HttpRequestMessage(HttpMethod.Post, WithQuery(address, query))
        {
            Content = new StringContent("", Encoding.UTF8, "application/json"),
        };

        // Else it answers with a redirect to a login page.
        request.Headers.Add("X-TFS-FedAuthRedirect", "Suppress");
        return request;
    }
}
