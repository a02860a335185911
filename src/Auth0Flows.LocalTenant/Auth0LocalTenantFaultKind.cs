namespace Auth0Flows.LocalTenant;

/// <summary>What a fault does to a request.</summary>
public enum Auth0LocalTenantFaultKind
{
    /// <summary>Another answer comes in place of the tenant's: the fault's status, headers and body.</summary>
    Response,

    /// <summary>The connection is reset before any answer. The tenant has done nothing about the request.</summary>
    Reset,

    /// <summary>
    /// The header promises a body of which the first half comes, then the connection ends. With a status code the answer is the fault's;
    /// without one it is the tenant's own, and the tenant has done what was asked.
    /// </summary>
    Truncate,

    /// <summary>
    /// No answer until <see cref="Auth0LocalTenantFault.Release"/> is called, which lets the tenant's own come; or until the client leaves
    /// or the tenant stops.
    /// </summary>
    Hold,

    /// <summary>The tenant's own answer, after <see cref="Auth0LocalTenantFault.Delay"/>.</summary>
    Delay,
}
