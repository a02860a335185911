namespace Auth0Flows;

/// <summary>An argument or a setting can't be used; nothing was sent.</summary>
public sealed class Auth0ConfigurationException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
