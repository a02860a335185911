namespace Auth0Flows.Http;

/// <summary>What comes before each attempt: a delay until the rate limit of the endpoint allows it, or a look at the token store.</summary>
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
