using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets entries of the tenant's log: the newest first, all after an entry, or new ones as they are written.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Log", DefaultParameterSetName = SearchSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Log))]
[ApiEndpoint("GET logs")]
[ApiEndpoint("GET logs/{id}")]
public sealed partial class GetAuth0LogCommand : ResourceCmdletBase
{
    private const string SearchSet = "Search";
    private const string AfterSet = "After";
    private const string AllSet = "All";
    private const string TailSet = "Tail";
    private const string IdSet = "LogId";

    /// <summary>The ids of the entries. Piped entries are found by their ids, or with a filter, by their users and applications.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = SearchSet)]
    [Alias("log_id")]
    [NotEmptyWhereNamed]
    public string[] LogId
    {
        get;
        set => field = Array.FindAll(value ?? [], static id => !string.IsNullOrEmpty(id));
    } = [];

    /// <summary>The types of the entries, by their codes: s, f, fdeaz, seccft, …</summary>
    [Parameter(Position = 0, ParameterSetName = SearchSet)]
    [Parameter(Position = 0, ParameterSetName = AfterSet)]
    [Parameter(Position = 0, ParameterSetName = AllSet)]
    [Parameter(Position = 0, ParameterSetName = TailSet)]
    [ArgumentCompleter(typeof(LogTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Type { get; set; }

    /// <summary>A query in Lucene syntax, in addition to the other filters.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ValidateNotNullOrEmpty]
    public string? Search { get; set; }

    /// <summary>The user of the entries.</summary>
    [Parameter(ParameterSetName = SearchSet, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [NotEmptyWhereNamed]
    public string? UserId
    {
        get;
        set => field = value is "" ? null : value;
    }

    /// <summary>The application of the entries.</summary>
    [Parameter(ParameterSetName = SearchSet, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId
    {
        get;
        set => field = value is "" ? null : value;
    }

    /// <summary>The start of the time range.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public DateTime? Since { get; set; }

    /// <summary>The end of the time range.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public DateTime? Until { get; set; }

    /// <summary>The id of the entry to start after, oldest first; also with -Tail.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AfterSet)]
    [Parameter(ParameterSetName = TailSet)]
    [ValidateNotNullOrEmpty]
    public string? After { get; set; }

    /// <summary>All entries that the tenant keeps, oldest first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Returns entries as they are written, until Ctrl+C or -First.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TailSet)]
    public SwitchParameter Tail { get; set; }

    /// <summary>How long -Tail waits before the next request, if there are no new entries. Default: two seconds.</summary>
    [Parameter(ParameterSetName = TailSet)]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan PollingInterval { get; set; } = TimeSpan.FromSeconds(2);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? LogId : UserId ?? ClientId ?? After;

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName switch
        {
            IdSet => GetEachAsync(Auth0Resources.Logs, LogId, cancellationToken),
            SearchSet when LogId.Length > 0 && !HasFilter => GetEachAsync(Auth0Resources.Logs, LogId, cancellationToken),
            SearchSet => SearchAsync(cancellationToken),
            TailSet => WriteAsync(ResolveSession().FollowLogAsync(After, PollingInterval, Activity, cancellationToken)),
            AfterSet => WriteAsync(ResolveSession().ListAsync(Auth0Resources.Logs, ForAfter(), Activity, cancellationToken)),
            _ => WriteAsync(ResolveSession().ReadLogAsync(After, Activity, cancellationToken)),
        };
}
