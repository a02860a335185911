namespace Auth0Flows.Http;

/// <summary>Lets a request go when it may: the rate limit of its endpoints.</summary>
/// <param name="send">Sends it.</param>
/// <param name="longestWait">How long it may be held back.</param>
/// <param name="activity">Receives waits.</param>
/// <param name="cancellationToken">Ends the wait at once.</param>
internal delegate Task<HttpExchange> RequestGate(
    Func<Task<HttpExchange>> send,
    TimeSpan longestWait,
    IProgress<Auth0Activity>? activity,
    CancellationToken cancellationToken
);
