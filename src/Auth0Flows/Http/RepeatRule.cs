using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.Http;

/// <summary>Whether a request is sent again after an answer or a failure, and how long a server asks to wait before.</summary>
internal sealed class RepeatRule(TimeSpan longestWait, TimeProvider timeProvider)
{
    private static readonly TimeSpan _aDay = TimeSpan.FromDays(1); // Polly's maximum delay

    private readonly TimeSpan _longestWait = longestWait < _aDay ? longestWait : _aDay;

    public bool Repeats(HttpExchange? answer, Exception? failure, RepeatPolicy policy) =>
        policy switch
        {
            RepeatPolicy.Never => false,
            _ when answer is { StatusCode: HttpStatusCode.TooManyRequests } => !IsLockout(answer) && !(ServerDelay(answer) > _longestWait),
            RepeatPolicy.WhenFailed when failure is Auth0ConnectionException connection => MayPass(connection),
            RepeatPolicy.WhenFailed when answer is not null => IsPassing(answer.StatusCode) && !(ServerDelay(answer) > _longestWait),
            // The response was too large.
            RepeatPolicy.WhenFailed when failure is Auth0ResponseException { StatusCode: { } status } => IsPassing(status),
            _ => false,
        };

    /// <summary>Null means exponential back-off.</summary>
    public TimeSpan? ServerDelay(HttpExchange? answer) =>
        answer is { IsSuccess: false } ? RateLimitHeaders.Delay(answer, timeProvider.GetUtcNow()) : null;

    // Brute-force protection: every further attempt extends it.
    private static bool IsLockout(HttpExchange answer)
    {
        using var json = JsonAnswer.TryParse(answer);
        return ServerReason.Read(json, "error") is "too_many_attempts" || ServerReason.Read(json, "code") is "too_many_attempts";
    }

    // A retry fixes neither a certificate, nor a proxy's refusal, nor a host name that doesn't exist.
    private static bool MayPass(Auth0ConnectionException failure) =>
        !failure.IsFinal
        && (failure.Code != Auth0ErrorCode.TlsHandshakeRefused || TransportFailure.HasEndedUnanswered(failure.InnerException))
        && failure.Code is not (Auth0ErrorCode.SecureConnectionFailed or Auth0ErrorCode.AnswerTooLarge or Auth0ErrorCode.ProxyRefused)
        && failure.InnerException?.InnerException
            is not SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData };

    private static bool IsPassing(HttpStatusCode status) => (int)status is 500 or 502 or 503 or 504;
}
