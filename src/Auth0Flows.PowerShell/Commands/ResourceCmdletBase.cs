namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that get objects of the Management API: by id, or as a list.</summary>
public abstract class ResourceCmdletBase : SessionCmdletBase
{
    // Of several lists, which are counted together: those of several ids, or of piped objects.
    private ListPaging? _together;

    /// <summary>Writes the objects with these ids. If one doesn't exist, that is one error, and the others continue.</summary>
    private protected ValueTask GetEachAsync<T>(
        Auth0Resource<T> resource,
        string[] ids,
        CancellationToken cancellationToken,
        params (string Name, string Id)[] owners
    )
        where T : class
    {
        var session = ResolveSession();
        return ForEachAsync(
            ids,
            async id =>
                WriteObject(
                    ApiObject.OfTyped(await session.GetAsync(resource, id, Activity, cancellationToken).ConfigureAwait(true), owners)
                )
        );
    }

    /// <summary>Writes an object that there is once: the tenant's settings, the settings of a prompt.</summary>
    private protected async ValueTask GetOneAsync<T>(Auth0Resource<T> resource, CancellationToken cancellationToken)
        where T : class =>
        WriteObject(ApiObject.OfTyped(await ResolveSession().GetAsync(resource, null, Activity, cancellationToken).ConfigureAwait(true)));

    /// <summary>
    /// Writes a list for each of these ids: the members of organizations, the roles of users. The filters apply to each list.
    /// </summary>
    /// <param name="resourceOf">The list of an id.</param>
    /// <param name="ids">The ids.</param>
    /// <param name="query">The API's filters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="ownersOf">The ids of the objects that the objects of a list belong to, if there are several.</param>
    /// <param name="owner">A property for the id, if the API's objects don't say what they belong to; null for none.</param>
    private protected ValueTask ListEachAsync<T>(
        Func<string, Auth0Resource<T>> resourceOf,
        string[] ids,
        ApiQuery query,
        CancellationToken cancellationToken,
        Func<string, (string Name, string Id)[]>? ownersOf = null,
        string? owner = null
    )
        where T : class =>
        ForEachAsync(
            ids,
            id =>
                ListAsync(
                    resourceOf(id),
                    query,
                    cancellationToken,
                    owners: owner is null ? ownersOf?.Invoke(id) : [(owner, id)],
                    isOneOfSeveral: ids.Length > 1
                )
        );

    /// <summary>A piped object without any of the properties to search by must not return the whole list.</summary>
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

    /// <summary>Whether only a part of the list, or its total, is requested.</summary>
    private protected bool IsPaged =>
        PagingParameters is { Skip: > 0 } or { First: < ulong.MaxValue } or { IncludeTotalCount.IsPresent: true };

    /// <summary>Writes a list, page by page as the pipeline reads it.</summary>
    /// <param name="resource">The type of the objects.</param>
    /// <param name="query">The API's filters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="names">Filters by name, if the API can't; then -First and -Skip are also applied here.</param>
    /// <param name="nameOf">The name to filter by.</param>
    /// <param name="owners">The ids of the objects that these belong to.</param>
    /// <param name="isOneOfSeveral">Whether -First and -Skip count the objects of several lists, as they do for piped objects.</param>
    private protected async ValueTask ListAsync<T>(
        Auth0Resource<T> resource,
        ApiQuery query,
        CancellationToken cancellationToken,
        NamePatterns? names = null,
        Func<T, string?>? nameOf = null,
        (string Name, string Id)[]? owners = null,
        bool isOneOfSeveral = false
    )
        where T : class
    {
        var paging =
            isOneOfSeveral || MyInvocation.ExpectingInput
                ? _together ??= new ListPaging(this, countsHere: true, isFiltered: names is not null)
                : new ListPaging(this, countsHere: names is not null);
        if (paging.IsDone && paging == _together && !paging.WantsTotal)
        {
            return;
        }

        await foreach (
            var item in ResolveSession()
                .ListAsync(resource, paging.Options(query.Parameters), Activity, cancellationToken)
                .ConfigureAwait(true)
        )
        {
            if ((names is null || names.Match(nameOf!(item))) && paging.Takes())
            {
                WriteObject(ApiObject.OfTyped(item, owners ?? []));
            }

            if (paging.IsDone)
            {
                return;
            }
        }

        foreach (var missing in names?.LiteralsWithoutMatch() ?? [])
        {
            WriteError(
                ErrorRecords.From(Auth0ErrorCode.NotFound, $"None of the {resource.Path.Split('/')[^1]} is named '{missing}'.", missing)
            );
        }
    }
}
