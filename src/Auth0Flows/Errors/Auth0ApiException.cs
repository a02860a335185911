namespace Auth0Flows;

/// <summary>An API returned an error response.</summary>
public sealed class Auth0ApiException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
