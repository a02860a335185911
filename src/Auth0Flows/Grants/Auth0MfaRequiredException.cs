namespace Auth0Flows;

/// <summary>A second factor is required: continue with <see cref="Challenge"/>.</summary>
public sealed class Auth0MfaRequiredException(Auth0ErrorCode code, string message, Auth0MfaChallenge challenge)
    : Auth0TokenException(code, message)
{
    /// <summary>The login that requires a second factor.</summary>
    public Auth0MfaChallenge Challenge { get; } = challenge;
}
