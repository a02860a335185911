namespace Auth0Flows.LocalTenant.Management;

/// <summary>Which part of a list is asked for, by number.</summary>
internal sealed record PageRequest(int Page, int PerPage, bool IncludesTotals)
{
    private const int DefaultPerPage = 50;
    private const int MaximumPerPage = 100;

    public long Start => (long)Page * PerPage;

    /// <param name="query">The query.</param>
    /// <param name="listLimit">Where the list ends for this kind of paging; null for nowhere.</param>
    public static PageRequest Read(QueryReader query, int? listLimit)
    {
        var request = new PageRequest(
            query.Integer("page", minimum: 0) ?? 0,
            query.Integer("per_page", minimum: 1, MaximumPerPage) ?? DefaultPerPage,
            query.Boolean("include_totals") ?? false);
        return request.Start + request.PerPage <= (listLimit ?? long.MaxValue)
            ? request
            : throw ApiException.BadRequest(
                $"You can only page through the first {listLimit} records. "
                + "See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation",
                "invalid_paging");
    }
}
