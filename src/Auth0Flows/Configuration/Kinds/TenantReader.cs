using System.Net;
using System.Text.Json;
using Auth0Flows.Api;
using Auth0Flows.Api.Lists;
using Auth0Flows.Http;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>Reads the parts of a tenant's configuration; each list once.</summary>
internal sealed class TenantReader(
    ApiCaller api,
    ApiLists lists,
    string clientId,
    string managementAudience,
    IProgress<Auth0Activity>? activity
)
{
    private const int InParallel = 4;
    private const int PageSize = 100;

    private readonly Dictionary<string, KnownList> _lists = new(StringComparer.Ordinal);

    private readonly List<OddObject> _odd = [];

    /// <summary>The application that reads.</summary>
    public string ClientId => clientId;

    /// <summary>The identifier of the tenant's Management API.</summary>
    public string ManagementAudience => managementAudience;

    /// <summary>Notes something that can't be used, and is left out.</summary>
    public void LeaveOut(OddObject odd)
    {
        lock (_odd)
        {
            _odd.Add(odd);
        }
    }

    /// <inheritdoc cref="LeaveOut(OddObject)"/>
    public void LeaveOut(string name, string why) => LeaveOut(new OddObject(new ConfigurationObject(name, []), why));

    /// <summary>Whether something of this name was left out since then.</summary>
    public bool HasLeftOut(string name)
    {
        lock (_odd)
        {
            return _odd.Exists(odd => odd.Found?.Name == name);
        }
    }

    /// <summary>What was left out since the last call.</summary>
    public IReadOnlyList<OddObject> TakeLeftOut()
    {
        lock (_odd)
        {
            OddObject[] taken = [.. _odd];
            _odd.Clear();
            return taken;
        }
    }

    /// <summary>The object that a request returned; null if there is none. Something else is left out.</summary>
    public JsonMap? MapOf(JsonElement? json, SecretRule rule, string name)
    {
        switch (json?.ValueKind)
        {
            case JsonValueKind.Object:
                return JsonTree.ReadMap(json.Value, rule);
            case null:
                return null;
            default:
                LeaveOut(name, $"it is {Shapes.Named(JsonTree.Read(json.Value, rule))}, and no object");
                return null;
        }
    }

    /// <summary>All objects of a list.</summary>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, CancellationToken cancellationToken)
    {
        lock (_lists)
        {
            if (_lists.TryGetValue(path, out var known))
            {
                return Named(known);
            }
        }

        var (bare, query) = path.Split('?') is [var before, var after] ? (before, after) : (path, "");
        var request = new Auth0ApiRequest
        {
            Path = bare,
            Query =
            [
                .. query
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(static pair => KeyValuePair.Create(pair.Split('=')[0], pair.Split('=')[1])),
            ],
        };
        var list = new KnownList([], []);
        await foreach (
            var item in lists
                .ReadAsync(
                    request,
                    Auth0Endpoints.PagingOf(bare),
                    new Auth0ListOptions
                    {
                        PageSize = PageSize,
                        MustBeComplete = IsOfAnObject(bare),
                        Incomplete = list.Missing.Add,
                    },
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
        {
            list.Items.Add(item);
        }

        lock (_lists)
        {
            _lists[path] = list;
        }

        return Named(list);
    }

    // Whoever reads it, also later, leaves out what it lacks: that isn't removed elsewhere.
    private List<JsonElement> Named(KnownList list)
    {
        lock (_odd)
        {
            _odd.AddRange(list.Missing.Select(static why => new OddObject(null, why)).Except(_odd));
        }

        return list.Items;
    }

    // What belongs to an object is removed where the list of another tenant's object doesn't have it.
    private static bool IsOfAnObject(string path) => path.Count(static character => character == '/') > 1;

    /// <summary>The same list; null if the tenant has no such feature.</summary>
    public async Task<IReadOnlyList<JsonElement>?> ListIfAnyAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ListAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0ApiException failure) when (IsUnavailable(failure))
        {
            return null;
        }
    }

    /// <summary>Whether a list has an object; not if the application may not read it.</summary>
    public async Task<bool> HasAnyAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await lists
                .ReadAsync(
                    new Auth0ApiRequest { Path = path },
                    Auth0Endpoints.PagingOf(path),
                    new Auth0ListOptions { First = 1 },
                    activity,
                    cancellationToken
                )
                .AnyAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is Auth0ApiException or Auth0ResponseException)
        {
            return false; // only a notice depends on it
        }
    }

    /// <summary>One object; null if the tenant doesn't have it.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="name">What is left out if it can't be read.</param>
    public async Task<JsonElement?> GetAsync(string path, CancellationToken cancellationToken, string? name = null)
    {
        try
        {
            var answer = await api.SendAsync(new Auth0ApiRequest { Path = path }, activity, cancellationToken).ConfigureAwait(false);
            using var json = answer.Body.IsEmpty ? null : JsonAnswer.Parse(answer);
            if (json?.RootElement is { } found && !GatewayAnswer.IsOne(found))
            {
                return found.Clone();
            }

            LeaveOut(name ?? path, json is null ? "the answer was empty" : "the answer was an error with the status 200");
            return null;
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound && IsTheTenants(failure))
        {
            return null;
        }
    }

    /// <summary>The same object; null also if the tenant's plan doesn't include it.</summary>
    public async Task<JsonElement?> GetIfAnyAsync(string path, CancellationToken cancellationToken, string? name = null) =>
        (await GetPartAsync(path, name, cancellationToken).ConfigureAwait(false)).Found;

    /// <summary>Several parts of one object, in their order; null for each that the tenant doesn't have.</summary>
    /// <param name="paths">Their paths.</param>
    /// <param name="name">What is left out if one of them can't be read, or if some are refused: a plan would refuse them all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IReadOnlyList<JsonElement?>> GetPartsAsync(
        IReadOnlyList<string> paths,
        string name,
        CancellationToken cancellationToken
    )
    {
        var parts = await ForEachAsync(paths, (path, token) => GetPartAsync(path, name, token), cancellationToken).ConfigureAwait(false);
        if (parts.Any(static part => part.IsRefused) && !parts.All(static part => part.IsRefused))
        {
            LeaveOut(name, $"{paths[Array.FindIndex(parts, static part => part.IsRefused)]} was refused");
        }

        return Array.ConvertAll(parts, static part => part.Found);
    }

    private async Task<(JsonElement? Found, bool IsRefused)> GetPartAsync(string path, string? name, CancellationToken cancellationToken)
    {
        try
        {
            return (await GetAsync(path, cancellationToken, name).ConfigureAwait(false), false);
        }
        catch (Auth0ApiException failure) when (IsUnavailable(failure))
        {
            return (null, failure.Code == Auth0ErrorCode.Forbidden || failure.StatusCode == HttpStatusCode.PaymentRequired);
        }
    }

    /// <summary>Reads several parts at the same time, in their order.</summary>
    public static async Task<TResult[]> ForEachAsync<T, TResult>(
        IReadOnlyList<T> items,
        Func<T, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken
    )
    {
        var results = new TResult[items.Count];
        await Parallel
            .ForAsync(
                0,
                items.Count,
                new ParallelOptions { MaxDegreeOfParallelism = InParallel, CancellationToken = cancellationToken },
                async (i, token) => results[i] = await read(items[i], token).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return results;
    }

    /// <summary>Whether the tenant's plan doesn't include a feature, or needs a paid one.</summary>
    public static bool IsRefused(Auth0ApiException failure) =>
        failure.Code is Auth0ErrorCode.NotFound or Auth0ErrorCode.Forbidden || failure.StatusCode == HttpStatusCode.PaymentRequired;

    // 400 is the answer for a feature that needs another one first: a custom domain.
    private static bool IsUnavailable(Auth0ApiException failure) =>
        IsTheTenants(failure)
        && (
            IsRefused(failure) || failure.Code is Auth0ErrorCode.InvalidRequest or Auth0ErrorCode.InvalidBody or Auth0ErrorCode.InvalidQuery
        );

    /// <summary>
    /// Whether a refusal is the tenant's own. A firewall's or a gateway's says nothing of what the tenant has, which would seem to be
    /// nothing.
    /// </summary>
    public static bool IsTheTenants(Auth0ApiException failure) => failure is { IsTheTenants: true, Error: not null };

    /// <summary>A list that was read.</summary>
    /// <param name="Items">Its items.</param>
    /// <param name="Missing">Why others may be missing.</param>
    private sealed record KnownList(List<JsonElement> Items, List<string> Missing);
}
