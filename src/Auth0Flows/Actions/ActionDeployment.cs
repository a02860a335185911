using System.Collections.Specialized;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.Actions;

/// <summary>
/// Deploys an action, and waits until its version is built: Auth0 builds drafts and versions in the background. A lost connection doesn't
/// end the wait, because the build continues.
/// </summary>
/// <param name="send">Sends a request.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="activity">Receives the build's progress.</param>
internal sealed class ActionDeployment(
    Func<Auth0ApiRequest, CancellationToken, Task<Auth0ApiResponse>> send,
    TimeProvider timeProvider,
    IProgress<Auth0Activity>? activity
)
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1); // as auth0-deploy-cli: a build takes seconds

    /// <summary>The request that deploys an action's draft, or an earlier version again.</summary>
    public static Auth0ApiRequest Request(string actionId, string? versionId, bool updatesDraft) =>
        versionId is null
            ? new() { Method = HttpMethod.Post, Path = PathTemplate.Expand("actions/actions/{id}/deploy", _ => actionId) }
            : new()
            {
                Method = HttpMethod.Post,
                Path = PathTemplate.Expand("actions/actions/{actionId}/versions/{id}/deploy", name => name == "id" ? versionId : actionId),
                Body = new OrderedDictionary(StringComparer.Ordinal) { ["update_draft"] = updatesDraft },
            };

    /// <summary>Returns the built version.</summary>
    /// <exception cref="Auth0ApiException">
    /// The build failed (<see cref="Auth0ErrorCode.JobFailed"/>), or takes longer (<see cref="Auth0ErrorCode.JobTimeout"/>).
    /// </exception>
    public async Task<Auth0ActionVersion> DeployAsync(
        string actionId,
        Auth0ApiRequest request,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var started = timeProvider.GetUtcNow();
        Auth0ActionVersion? version;
        while ((version = await TryDeployAsync(actionId, request, cancellationToken).ConfigureAwait(false)) is null)
        {
            await PauseAsync(started, timeout, $"The draft of the action {actionId}", cancellationToken).ConfigureAwait(false);
        }

        while (version is not { Status: "built" })
        {
            if (version is { Status: "failed" })
            {
                throw Failed($"The build of the action {actionId} failed", version.Errors);
            }

            var (known, left) = (version, timeout - (timeProvider.GetUtcNow() - started));
            version =
                await BoundedRead
                    .ReadAsync(stop => TryReadAsync(actionId, known, stop), left, timeProvider, cancellationToken)
                    .ConfigureAwait(false)
                ?? known;
            if (version.Status is not ("built" or "failed"))
            {
                await PauseAsync(started, timeout, $"The version {version.Number} of the action {actionId}", cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return version;
    }

    // A draft that was changed a moment ago is still being built. Then Auth0 answers "must be in the 'built' state".
    private async Task<Auth0ActionVersion?> TryDeployAsync(string actionId, Auth0ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return Auth0Resources.ActionVersions(actionId).Read(await send(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Auth0ApiException refusal) when (IsBuilding(refusal))
        {
            var reading = new Auth0ApiRequest { Path = Auth0Resources.Actions.PathOf(actionId) };
            var draft = Auth0Resources.Actions.Read(await send(reading, cancellationToken).ConfigureAwait(false));
            return draft.Status == "failed" ? throw Failed($"The draft of the action {actionId} could not be built", null) : null;
        }
    }

    private async Task<Auth0ActionVersion?> TryReadAsync(string actionId, Auth0ActionVersion version, CancellationToken cancellationToken)
    {
        var versions = Auth0Resources.ActionVersions(actionId);
        try
        {
            var reading = new Auth0ApiRequest { Path = versions.PathOf(version.Id) };
            return versions.Read(await send(reading, cancellationToken).ConfigureAwait(false));
        }
        catch (Auth0Exception failure) when (failure.IsTransient)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Retry,
                    $"{failure.Message} The build of the action {actionId} continues; asking again in {_pause.TotalSeconds:0} s."
                )
                {
                    Delay = _pause,
                }
            );
            return null;
        }
    }

    private async Task PauseAsync(DateTimeOffset started, TimeSpan timeout, string what, CancellationToken cancellationToken)
    {
        activity?.Report(new Auth0Activity(Auth0ActivityKind.Job, $"{what} is being built"));
        var left = timeout - (timeProvider.GetUtcNow() - started);
        if (left <= TimeSpan.Zero)
        {
            throw new Auth0ApiException(Auth0ErrorCode.JobTimeout, $"{what} was not built within {timeout.TotalSeconds:0} s.");
        }

        await Task.Delay(_pause < left ? _pause : left, timeProvider, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsBuilding(Auth0ApiException refusal) =>
        refusal.ErrorDescription?.Contains("'built' state", StringComparison.Ordinal) == true;

    private static Auth0ApiException Failed(string what, Auth0ActionError[]? errors) =>
        new(
            Auth0ErrorCode.JobFailed,
            errors is { Length: > 0 }
                ? $"{what}: {ServerText.Clean(string.Join("; ", errors.Select(static error => error.Message)))}"
                : $"{what}."
        );
}
