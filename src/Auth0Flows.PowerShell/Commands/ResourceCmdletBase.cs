namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that get objects of the Management API: by their ids, or as a list.</summary>
public abstract class ResourceCmdletBase : SessionCmdletBase
{
    /// <summary>Writes the objects of these ids. One that isn't there is one error, and the others go on.</summary>
    private protected ValueTask GetEachAsync<T>(Auth0Resource<T> resource, string[] ids, CancellationToken cancellationToken)
        where T : class
    {
        var session = ResolveSession();
        return ForEachAsync(
            ids,
            async id =>
                WriteObject(ApiObject.OfTyped(await session.GetAsync(resource, id, Activity, cancellationToken).ConfigureAwait(true)))
        );
    }

    /// <summary>
    /// Writes what belongs to each of these ids: the members of organizations, the roles of users. The filters hold for each of them.
    /// </summary>
    private protected ValueTask ListEachAsync<T>(
        Func<string, Auth0Resource<T>> resourceOf,
        string[] ids,
        ApiQuery query,
        CancellationToken cancellationToken
    )
        where T : class => ForEachAsync(ids, id => ListAsync(resourceOf(id), query, cancellationToken));

    /// <summary>
    /// An object that is piped in to be looked for, and says nothing of what it is looked for by, must not bring the whole list.
    /// </summary>
    private protected void RefuseEmpty(string names, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (value is not null)
            {
                return;
            }
        }

        if (MyInvocation.ExpectingInput)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.MissingParameter, $"The piped object has no value for {names}.");
        }
    }

    /// <summary>Whether only a part of the list is wanted, or its length.</summary>
    private protected bool IsPaged =>
        PagingParameters is { Skip: > 0 } or { First: < ulong.MaxValue } or { IncludeTotalCount.IsPresent: true };

    /// <summary>Writes a list, page by page as the pipeline takes it.</summary>
    /// <param name="resource">What is listed.</param>
    /// <param name="query">The API's own filters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="names">Filters by name, for what the API can't: then -First and -Skip count here too.</param>
    /// <param name="nameOf">The name that is meant.</param>
    private protected async ValueTask ListAsync<T>(
        Auth0Resource<T> resource,
        ApiQuery query,
        CancellationToken cancellationToken,
        NamePatterns? names = null,
        Func<T, string?>? nameOf = null
    )
        where T : class
    {
        var paging = new ListPaging(this, countsHere: names is not null);
        await foreach (
            var item in ResolveSession()
                .ListAsync(resource, paging.Options(query.Parameters), Activity, cancellationToken)
                .ConfigureAwait(true)
        )
        {
            if ((names is null || names.Match(nameOf!(item))) && paging.Takes())
            {
                WriteObject(ApiObject.OfTyped(item));
            }

            if (paging.IsDone)
            {
                return;
            }
        }

        foreach (var missing in names?.LiteralsWithoutMatch() ?? [])
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.NotFound, $"None of the {resource.Path} is named '{missing}'.", missing));
        }
    }
}
