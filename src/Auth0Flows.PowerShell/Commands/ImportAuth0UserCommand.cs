using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Imports users with jobs of the tenant, in files up to the maximum size.</summary>
[Cmdlet(VerbsData.Import, "Auth0User", DefaultParameterSetName = PipeSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Job))]
public sealed class ImportAuth0UserCommand : JobCmdletBase
{
    private const string PipeSet = "InputObject";
    private const string FileSet = "Path";

    private readonly UserImport _import = new();

    /// <summary>The database connection for the users: its name or id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>A file with users: a JSON array, or one object per line, as written by Export-Auth0User.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Users: the output of Get-Auth0User or Export-Auth0User, or objects with the properties of Auth0's import schema.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipeSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Updates existing users; otherwise they are rejected.</summary>
    [Parameter]
    public SwitchParameter Upsert { get; set; }

    /// <summary>Your own id of the jobs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExternalId { get; set; }

    /// <summary>Lets Auth0 send an e-mail to the tenant's owners when a job is done.</summary>
    [Parameter]
    public SwitchParameter SendCompletionEmail { get; set; }

    /// <summary>Starts the jobs and returns them without waiting for their completion.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override string? ConnectionGiven => Connection;

    // Only the name, because the user object contains the password hash.
    private protected override object? ErrorTarget =>
        InputObject is null
            ? Path ?? Connection
            : new TemplateValues(PSObject.AsPSObject(InputObject), "").FindFirst("email", "username", "user_id", "phone_number");

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (Path is null)
        {
            await AddAsync(PlainObject.Of(InputObject)!, cancellationToken).ConfigureAwait(true);
            return;
        }

        await foreach (
            var user in Auth0UserImportFile.ReadAsync(GetUnresolvedProviderPathFromPSPath(Path), cancellationToken).ConfigureAwait(true)
        )
        {
            await AddAsync(user, cancellationToken).ConfigureAwait(true);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync(CancellationToken cancellationToken) =>
        _import.File.Count > 0 ? SendAsync(_import.File.Count, _import.File.Take(), cancellationToken) : default;

    private async ValueTask AddAsync(object user, CancellationToken cancellationToken)
    {
        if (_import.File.TryAdd(user))
        {
            return;
        }

        // Adds the user to the next file, even if sending the full one fails.
        var (count, content) = (_import.File.Count, _import.File.Take());
        _import.File.TryAdd(user);
        await SendAsync(count, content, cancellationToken).ConfigureAwait(true);
    }

    private async ValueTask SendAsync(int count, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var users = count == 1 ? "1 user" : $"{count:N0} users";
        if (
            !ShouldProcess(
                $"POST {session.AddressOf(new Auth0ApiRequest { Path = "jobs/users-imports" })}\n    {users} into {Connection}",
                $"Import {users} into {Connection}?",
                "Confirm"
            )
        )
        {
            return;
        }

        var options = new Auth0UserImportOptions
        {
            ConnectionId = _import.ConnectionId ??= (await ConnectionIdAsync(session, cancellationToken).ConfigureAwait(true))!,
            Upsert = Upsert,
            ExternalId = ExternalId,
            SendsCompletionEmail = SendCompletionEmail,
        };
        var job = await session.StartUserImportAsync(options, content, Patience, Activity, cancellationToken).ConfigureAwait(true);
        if (!NoWait)
        {
            job = await session.WaitJobAsync(job.Id!, Patience, Activity, cancellationToken).ConfigureAwait(true);
        }

        WriteObject(ApiObject.OfTyped(job));
        if (job.Summary?.Failed > 0)
        {
            await WriteRefusedAsync(session, job.Id!, cancellationToken).ConfigureAwait(true);
        }
    }

    // Writes one error for each rejected user, without the user's secrets.
    private async ValueTask WriteRefusedAsync(Auth0Session session, string jobId, CancellationToken cancellationToken)
    {
        await foreach (
            var refused in session.ListAsync(Auth0Resources.JobErrors(jobId), null, Activity, cancellationToken).ConfigureAwait(true)
        )
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.ImportRefused, refused.ToString(), ApiObject.Of(refused.PublicUser)));
        }
    }
}
