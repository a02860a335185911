namespace Auth0Flows.Tokens;

/// <summary>Where a family of refresh tokens is stored: every use of them goes through it.</summary>
internal interface IRefreshTokenStore
{
    /// <summary>The store, as it is shown.</summary>
    string Name { get; }

    /// <summary>Whether its session is closed.</summary>
    bool IsClosed { get; }

    /// <summary>
    /// Renews a user's token: with what another process has stored meanwhile, or by a request with the newest refresh token, whose
    /// successor is stored before anything else happens.
    /// </summary>
    /// <param name="family">The login.</param>
    /// <param name="from">The token to renew; null if a new one is to be requested in any case.</param>
    /// <param name="send">Sends the refresh token.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes; see <paramref name="send"/>.</param>
    Task<Auth0Token> RenewAsync(
        RefreshTokenFamily family,
        Auth0Token? from,
        Func<CancellationToken, Task<Auth0Token>> send,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    );

    /// <summary>Revokes the newest refresh token of a login, and removes the login.</summary>
    /// <param name="family">The login.</param>
    /// <param name="revoke">Revokes a refresh token.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the wait for other processes.</param>
    Task RevokeAsync(
        RefreshTokenFamily family,
        Func<Auth0Secret, Task> revoke,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    );
}
