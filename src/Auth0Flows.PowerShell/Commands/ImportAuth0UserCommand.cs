using System.Management.Automation;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>Imports users with jobs of the tenant, in files up to the maximum size.</summary>
[Cmdlet(VerbsData.Import, "Auth0User", DefaultParameterSetName = PipeSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Job))]
[ApiEndpoint("POST jobs/users-imports")]
public sealed partial class ImportAuth0UserCommand : JobCmdletBase
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

    private protected override TimeSpan LongestJob => Auth0UserImportOptions.LongestJob;

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

        var path = FilePathOf(Path);
        var number = 0L;
        try
        {
            await foreach (var user in Auth0UserImportFile.ReadAsync(path, cancellationToken).ConfigureAwait(true))
            {
                number++;
                await AddFromFileAsync(user, number, cancellationToken).ConfigureAwait(true);
            }
        }
        catch (Auth0ConfigurationException) when (_import.File.Count > 0)
        {
            // A pipe with a fault: the users before it are imported.
            await EndAsync(cancellationToken).ConfigureAwait(true);
            throw;
        }
    }

    // One that is no user is one error, and the others go on.
    private async ValueTask AddFromFileAsync(JsonElement user, long number, CancellationToken cancellationToken)
    {
        try
        {
            await AddAsync(user, cancellationToken).ConfigureAwait(true);
        }
        catch (Auth0ConfigurationException failure) when (failure.Code == Auth0ErrorCode.ImportRefused)
        {
            WriteError(ErrorRecords.From(failure, $"item {number} of {Path}"));
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
}
