using System.Collections.Specialized;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    // Auth0 works on two imports at once: a third one is asked for again until one of them is done.
    private static readonly TimeSpan _betweenStarts = TimeSpan.FromSeconds(10);

    /// <summary>Starts a job that exports users: <see href="https://auth0.com/docs/api/management/v2/jobs/post-users-exports"/>.</summary>
    public Task<Auth0Job> StartUserExportAsync(Auth0UserExportOptions? options = null, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        options ??= new Auth0UserExportOptions();
        var body = new OrderedDictionary { ["format"] = options.Format };
        if (options.ConnectionId is { } connection)
        {
            body["connection_id"] = connection;
        }

        if (options.Limit is { } limit)
        {
            body["limit"] = limit;
        }

        if (options.Fields.Count > 0)
        {
            body["fields"] = options.Fields.Select(static field => new OrderedDictionary { ["name"] = field }).ToArray();
        }

        return StartJobAsync(new Auth0ApiRequest { Method = HttpMethod.Post, Path = "jobs/users-exports", Body = body }, activity, cancellationToken);
    }

    /// <summary>
    /// Starts a job that imports users: <see href="https://auth0.com/docs/api/management/v2/jobs/post-users-imports"/>. Where the tenant
    /// has as many under way as it takes, it is asked again until there is room.
    /// </summary>
    /// <param name="options">How.</param>
    /// <param name="users">A JSON array of them, of 500 KB at most; <see cref="Auth0UserImportFile"/> makes such files.</param>
    /// <param name="timeout">How long to wait for room.</param>
    /// <param name="activity">Hears of requests and waits.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task<Auth0Job> StartUserImportAsync(Auth0UserImportOptions options, ReadOnlyMemory<byte> users, TimeSpan timeout, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "jobs/users-imports",
            Form =
            [
                new Auth0FormPart("users") { Content = users, ContentType = "application/json" },
                new Auth0FormPart("connection_id") { Text = options.ConnectionId },
                new Auth0FormPart("upsert") { Text = options.Upsert ? "true" : "false" },
                new Auth0FormPart("send_completion_email") { Text = options.SendsCompletionEmail ? "true" : "false" },
                .. options.ExternalId is { } id ? new[] { new Auth0FormPart("external_id") { Text = id } } : [],
            ],
        };
        for (var end = TimeProvider.GetUtcNow() + timeout; ;)
        {
            try
            {
                return await StartJobAsync(request, activity, cancellationToken).ConfigureAwait(false);
            }
            catch (Auth0ApiException full) when (full.ErrorDescription?.Contains("active import", StringComparison.OrdinalIgnoreCase) == true && TimeProvider.GetUtcNow() + _betweenStarts < end)
            {
                activity?.Report(new Auth0Activity(Auth0ActivityKind.Retry, $"{full.Message} Asking again in {_betweenStarts.TotalSeconds:0} s.") { Delay = _betweenStarts });
                await Task.Delay(_betweenStarts, TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until a job is completed. A connection that is lost meanwhile ends nothing.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="activity">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <exception cref="Auth0ApiException">The job failed (<see cref="Auth0ErrorCode.JobFailed"/>), or takes longer (<see cref="Auth0ErrorCode.JobTimeout"/>).</exception>
    public Task<Auth0Job> WaitJobAsync(string jobId, TimeSpan timeout, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ThrowIfClosed();
        return new JobPolling(this, TimeProvider).WaitAsync(jobId, timeout, activity, cancellationToken);
    }

    /// <summary>The lines of a completed export: a JSON object each, or CSV. They are unpacked as they come; a lost connection is taken up again.</summary>
    public IAsyncEnumerable<string> ReadUserExportAsync(string jobId, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ThrowIfClosed();
        return new ExportFile(this, _options, jobId, activity).ReadLinesAsync(cancellationToken);
    }

    /// <summary>Writes a completed export to a file: unpacked, or as it is where the name ends in <c>.gz</c>.</summary>
    public Task SaveUserExportAsync(string jobId, string path, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfClosed();
        return new ExportFile(this, _options, jobId, activity).SaveAsync(path, cancellationToken);
    }

    private async Task<Auth0Job> StartJobAsync(Auth0ApiRequest request, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        var answer = await _api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false);
        var job = Auth0Resources.Jobs.Read(answer);
        return job.Id is { Length: > 0 } ? job : throw JsonAnswer.Invalid(answer, "a job without an id: nobody can ask for it", null);
    }
}
