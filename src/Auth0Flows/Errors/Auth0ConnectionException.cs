namespace Auth0Flows;

/// <summary>No complete response was received: unknown host, refused or lost connection, TLS failure, timeout.</summary>
public sealed class Auth0ConnectionException(Auth0ErrorCode code, string message, Exception? innerException = null)
    : Auth0Exception(code, message, innerException)
{
    /// <summary>Whether the request was already retried as often as it may be, by the part that sent it.</summary>
    internal bool IsFinal { get; init; }
}
