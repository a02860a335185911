using Auth0Flows.Actions;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>The request that deploys an action: its draft, or one of its versions again.</summary>
    /// <param name="actionId">The action's id.</param>
    /// <param name="versionId">The id of an earlier version; null for the draft.</param>
    /// <param name="updatesDraft">Whether the earlier version also replaces the draft.</param>
    public static Auth0ApiRequest CreateActionDeployment(string actionId, string? versionId = null, bool updatesDraft = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        return ActionDeployment.Request(actionId, versionId, updatesDraft);
    }

    /// <summary>
    /// Deploys an action, and waits until it is built: <see href="https://auth0.com/docs/api/management/v2/actions/post-deploy-action"/>.
    /// If its draft is still being built, waits for that first. A lost connection doesn't end the wait.
    /// </summary>
    /// <param name="actionId">The action's id.</param>
    /// <param name="versionId">The id of an earlier version to deploy again; null for the draft.</param>
    /// <param name="updatesDraft">Whether the earlier version also replaces the draft.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Cancels the wait; the build continues.</param>
    /// <returns>The version that runs from now on.</returns>
    /// <exception cref="Auth0ApiException">
    /// The build failed (<see cref="Auth0ErrorCode.JobFailed"/>), or takes longer (<see cref="Auth0ErrorCode.JobTimeout"/>).
    /// </exception>
    public Task<Auth0ActionVersion> DeployActionAsync(
        string actionId,
        TimeSpan timeout,
        string? versionId = null,
        bool updatesDraft = false,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(actionId);
        ThrowIfClosed();
        var request = ActionDeployment.Request(actionId, versionId, updatesDraft);
        return new ActionDeployment((reading, token) => SendAsync(reading, activity, token), _context.TimeProvider, activity).DeployAsync(
            actionId,
            request,
            timeout,
            cancellationToken
        );
    }
}
