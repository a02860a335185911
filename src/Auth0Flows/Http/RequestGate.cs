namespace Auth0Flows.Http;

/// <summary>Delays a request until the rate limit of its endpoint allows it.</summary>
/// <param name="send">Sends the request.</param>
/// <param name="longestWait">The maximum delay.</param>
/// <param name="activity">Receives delays.</param>
/// <param name="cancellationToken">Cancels the delay immediately.</param>
internal delegate Task<HttpExchange> RequestGate(
    Func<Task<HttpExchange>> send,
    TimeSpan longestWait,
    IProgress<Auth0Activity>? activity,
    CancellationToken cancellationToken
);
