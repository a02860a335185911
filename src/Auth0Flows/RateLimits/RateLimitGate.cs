using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>The pacer of a group of endpoints, which each attempt of a request must pass.</summary>
internal sealed record RateLimitGate(RequestPacer Pacer, string Group)
{
    public async Task<HttpExchange> PassAsync(
        Func<Task<HttpExchange>> send,
        TimeSpan longestWait,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var ticket = await Pacer.EnterAsync(Group, longestWait, activity, cancellationToken).ConfigureAwait(false);
        HttpExchange? answer = null;
        try
        {
            return answer = await send().ConfigureAwait(false);
        }
        finally
        {
            Pacer.Leave(ticket, answer);
        }
    }
}
