namespace Auth0Flows;

/// <summary>An OAuth endpoint of the tenant returned an error response (RFC 6749 §5.2).</summary>
public class Auth0TokenException(Auth0ErrorCode code, string message) : Auth0Exception(code, message);
