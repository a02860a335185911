using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The sources of a workload's identity token.</summary>
internal sealed class FederatedTokenCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        [
            new("GitHub", "a job of GitHub Actions, with the permission id-token: write"),
            new("AzureDevOps", "a job of Azure Pipelines, with SYSTEM_ACCESSTOKEN; AzureDevOps:<id> for a service connection"),
            new("GitLab", "a job of GitLab, with id_tokens: AUTH0_ID_TOKEN"),
            new("env:", "another environment variable: env:AUTH0_ID_TOKEN"),
            new("/var/run/secrets/tokens/auth0", "a file, such as a projected token of Kubernetes"),
        ];
}
