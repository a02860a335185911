using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>What else refresh tokens are used for: session transfer tokens, and their own revocation.</summary>
internal sealed partial class UserTokenSource
{
    private const string TransferTokenType = "urn:auth0:params:oauth:token-type:session_transfer_token";

    /// <summary>Exchanges a login's refresh token for a session transfer token, which is neither kept nor stored.</summary>
    public async Task<Auth0SessionTransferToken> TransferAsync(
        Auth0Token held,
        Uri? uri,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.CheckIsOurs(held.Domain, held.ClientId);
        var family = held.Family is { Newest: not null } known ? known : throw NoRefreshToken(held, "transferred to a web application");
        var audience = $"urn:{context.Domain.BaseAddress.Authority}:session_transfer";
        var answered = await context
            .AskAsync(cancellation => family.UseAsync(SendAsync, cancellation), cancellationToken)
            .ConfigureAwait(false);
        return new Auth0SessionTransferToken(answered.AccessToken, held.Subject, answered.ExpiresAt, uri);

        Task<Auth0Token> SendAsync(Auth0Secret newest, CancellationToken cancellation)
        {
            return StoreOf(family) is { } home
                ? home.RenewAsync(family, from: null, RequestAsync, activity, cancellation)
                : RequestAsync(beforeAttempt: null, cancellation);

            // Checked here, before the store keeps what came. Its refresh token is kept in any case.
            async Task<Auth0Token> RequestAsync(Func<Task>? beforeAttempt, CancellationToken stop)
            {
                var grant = new SessionTransferGrant(family.Newest ?? newest, family, audience, held);
                var answered = await endpoint.RefreshAsync(grant, beforeAttempt, activity, stop).ConfigureAwait(false);
                return answered is { IsForApis: false, IssuedTokenType: TransferTokenType } ? answered : throw NoTransfer(answered);
            }
        }
    }

    public Task RevokeAsync(Auth0Token token, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        context.CheckIsOurs(token.Domain, token.ClientId);
        return RevokeAsync(
            token.Family is { Newest: not null } family ? family : throw NoRefreshToken(token, "revoked"),
            activity,
            cancellationToken
        );
    }

    public Task RevokeAsync(Auth0Secret refreshToken, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken) =>
        RevokeAsync(families.Of(refreshToken), activity, cancellationToken);

    private async Task RevokeAsync(RefreshTokenFamily family, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var home = HomeOf(family);
        await family
            .RevokeAsync(
                newest => home is null ? RevokeAsync(newest) : home.RevokeAsync(family, RevokeAsync, activity, cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);
        Held.Remove(token => token.Family == family);
        if (home is null && family.Home is { } closed)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Warning,
                    $"The revoked login is still in the token store {closed.Name}, with its access tokens: the session that it belongs to is closed. Disconnect-Auth0 -Forget of a session with the same key and kind of tokens (DPoP) removes it."
                )
            );
        }

        Task RevokeAsync(Auth0Secret newest) => revoke(newest, activity, cancellationToken);
    }

    private Auth0ResponseException NoTransfer(Auth0Token answered) =>
        new(
            Auth0ErrorCode.SessionTransferNotAllowed,
            $"The tenant answered with a token of the type {answered.IssuedTokenType ?? answered.TokenType} instead of a session transfer token. It was not kept."
        )
        {
            ClientId = context.ClientId,
        };
}
