using Auth0Flows.Jobs;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>Starts a job that exports users: <see href="https://auth0.com/docs/api/management/v2/jobs/post-users-exports"/>.</summary>
    public Task<Auth0Job> StartUserExportAsync(
        Auth0UserExportOptions? options = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    ) => _jobs.StartExportAsync(options ?? new Auth0UserExportOptions(), activity, cancellationToken);

    /// <summary>
    /// Starts a job that imports users: <see href="https://auth0.com/docs/api/management/v2/jobs/post-users-imports"/>. If the tenant
    /// already has the maximum number of jobs, retries until it accepts another.
    /// </summary>
    /// <param name="options">The options of the import.</param>
    /// <param name="users">A JSON array of users, at most 500 KB; <see cref="Auth0UserImportFile"/> creates such files.</param>
    /// <param name="timeout">How long to wait until the tenant accepts the job.</param>
    /// <param name="activity">Receives requests and waits as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Job> StartUserImportAsync(
        Auth0UserImportOptions options,
        ReadOnlyMemory<byte> users,
        TimeSpan timeout,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        return _jobs.StartImportAsync(options, users, timeout, activity, cancellationToken);
    }

    /// <summary>Waits until a job is completed. A lost connection doesn't end the wait.</summary>
    /// <param name="jobId">The job's id.</param>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Cancels the wait; the job continues.</param>
    /// <exception cref="Auth0ApiException">
    /// The job failed (<see cref="Auth0ErrorCode.JobFailed"/>), or takes longer (<see cref="Auth0ErrorCode.JobTimeout"/>).
    /// </exception>
    public Task<Auth0Job> WaitJobAsync(
        string jobId,
        TimeSpan timeout,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ThrowIfClosed();
        return new JobPolling(JobReader(activity), _context.TimeProvider, activity).WaitAsync(jobId, timeout, cancellationToken);
    }

    /// <summary>
    /// Reads the lines of a completed export: one JSON object each, or CSV. They are decompressed as they arrive; a lost connection is
    /// resumed.
    /// </summary>
    public IAsyncEnumerable<string> ReadUserExportAsync(
        string jobId,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ThrowIfClosed();
        return new ExportFile(JobReader(activity), Domain, _context.Sending, jobId, activity).ReadLinesAsync(cancellationToken);
    }

    /// <summary>Writes a completed export to a file: decompressed, or unchanged if the name ends in <c>.gz</c>.</summary>
    public Task SaveUserExportAsync(
        string jobId,
        string path,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfClosed();
        return new ExportFile(JobReader(activity), Domain, _context.Sending, jobId, activity).SaveAsync(path, cancellationToken);
    }

    private Func<string, CancellationToken, Task<Auth0Job>> JobReader(IProgress<Auth0Activity>? activity) =>
        (id, token) => GetAsync(Auth0Resources.Jobs, id, activity, token);
}
