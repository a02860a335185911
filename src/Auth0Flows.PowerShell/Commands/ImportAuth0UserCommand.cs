using System.Management.Automation;
using System.Text.Json;

namespace Auth0Flows.PowerShell;

/// <summary>Imports users by jobs of the tenant, in files of the size that it takes.</summary>
[Cmdlet(VerbsData.Import, "Auth0User", DefaultParameterSetName = PipeSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Job))]
public sealed partial class ImportAuth0UserCommand : JobCmdletBase
{
    private const string PipeSet = "InputObject";
    private const string FileSet = "Path";

    private readonly UserImport _import = new();

    /// <summary>The database connection that the users go into: its name, or its id.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>A file of users: a JSON array, or an object a line as Export-Auth0User writes them.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Users: what Get-Auth0User or Export-Auth0User gave, or objects with the properties of Auth0's schema for imports.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipeSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>Changes users who exist already; they are refused otherwise.</summary>
    [Parameter]
    public SwitchParameter Upsert { get; set; }

    /// <summary>An id of one's own for the jobs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExternalId { get; set; }

    /// <summary>Lets Auth0 write an e-mail to the tenant's owners when a job is done.</summary>
    [Parameter]
    public SwitchParameter SendCompletionEmail { get; set; }

    /// <summary>Starts the jobs and gives them, without waiting for their end.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override string? ConnectionGiven => Connection;

    // By name: the user itself comes with a password's hash.
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

        var path = GetUnresolvedProviderPathFromPSPath(Path);
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

        // Whatever becomes of the full file, the user is in the next one.
        var (count, content) = (_import.File.Count, _import.File.Take());
        _import.File.TryAdd(user);
        await SendAsync(count, content, cancellationToken).ConfigureAwait(true);
    }
}
