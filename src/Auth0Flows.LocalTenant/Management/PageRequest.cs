namespace Auth0Flows.LocalTenant.Management;

/// <summary>The requested page of a list, by number.</summary>
internal sealed record PageRequest(int Page, int PerPage, bool IncludesTotals)
{
    private const int DefaultPerPage = 50;
    private const int MaximumPerPage = 100;

    public long Start => (long)Page * PerPage;

    /// <param name="query">The query.</param>
    /// <param name="paging">The limit for this kind of paging, and whether the list supports checkpoints.</param>
    public static PageRequest Read(QueryReader query, ListPaging paging)
    {
        var request = new PageRequest(
            query.Integer("page", minimum: 0) ?? 0,
            query.Integer("per_page", minimum: 1, MaximumPerPage) ?? DefaultPerPage,
            query.Boolean("include_totals") ?? false
        );
        return request.Start + request.PerPage <= (paging.Limit ?? long.MaxValue)
            ? request
            // Both as reported in auth0/auth0-python#277 and auth0/node-auth0#1246.
            : throw ApiException.BadRequest(
                paging.HasCheckpoints
                    ? $"Requesting page {request.Page} exceeds the allowed maximum of {paging.Limit} records. To fetch results beyond {paging.Limit}, use the checkpoint pagination method."
                    : $"You can only page through the first {paging.Limit} records. "
                        + "See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation",
                "invalid_paging"
            );
    }
}
