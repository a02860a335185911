namespace Auth0Flows;

/// <summary>The response can't be used: it is not JSON, is truncated, or lacks required content.</summary>
public sealed class Auth0ResponseException(Auth0ErrorCode code, string message, Exception? innerException = null)
    : Auth0Exception(code, message, innerException);
