namespace Auth0Flows;

/// <summary>No complete response was received: unknown host, refused or lost connection, TLS failure, timeout.</summary>
public sealed class Auth0ConnectionException(Auth0ErrorCode code, string message, Exception? innerException = null)
    : Auth0Exception(code, message, innerException);
