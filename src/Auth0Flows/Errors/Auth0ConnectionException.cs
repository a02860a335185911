namespace Auth0Flows;

/// <summary>No whole answer came: unknown host, refused or lost connection, failed TLS, time-out.</summary>
public sealed class Auth0ConnectionException(Auth0ErrorCode code, string message, Exception? innerException = null)
    : Auth0Exception(code, message, innerException);
