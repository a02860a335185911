namespace Auth0Flows;

/// <summary>The sorts of reports.</summary>
public enum Auth0ActivityKind
{
    /// <summary>A request was answered.</summary>
    Request,

    /// <summary>A request failed or was put off, and is sent again after a wait.</summary>
    Retry,

    /// <summary>Something that the caller should know, although the work goes on.</summary>
    Warning,

    /// <summary>A person is to answer elsewhere; the delay is what is left of their time.</summary>
    Waiting,

    /// <summary>The tenant's rate limit is used up; the delay is how long the next request waits.</summary>
    RateLimit,

    /// <summary>A long work goes on; <see cref="Auth0Activity.Done"/> and <see cref="Auth0Activity.Total"/> tell how far.</summary>
    Progress,

    /// <summary>A job of the tenant goes on; <see cref="Auth0Activity.Done"/> is in percent.</summary>
    Job,
}
