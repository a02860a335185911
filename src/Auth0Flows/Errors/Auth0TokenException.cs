namespace Auth0Flows;

/// <summary>The tenant refused at one of its OAuth endpoints (RFC 6749 §5.2).</summary>
public class Auth0TokenException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
