namespace Auth0Flows.PowerShell;

/// <content>Reads the entries: by a search, or by checkpoint.</content>
public sealed partial class GetAuth0LogCommand
{
    private bool HasFilter => Type is not null || Search is not null || Since is not null || Until is not null;

    private ValueTask SearchAsync(CancellationToken cancellationToken)
    {
        RefuseEmpty("UserId or ClientId", UserId, ClientId);
        return ListAsync(Auth0Resources.Logs, new ApiQuery().Add("q", Query()).Add("sort", "date:-1"), cancellationToken);
    }

    private string? Query() =>
        new LogSearch()
            .Add("type", Type)
            .Add("user_id", UserId)
            .Add("client_id", ClientId)
            .Add("date", Since, Until)
            .AddQuery(Search)
            .Query;

    // No more is requested than is wanted, unless it is filtered here.
    private Auth0ListOptions ForAfter() =>
        new ListPaging(this, countsHere: true, isFiltered: Type is not null).Options([]) with
        {
            From = After,
        };

    // Auth0 doesn't filter by checkpoint.
    private async ValueTask WriteAsync(IAsyncEnumerable<Auth0Log> entries)
    {
        var paging = new ListPaging(this, countsHere: true);
        if (paging.IsDone)
        {
            return;
        }

        await foreach (var entry in entries.ConfigureAwait(true))
        {
            if ((Type is null || Type.Contains(entry.Type, StringComparer.Ordinal)) && paging.Takes())
            {
                WriteObject(ApiObject.OfTyped(entry));
            }

            if (paging.IsDone)
            {
                return;
            }
        }
    }
}
