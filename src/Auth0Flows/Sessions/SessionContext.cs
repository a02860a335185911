using Auth0Flows.Http;

namespace Auth0Flows.Sessions;

/// <summary>
/// What everything in a session needs to know of it: the tenant, the application, the defaults, the clock, and whether it is closed. It
/// knows nothing of what is built on it.
/// </summary>
internal sealed class SessionContext(Auth0SessionOptions options)
{
    private volatile bool _isClosed;

    public string Name { get; } = options.Name ?? options.Domain.ToString();

    public Auth0Domain Domain => options.Domain;

    public Auth0ClientAuthentication Client => options.Client;

    public string ClientId => options.Client.ClientId;

    public string? Audience => options.Audience;

    public string? Organization => options.Organization;

    public string ManagementAudience { get; } = options.ManagementAudience ?? options.Domain.ManagementApi.AbsoluteUri;

    public SendOptions Sending => options.Sending;

    public TimeProvider TimeProvider => options.TimeProvider;

    public DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    public bool IsClosed => _isClosed;

    public void Close() => _isClosed = true;

    public void ThrowIfClosed()
    {
        if (_isClosed)
        {
            throw Closed();
        }
    }

    public Auth0ConfigurationException Closed() => new(Auth0ErrorCode.SessionClosed, $"The session {Name} is closed.");

    /// <summary>What one tenant issued goes to no other tenant, nor, where only its owner can use it, to another application.</summary>
    /// <param name="domain">The tenant that issued it.</param>
    /// <param name="clientId">The application that it was issued to, if that matters.</param>
    /// <exception cref="Auth0ConfigurationException">It is from elsewhere (<see cref="Auth0ErrorCode.ClientMismatch"/>).</exception>
    public void CheckIsOurs(Auth0Domain domain, string? clientId = null)
    {
        if (!domain.Equals(Domain) || (clientId ?? ClientId) != ClientId)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientMismatch,
                $"It was issued {(clientId is null ? "" : $"to the application {clientId} ")}by {domain}; the session {Name} belongs to {ClientId} at {Domain}."
            )
            {
                ClientId = ClientId,
            };
        }
    }

    /// <summary>
    /// Asks for something that several sessions may be waiting for. Where the one that sent the request was closed in the middle of it,
    /// and it was not ours, ours asks again, once.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">This session is closed (<see cref="Auth0ErrorCode.SessionClosed"/>).</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            ThrowIfClosed();
        }

        try
        {
            return await ask(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            throw Closed(); // the secret is gone: somebody disposed what the session was made of
        }
    }
}
