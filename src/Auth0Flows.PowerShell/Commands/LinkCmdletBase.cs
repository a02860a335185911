using System.Collections.Specialized;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that connect objects of the Management API, or separate them: users and roles, members and organizations.
/// Piped objects are collected, so that a request carries many of them.
/// </summary>
public abstract class LinkCmdletBase : SessionCmdletBase
{
    // A path and the list in its request; in the order in which they came.
    private readonly OrderedDictionary<(HttpMethod Method, string Path, string? Property), List<object>> _waiting = [];

    /// <summary>How many objects a request carries at most.</summary>
    private protected virtual int MostPerRequest => 50;

    /// <summary>Whether the cmdlet was told not to ask.</summary>
    private protected virtual bool IsForced => false;

    /// <summary>Collects what a request to this path carries, and sends what is enough for one.</summary>
    /// <param name="method">POST or DELETE.</param>
    /// <param name="path">The path of the list.</param>
    /// <param name="property">The property of the request's body that contains the objects; null if the body is the list.</param>
    /// <param name="items">Ids, or objects as dictionaries.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private protected async ValueTask CollectAsync(
        HttpMethod method,
        string path,
        string? property,
        IEnumerable<object> items,
        CancellationToken cancellationToken
    )
    {
        var key = (method, path, property);
        if (!_waiting.TryGetValue(key, out var list))
        {
            _waiting.Add(key, list = []);
        }

        foreach (var item in items)
        {
            list.Add(item);
            if (list.Count == MostPerRequest)
            {
                object[] full = [.. list];
                list.Clear();
                await SendAsync(method, path, property, full, cancellationToken).ConfigureAwait(true);
            }
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        foreach (var ((method, path, property), items) in _waiting)
        {
            if (items.Count > 0)
            {
                await SendAsync(method, path, property, [.. items], cancellationToken).ConfigureAwait(true);
            }
        }
    }

    private async ValueTask SendAsync(HttpMethod method, string path, string? property, object[] items, CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var request = Request(method, path, property, items);
        if (!await ShouldSendAsync(session, request, IsForced, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        try
        {
            await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }
        catch (Auth0ApiException failure) when (IsAboutAnItem(failure) && items.Length > 1)
        {
            // The API refuses the request as a whole: one object that doesn't exist must not take the others with it.
            foreach (var item in items)
            {
                await SendOneAsync(session, Request(method, path, property, [item]), item, cancellationToken).ConfigureAwait(true);
            }
        }
        catch (Auth0ApiException failure) when (IsAboutAnItem(failure))
        {
            WriteError(ErrorRecords.From(failure, items[0]));
        }
        catch (Auth0Exception failure) when (MyInvocation.ExpectingInput)
        {
            WriteError(ErrorRecords.From(failure, items.Length == 1 ? items[0] : items)); // the requests after it may succeed
        }
    }

    private async ValueTask SendOneAsync(Auth0Session session, Auth0ApiRequest request, object item, CancellationToken cancellationToken)
    {
        try
        {
            await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }
        catch (Auth0Exception failure) when (MyInvocation.ExpectingInput || failure is Auth0ApiException refusal && IsAboutAnItem(refusal))
        {
            WriteError(ErrorRecords.From(failure, item));
        }
    }

    private static Auth0ApiRequest Request(HttpMethod method, string path, string? property, object[] items) =>
        new()
        {
            Method = method,
            Path = path,
            Body = property is null ? items : new OrderedDictionary(StringComparer.Ordinal) { [property] = items },
        };

    private static bool IsAboutAnItem(Auth0ApiException failure) =>
        failure.Code
            is Auth0ErrorCode.NotFound
                or Auth0ErrorCode.InvalidRequest
                or Auth0ErrorCode.InvalidBody
                or Auth0ErrorCode.InvalidQuery
                or Auth0ErrorCode.Conflict;
}
