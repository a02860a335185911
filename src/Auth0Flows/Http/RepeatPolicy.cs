namespace Auth0Flows.Http;

/// <summary>What may be sent again, and when.</summary>
internal enum RepeatPolicy
{
    /// <summary>Never: the caller polls and reads a 429 itself (RFC 8628 §3.5).</summary>
    Never,

    /// <summary>After a 429 only: the server did nothing yet. What else went wrong may have happened all the same.</summary>
    WhenRateLimited,

    /// <summary>After a 429, a lost connection or a 5xx: doing it twice is as good as once.</summary>
    WhenFailed,
}
