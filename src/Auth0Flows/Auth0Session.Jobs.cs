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
    /// Starts a job that imports users: <see href="https://auth0.com/docs/api/management/v2/jobs/post-users-imports"/>. Where the tenant
    /// has as many under way as it takes, it is asked again until there is room.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="users">A JSON array of them, of 500 KB at most; <see cref="Auth0UserImportFile"/> makes such files.</param>
    /// <param name="timeout">How long to wait for room.</param>
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

    /// <summary>Waits until a job is completed. A connection that is lost meanwhile ends nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
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
    /// The lines of a completed export: a JSON object each, or CSV. They are unpacked as they come; a lost connection is taken up again.
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

    /// <summary>Writes a completed export to a file: unpacked, or as it is where the name ends in <c>.gz</c>.</summary>
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
