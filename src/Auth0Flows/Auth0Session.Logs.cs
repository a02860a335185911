using System.Runtime.CompilerServices;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>
    /// The tenant's log from some point on, oldest entry first, however many there are:
    /// <see href="https://auth0.com/docs/deploy-monitor/logs/retrieve-log-events-using-mgmt-api"/> (by checkpoint).
    /// </summary>
    /// <param name="after">The id of the entry behind which it begins; null for all that the tenant keeps.</param>
    /// <param name="activity">Hears how far it is.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async IAsyncEnumerable<Auth0Log> ReadLogAsync(string? after = null, IProgress<Auth0Activity>? activity = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (after is null)
        {
            // No checkpoint is the beginning: the oldest entry is found by its date, and the rest behind it.
            if (await FindLogAsync("date:1", activity, cancellationToken).ConfigureAwait(false) is not { } oldest)
            {
                yield break;
            }

            after = oldest.LogId;
            yield return oldest;
        }

        await foreach (var entry in ListAsync(Auth0Resources.Logs, new Auth0ListOptions { From = after }, activity, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    /// <summary>The entries of the tenant's log as they are written, without an end. A connection that is lost meanwhile ends nothing.</summary>
    /// <param name="after">The id of the entry behind which it begins; null for those that are yet to come.</param>
    /// <param name="interval">How long to wait before asking again, where nothing new was there.</param>
    /// <param name="activity">Hears of requests and retries.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<Auth0Log> FollowLogAsync(string? after, TimeSpan interval, IProgress<Auth0Activity>? activity = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Where the log is empty, its first entry is a new one.
        after ??= (await FindLogAsync("date:-1", activity, cancellationToken).ConfigureAwait(false))?.LogId;

        while (true)
        {
            var reader = ReadLogAsync(after, activity, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (reader.ConfigureAwait(false))
            {
                while (await TryMoveAsync(reader, activity, cancellationToken).ConfigureAwait(false))
                {
                    after = reader.Current.LogId;
                    yield return reader.Current;
                }
            }

            await Task.Delay(interval, TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<Auth0Log> reader, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
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

    private async Task<Auth0Log?> FindLogAsync(string sort, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        await foreach (var entry in ListAsync(Auth0Resources.Logs, new Auth0ListOptions { Query = [new("sort", sort)], First = 1 }, activity, cancellationToken).ConfigureAwait(false))
        {
            return entry;
        }

        return null;
    }
}
