namespace Auth0Flows;

/// <summary>An answer came that is of no use: not JSON, cut, or without what it must hold.</summary>
public sealed class Auth0ResponseException(Auth0ErrorCode code, string message, Exception? innerException = null)
    : Auth0Exception(code, message, innerException);
