namespace Auth0Flows.LocalTenant;

/// <summary>What a fault does to a request.</summary>
public enum Auth0LocalTenantFaultKind
{
    /// <summary>The fault's response (status, headers and body) replaces the tenant's.</summary>
    Response,

    /// <summary>The connection is reset before any response. The tenant doesn't process the request.</summary>
    Reset,

    /// <summary>
    /// The response ends after half of the body that its header announces, and the connection closes. With a status code, it is the fault's
    /// response; without one, it is the tenant's own, and the tenant has processed the request.
    /// </summary>
    Truncate,

    /// <summary>
    /// No response until <see cref="Auth0LocalTenantFault.Release"/> is called, which sends the tenant's own, or until the client
    /// disconnects or the tenant stops.
    /// </summary>
    Hold,

    /// <summary>The tenant's own response, after <see cref="Auth0LocalTenantFault.Delay"/>.</summary>
    Delay,
}
