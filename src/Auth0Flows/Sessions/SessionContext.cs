using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// What all parts of a session share: the tenant, the application, the defaults, the clock, and whether it is closed. It depends on none of
/// these parts.
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

    /// <summary>Whether the application's own tokens come from its workload's identity token.</summary>
    public bool IsFederated => options.FederatedToken is not null;

    public string[] Scope { get; } = options.Scope?.ToArray() ?? [];

    public string ManagementAudience { get; } = options.ManagementAudience ?? options.Domain.ManagementApi.AbsoluteUri;

    /// <summary>Whether its tokens are bound to a key.</summary>
    public bool IsBound => options.DPoP;

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

    /// <summary>
    /// Checks that something was issued by this tenant and, if only its owner can use it, to this application. It must not be sent
    /// elsewhere.
    /// </summary>
    /// <param name="domain">The tenant that issued it.</param>
    /// <param name="clientId">The application that it was issued to, if that matters.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// It is from another tenant or application (<see cref="Auth0ErrorCode.ClientMismatch"/>).
    /// </exception>
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

    /// <summary>Checks that this tenant issued a token. What can't be read is the tenant's business.</summary>
    /// <param name="token">The token.</param>
    /// <param name="what">What it is, as the start of a sentence.</param>
    /// <exception cref="Auth0ConfigurationException">Another one did (<see cref="Auth0ErrorCode.ClientMismatch"/>).</exception>
    public void CheckIssuer(DecodedJwt token, string what)
    {
        if (token.Claims.Count > 0 && token.Claims["iss"] as string != Domain.Issuer)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientMismatch,
                $"{what} was issued by {(token.Claims["iss"] is string issuer ? ServerText.Clean(issuer) : "an unknown issuer")}, not by {Domain.Issuer}: it is not shown to another tenant."
            )
            {
                ClientId = ClientId,
            };
        }
    }

    /// <summary>Checks that the application can authenticate itself.</summary>
    /// <param name="what">What requires it, as the start of a sentence.</param>
    /// <exception cref="Auth0ConfigurationException">It can't (<see cref="Auth0ErrorCode.MissingClientSecret"/>).</exception>
    public void CheckIsConfidential(string what)
    {
        if (Client.Method == Auth0ClientAuthenticationMethod.None)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingClientSecret,
                $"{what} requires an application that can authenticate itself; {ClientId} was connected without a secret."
            )
            {
                ClientId = ClientId,
            };
        }
    }

    /// <summary>
    /// Makes a request that several sessions may wait for. If the session that sent it was closed during the request, and it wasn't this
    /// one, this one sends it again, once.
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
            throw Closed(); // the secret is wiped: the caller disposed the session's client
        }
    }
}
