namespace Auth0Flows.LocalTenant.Http;

/// <summary>How a response is delivered.</summary>
internal enum Delivery
{
    /// <summary>The whole response is sent.</summary>
    Whole,

    /// <summary>The header and the first half of the announced body are sent, then the connection closes.</summary>
    Truncated,

    /// <summary>Nothing is sent: the connection is reset.</summary>
    Reset,
}
