using Auth0Flows.Http;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>Creates the source that a user specified.</summary>
internal static class IdentityTokenSources
{
    /// <param name="token">The token's source.</param>
    /// <param name="transport">Sends requests to a CI.</param>
    /// <param name="audience">The audience to ask for, where the source can be asked.</param>
    public static IdentityTokenSource Create(Auth0FederatedToken token, HttpTransport transport, string audience) =>
        token.Source switch
        {
            Auth0FederatedTokenSource.GitHub => new GitHubIdentityToken(transport, token.ReadVariable, audience),
            Auth0FederatedTokenSource.AzureDevOps => new AzureDevOpsIdentityToken(transport, token.ReadVariable, token.Location),
            Auth0FederatedTokenSource.Variable => new VariableIdentityToken(token.ReadVariable, token.Location!),
            _ => new FileIdentityToken(token.Location!),
        };
}
