namespace Auth0Flows.Http;

/// <summary>Which requests can be retried, and when.</summary>
internal enum RepeatPolicy
{
    /// <summary>Never: the caller polls and handles a 429 itself (RFC 8628 §3.5).</summary>
    Never,

    /// <summary>Only after a 429: the server did nothing yet. After other failures, the request may still have had an effect.</summary>
    WhenRateLimited,

    /// <summary>After a 429, a lost connection or a 5xx: the request is idempotent.</summary>
    WhenFailed,
}
