namespace Auth0Flows.WorkloadIdentity;

/// <summary>Gets a workload's current identity token. It is never kept: the next exchange gets another one.</summary>
internal abstract class IdentityTokenSource
{
    /// <summary>More than any identity token has, and less than a header or a form may have.</summary>
    public const int LongestToken = 65_536;

    /// <summary>Gets the token.</summary>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0Exception">There is none; the exception's code specifies the cause.</exception>
    public abstract Task<string> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken);

    protected static Auth0ConfigurationException Missing(string message) => new(Auth0ErrorCode.FederatedTokenMissing, message);
}
