using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's applications, page by page as the pipeline takes them.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Client", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Client))]
public sealed class GetAuth0ClientCommand : SessionCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "ClientId";

    /// <summary>The applications of these ids.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("client_id")]
    [ValidateNotNullOrEmpty]
    public string[] ClientId { get; set; } = [];

    /// <summary>The applications of these names; wildcards are allowed. Auth0 can't filter by name: all are read.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The applications of these types: native, spa, regular_web, non_interactive, …</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? AppType { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (ParameterSetName == ListSet)
        {
            await ListAsync(session, cancellationToken).ConfigureAwait(true);
            return;
        }

        foreach (var id in ClientId)
        {
            try
            {
                WriteObject(ApiObject.Of(await session.GetAsync(Auth0Resources.Clients, id, Activity, cancellationToken).ConfigureAwait(true)));
            }
            catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound)
            {
                WriteError(ErrorRecords.From(failure, id)); // the other ids go on
            }
        }
    }

    private async ValueTask ListAsync(Auth0Session session, CancellationToken cancellationToken)
    {
        // Names are sorted out here, and so First and Skip count here too where there are any.
        var patterns = Name is null ? null : new NamePatterns(Name);
        var paging = new ListPaging(this, countsHere: patterns is not null);
        var options = paging.Options(AppType is null ? [] : [new("app_type", string.Join(',', AppType))]);
        await foreach (var client in session.ListAsync(Auth0Resources.Clients, options, Activity, cancellationToken).ConfigureAwait(true))
        {
            if ((patterns is null || patterns.Match(client.Name)) && paging.Takes())
            {
                WriteObject(ApiObject.Of(client));
            }

            if (paging.IsDone)
            {
                return;
            }
        }

        foreach (var missing in patterns?.LiteralsWithoutMatch() ?? [])
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.NotFound, $"No application is named '{missing}'.", missing));
        }
    }

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? ClientId : Name;
}
