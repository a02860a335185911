namespace Auth0Flows;

/// <summary>Where a workload's identity token comes from.</summary>
public enum Auth0FederatedTokenSource
{
    /// <summary>
    /// GitHub Actions: each token is requested from the address in <c>ACTIONS_ID_TOKEN_REQUEST_URL</c>. The job needs the permission
    /// <c>id-token: write</c>.
    /// </summary>
    GitHub,

    /// <summary>
    /// Azure Pipelines: each token is requested from the address in <c>SYSTEM_OIDCREQUESTURI</c>, with <c>SYSTEM_ACCESSTOKEN</c>.
    /// </summary>
    AzureDevOps,

    /// <summary>An environment variable, such as those that GitLab's keyword <c>id_tokens</c> sets.</summary>
    Variable,

    /// <summary>A file that is read for each exchange, because its token rotates: a projected token of Kubernetes.</summary>
    File,
}
