namespace Auth0Flows;

/// <summary>The token endpoint refused (RFC 6749 §5.2).</summary>
public sealed class Auth0TokenException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
