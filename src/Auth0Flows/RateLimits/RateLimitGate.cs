using Auth0Flows.Http;

namespace Auth0Flows.RateLimits;

/// <summary>Where a request of some endpoints passes its pacer, each time that it is sent.</summary>
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
