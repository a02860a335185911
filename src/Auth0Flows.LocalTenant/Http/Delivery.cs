namespace Auth0Flows.LocalTenant.Http;

/// <summary>What becomes of an answer on its way.</summary>
internal enum Delivery
{
    /// <summary>It arrives.</summary>
    Whole,

    /// <summary>The header arrives and the first half of the body it promised, then the connection ends.</summary>
    Truncated,

    /// <summary>Nothing arrives: the connection is reset.</summary>
    Reset,
}
