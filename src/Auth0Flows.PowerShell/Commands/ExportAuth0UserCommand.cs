using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Exports users with a job of the tenant, without a limit.</summary>
[Cmdlet(VerbsData.Export, "Auth0User", DefaultParameterSetName = NewSet)]
[OutputType(typeof(Auth0User), typeof(Auth0Job), typeof(string))]
[ApiEndpoint("POST jobs/users-exports")]
public sealed class ExportAuth0UserCommand : JobCmdletBase
{
    private const string NewSet = "New";
    private const string JobSet = "Job";

    private bool _isWritten;

    /// <summary>The connection of the users: its name or id. Default: all connections.</summary>
    [Parameter(Position = 0, ParameterSetName = NewSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>The properties to export, such as user_id, email or user_metadata.team. Default: Auth0's selection.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [];

    /// <summary>The maximum number of users.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [ValidateRange(1, long.MaxValue)]
    public long? Limit { get; set; }

    /// <summary>The format of the job: json returns objects, csv returns its lines.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [ValidateSet("json", "csv")]
    public string Format { get; set; } = "json";

    /// <summary>A job that was started earlier: its users can be exported several times, as long as Auth0 keeps them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = JobSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string? JobId { get; set; }

    /// <summary>A file for the users, instead of the pipeline; compressed if its name ends in .gz.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Starts the job and returns it without waiting for its completion.</summary>
    [Parameter(ParameterSetName = NewSet)]
    public SwitchParameter NoWait { get; set; }

    private protected override string? ConnectionGiven => Connection;

    private protected override object? ErrorTarget => JobId ?? Connection;

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (NoWait && OutFile is not null)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "-NoWait returns the job before there is a file for -OutFile: save the file later with -JobId and -OutFile."
            );
        }

        var job = JobId is null ? await StartAsync(session, cancellationToken).ConfigureAwait(true) : null;
        if (NoWait)
        {
            WriteObject(ApiObject.OfTyped(job!));
            return;
        }

        job = await session.WaitJobAsync((JobId ?? job?.Id)!, Patience, Activity, cancellationToken).ConfigureAwait(true);
        if (OutFile is not null)
        {
            if (_isWritten)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ConflictingParameters,
                    $"Several jobs would write to the file {OutFile}, and each would overwrite the last."
                );
            }

            await session.SaveUserExportAsync(job.Id!, FilePathOf(OutFile), Activity, cancellationToken).ConfigureAwait(true);
            _isWritten = true;
            return;
        }

        var number = 0L;
        await foreach (var line in session.ReadUserExportAsync(job.Id!, Activity, cancellationToken).ConfigureAwait(true))
        {
            WriteLine(line, ++number, job);
        }
    }

    // A line that can't be parsed is an error, and the others continue.
    private void WriteLine(string line, long number, Auth0Job job)
    {
        if (job.Format == "csv")
        {
            WriteObject(line);
            return;
        }

        Auth0User user;
        try
        {
            user = Auth0Resources.Users.Parse(line);
        }
        catch (Auth0ResponseException failure)
        {
            WriteError(ErrorRecords.From(failure, $"line {number} of the export {job.Id}"));
            return;
        }

        WriteObject(ApiObject.OfTyped(user));
    }

    private async ValueTask<Auth0Job> StartAsync(Auth0Session session, CancellationToken cancellationToken)
    {
        var options = new Auth0UserExportOptions
        {
            ConnectionId = await ConnectionIdAsync(session, cancellationToken).ConfigureAwait(true),
            Format = Format.ToLowerInvariant(),
            Limit = Limit,
            Fields = Property,
        };
        return await session.StartUserExportAsync(options, Activity, cancellationToken).ConfigureAwait(true);
    }
}
