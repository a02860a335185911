namespace Auth0Flows;

/// <summary>An API returned an error response.</summary>
public sealed class Auth0ApiException(Auth0ErrorCode code, string message) : Auth0Exception(code, message)
{
    /// <summary>Whether the answer had the Management API's own form, with the status in it: not a gateway's.</summary>
    internal bool IsTheTenants { get; init; }
}
