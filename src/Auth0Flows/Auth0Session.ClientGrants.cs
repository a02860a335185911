using Auth0Flows.Api.Lists;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>What an application may ask of an API with a token of its own.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="audience">The API.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ApiException">
    /// There is no such grant (<see cref="Auth0ErrorCode.NotFound"/>), or the call was refused.
    /// </exception>
    public ValueTask<Auth0ClientGrant> FindClientGrantAsync(
        string clientId,
        string audience,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        ThrowIfClosed();
        return new ClientGrantSearch(_lists).FindAsync(clientId, audience, activity, cancellationToken);
    }
}
