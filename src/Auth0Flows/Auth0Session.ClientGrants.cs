using Auth0Flows.Api.Lists;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>Gets the scopes of an API that an application can request with its own token.</summary>
    /// <param name="clientId">The application's client id.</param>
    /// <param name="audience">The API's audience.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ApiException">
    /// There is no such grant (<see cref="Auth0ErrorCode.NotFound"/>), or the API returned another error.
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
