using Auth0Flows.Sessions;

namespace Auth0Flows.Api.Lists;

/// <summary>
/// Lists that were read recently, for suggestions at a prompt. Each is read at most once per minute, in the background and with a time
/// limit. A list that can't be read is empty for that minute, so that a wrong secret isn't tried at every key.
/// </summary>
internal sealed class RecentLists(SessionContext context, ApiLists lists, UserTokens users)
{
    private const int MostItems = 500;

    private static readonly TimeSpan _life = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestReading = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Task Reading, long BegunAt)> _readings = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<T>> GetAsync<T>(Auth0Resource<T> resource, TimeSpan patience, CancellationToken cancellationToken)
        where T : class
    {
        if (context.IsClosed || !HasWayToToken())
        {
            return [];
        }

        try
        {
            return await ReadingOf(resource).WaitAsync(patience, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return []; // the reading continues, and the next caller gets its result
        }
    }

    // A public application needs a user to get a token; a user who signed in for the Management API has one.
    private bool HasWayToToken() =>
        context.Client.Method != Auth0ClientAuthenticationMethod.None
        || users.Find(context.ManagementAudience, null) is { } token && (!token.IsExpired || token.IsRenewable);

    private Task<IReadOnlyList<T>> ReadingOf<T>(Auth0Resource<T> resource)
        where T : class
    {
        lock (_gate)
        {
            if (_readings.TryGetValue(resource.Path, out var held) && context.TimeProvider.GetElapsedTime(held.BegunAt) < _life)
            {
                return (Task<IReadOnlyList<T>>)held.Reading;
            }

            // Never runs on the prompt's thread, not even its first line.
            var reading = Task.Run(
                async () =>
                {
                    using var end = new CancellationTokenSource(_longestReading, context.TimeProvider);
                    return await ReadAsync(resource, end.Token).ConfigureAwait(false);
                },
                CancellationToken.None
            );
            _readings[resource.Path] = (reading, context.TimeProvider.GetTimestamp());
            return reading;
        }
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(Auth0Resource<T> resource, CancellationToken cancellationToken)
        where T : class
    {
        var items = new List<T>();
        try
        {
            await foreach (
                var item in lists
                    .ReadAsync(resource, new Auth0ListOptions { First = MostItems }, null, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                items.Add(item);
            }
        }
        catch (Exception failure) when (failure is Auth0Exception or OperationCanceledException or ObjectDisposedException)
        {
            // The items before the failure are valid.
        }

        return items;
    }
}
