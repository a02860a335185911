using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>A page that was requested before the one before it was read.</summary>
internal sealed class EarlyPage(KeyValuePair<string, string>[] query, Task<HttpExchange> answer)
{
    /// <summary>The request, which may never be taken.</summary>
    public Task Answer => answer;

    /// <summary>The answer to a query, if it is this one.</summary>
    public Task<HttpExchange>? TryTake(KeyValuePair<string, string>[] asked) => asked.AsSpan().SequenceEqual(query) ? answer : null;
}
