using Auth0Flows.Http;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>Gets a workload's current identity token. It is never kept: the next exchange gets another one.</summary>
internal abstract class IdentityTokenSource
{
    /// <summary>More than any identity token has, and less than a header or a form may have.</summary>
    public const int LongestToken = 65_536;

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

    /// <summary>Gets the token.</summary>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0Exception">There is none; the exception's code specifies the cause.</exception>
    public abstract Task<string> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken);

    protected static Auth0ConfigurationException Missing(string message) => new(Auth0ErrorCode.FederatedTokenMissing, message);
}
