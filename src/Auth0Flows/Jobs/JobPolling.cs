using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.Jobs;

/// <summary>
/// Waits for a job of the tenant: polls every second at first, then less often. A lost connection doesn't end the wait, because the job
/// continues.
/// </summary>
/// <param name="read">Reads the job by its id.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="activity">Receives the job's progress.</param>
internal sealed class JobPolling(
    Func<string, CancellationToken, Task<Auth0Job>> read,
    TimeProvider timeProvider,
    IProgress<Auth0Activity>? activity
)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    /// <summary>Returns the completed job.</summary>
    /// <exception cref="Auth0ApiException">
    /// The job failed (<see cref="Auth0ErrorCode.JobFailed"/>), or takes longer (<see cref="Auth0ErrorCode.JobTimeout"/>).
    /// </exception>
    public async Task<Auth0Job> WaitAsync(string id, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetUtcNow();
        for (var wait = _shortest; ; wait = wait * 1.5 < _longest ? wait * 1.5 : _longest)
        {
            Auth0Job? job = null;
            try
            {
                job = await BoundedRead
                    .ReadAsync(stop => read(id, stop), timeout - (timeProvider.GetUtcNow() - started), timeProvider, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Auth0Exception failure) when (failure.IsTransient)
            {
                activity?.Report(
                    new Auth0Activity(
                        Auth0ActivityKind.Retry,
                        $"{failure.Message} The job {id} is still running; asking again in {wait.TotalSeconds:0.#} s."
                    )
                    {
                        Delay = wait,
                    }
                );
            }

            switch (job?.Status)
            {
                case "completed":
                    return job;
                case "failed":
                    throw new Auth0ApiException(
                        Auth0ErrorCode.JobFailed,
                        $"The job {id} failed{(job.StatusDetails is { } details ? $": {ServerText.Clean(details)}" : ".")}"
                    );
                case { } status:
                    activity?.Report(
                        new Auth0Activity(Auth0ActivityKind.Job, $"{Words(job.Type)}: {ServerText.Clean(status)}")
                        {
                            Done = job.PercentageDone ?? 0,
                            Total = 100,
                        }
                    );
                    break;
            }

            var left = timeout - (timeProvider.GetUtcNow() - started);
            if (left <= TimeSpan.Zero)
            {
                throw new Auth0ApiException(
                    Auth0ErrorCode.JobTimeout,
                    $"The job {id} did not complete within {timeout.TotalSeconds:0} s{(job is null ? "" : $" ({job.PercentageDone ?? 0} % done)")}; it is still running."
                );
            }

            await Task.Delay(wait < left ? wait : left, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Words(string? type) =>
        type switch
        {
            "users_export" => "Exporting users",
            "users_import" => "Importing users",
            _ => "Waiting for the job",
        };
}
