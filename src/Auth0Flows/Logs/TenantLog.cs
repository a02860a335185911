using System.Runtime.CompilerServices;
using Auth0Flows.Api.Lists;

namespace Auth0Flows.Logs;

/// <summary>
/// Reads the tenant's log by checkpoint: <see href="https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api"/>.
/// </summary>
internal sealed class TenantLog(ApiLists lists, TimeProvider timeProvider)
{
    /// <summary>Reads all entries after one, oldest first; without one, all entries that the tenant keeps.</summary>
    public async IAsyncEnumerable<Auth0Log> ReadAsync(
        string? after,
        IProgress<Auth0Activity>? activity,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (after is null)
        {
            // There is no checkpoint for the beginning: the oldest entry is found by its date, and the others follow it.
            if (await FindAsync("date:1", activity, cancellationToken).ConfigureAwait(false) is not { } oldest)
            {
                yield break;
            }

            after = oldest.LogId;
            yield return oldest;
            if (after is null)
            {
                yield break; // nothing says what follows it
            }
        }

        await foreach (var entry in ListAsync(new Auth0ListOptions { From = after }, activity, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    /// <summary>Reads entries as they are written, without an end. A lost connection doesn't end the reading.</summary>
    public async IAsyncEnumerable<Auth0Log> FollowAsync(
        string? after,
        TimeSpan interval,
        IProgress<Auth0Activity>? activity,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // If the log is empty, its first entry is a new one.
        after ??= (await FindAsync("date:-1", activity, cancellationToken).ConfigureAwait(false))?.LogId;
        var unnamed = new HashSet<string>(StringComparer.Ordinal); // entries without an id after the checkpoint, which come again

        while (true)
        {
            var reader = ReadAsync(after, activity, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (reader.ConfigureAwait(false))
            {
                while (await TryMoveAsync(reader, activity, cancellationToken).ConfigureAwait(false))
                {
                    if (reader.Current.LogId is { Length: > 0 } id)
                    {
                        after = id;
                        unnamed.Clear();
                    }
                    else if (!unnamed.Add(Auth0Resources.Logs.ToJson(reader.Current)))
                    {
                        continue;
                    }

                    yield return reader.Current;
                }
            }

            await Task.Delay(interval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> TryMoveAsync(
        IAsyncEnumerator<Auth0Log> reader,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await reader.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Auth0Exception failure) when (failure.IsTransient)
        {
            activity?.Report(new Auth0Activity(Auth0ActivityKind.Retry, $"{failure.Message} Asking again."));
            return false;
        }
    }

    private async Task<Auth0Log?> FindAsync(string sort, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var options = new Auth0ListOptions { Query = [new("sort", sort)], First = 1 };
        await foreach (var entry in ListAsync(options, activity, cancellationToken).ConfigureAwait(false))
        {
            return entry;
        }

        return null;
    }

    private IAsyncEnumerable<Auth0Log> ListAsync(
        Auth0ListOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) => lists.ReadAsync(Auth0Resources.Logs, options, activity, cancellationToken);
}
