namespace Auth0Flows;

/// <summary>We were given something that can't be used; nothing was sent.</summary>
public sealed class Auth0ConfigurationException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
