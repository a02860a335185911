namespace Auth0Flows;

/// <summary>A second factor is needed: <see cref="Challenge"/> goes on from here.</summary>
public sealed class Auth0MfaRequiredException(Auth0ErrorCode code, string message, Auth0MfaChallenge challenge)
    : Auth0TokenException(code, message)
{
    /// <summary>The login that waits for its second factor.</summary>
    public Auth0MfaChallenge Challenge { get; } = challenge;
}
