namespace Auth0Flows;

/// <summary>The types of progress reports.</summary>
public enum Auth0ActivityKind
{
    /// <summary>A response was received.</summary>
    Request,

    /// <summary>A request failed or was delayed, and is retried after a delay.</summary>
    Retry,

    /// <summary>A problem that doesn't stop the operation.</summary>
    Warning,

    /// <summary>The operation waits for a user elsewhere; the delay is the user's remaining time.</summary>
    Waiting,

    /// <summary>The tenant's rate limit is exhausted; the delay is the wait before the next request.</summary>
    RateLimit,

    /// <summary>A long operation progresses; see <see cref="Auth0Activity.Done"/> and <see cref="Auth0Activity.Total"/>.</summary>
    Progress,

    /// <summary>A job of the tenant progresses; <see cref="Auth0Activity.Done"/> is a percentage.</summary>
    Job,
}
