using Auth0Flows.Passkeys;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>Signs users in, and keeps, renews and revokes their tokens, which belong to one session.</summary>
internal sealed partial class UserTokenSource(
    SessionContext context,
    TokenEndpoint endpoint,
    Func<Auth0Secret, IProgress<Auth0Activity>?, CancellationToken, Task> revoke,
    RefreshTokenFamilies families,
    Renewal renewal,
    SessionStore? store
)
{
    private static readonly TimeSpan _pushInterval = TimeSpan.FromSeconds(5);

    public UserTokens Held { get; } = new();

    public async Task<Auth0Token> SignInAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (grant is MfaGrant second)
        {
            context.CheckIsOurs(second.Challenge.Domain, second.Challenge.ClientId);
        }

        if (grant is CibaGrant { Owner: { } owner })
        {
            context.CheckIsOurs(owner.Domain, owner.ClientId);
        }

        if (grant is PasskeyGrant passkey)
        {
            context.CheckIsOurs(passkey.Challenge.Domain, passkey.Challenge.ClientId);
            PasskeyCheck.CheckAnswer(passkey.Challenge, passkey.Answer, context.Now);
        }

        using var hold = grant.Refresh is null && store is not null ? store.Hold() ?? throw context.Closed() : null;
        var token = grant is MfaOobGrant { IsPolled: true } push
            ? await new Polling(context.TimeProvider, activity)
                .RunAsync(
                    cancellation => RequestAsync(push, activity, cancellation),
                    firstWait: TimeSpan.Zero,
                    _pushInterval,
                    push.Challenge.ExpiresAt,
                    asksAtTheEnd: true,
                    Auth0ErrorCode.AuthorizationTimeout,
                    "Waiting for the push notification to be answered",
                    cancellationToken
                )
                .ConfigureAwait(false)
            : await RequestAsync(grant, activity, cancellationToken).ConfigureAwait(false);
        Held.Add(token);
        if (hold is not null && token.IsForApis)
        {
            await store!.SaveAsync(token, hold, activity, cancellationToken).ConfigureAwait(false);
        }

        return token;
    }

    /// <summary>Gets the current token, renewed if it is due.</summary>
    public ValueTask<Auth0Token> UseAsync(
        Auth0Token held,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    ) =>
        held switch
        {
            _ when force => new(RefreshAsync(held, null, ScopeSet.Empty, force: true, activity, cancellationToken)),
            // From a store, after a change of certificates: the refresh token gets one that this session can use (RFC 8705 §7.1).
            { IsRenewable: true } when CertificateBinding.IsOfAnother(held, context.Client) => new(
                RefreshAsync(held, null, ScopeSet.Empty, force: false, activity, cancellationToken)
            ),
            { IsDueForRenewal: true, IsRenewable: true } => new(
                renewal.RunAsync(
                    held,
                    token => RefreshAsync(held, null, ScopeSet.Empty, force: false, activity, token),
                    activity,
                    cancellationToken
                )
            ),
            { IsExpired: true } => throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenExpired,
                $"The {(held.GrantType == Auth0GrantType.External ? "" : "user's ")}token for {string.Join(' ', held.Audience)} expired at {held.ExpiresAt:u}, and there is no refresh token to renew it with."
            )
            {
                Audience = held.AudienceAsked,
                ClientId = held.ClientId,
            },
            _ => new(held),
        };

    /// <summary>The session's only login, if it has one that can be renewed, and it is not certainly in another organization.</summary>
    public Auth0Token? FindOnlyLogin(string? organization, bool takesNone) =>
        Held.Usable.Where(static token => token.IsRenewable).DistinctBy(static token => token.Family).Count() == 1
        && Held.Find(audience: null, organization, takesNone) is { IsRenewable: true } login
            ? login
            : null;

    private async Task<Auth0Token> RequestAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        context.ThrowIfClosed(); // before each poll, too
        try
        {
            return grant.Refresh is { } refresh
                ? await refresh
                    .Family.CompleteAsync(
                        refresh.OtherAudience,
                        refresh.ScopeAsked,
                        refresh.Details?.Key ?? "",
                        cancellation => CompleteAsync(refresh.Family, grant, activity, cancellation),
                        cancellationToken
                    )
                    .ConfigureAwait(false)
                : await endpoint.RequestAsync(grant, activity, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (context.IsClosed)
        {
            throw context.Closed();
        }
    }

    private Task<Auth0Token> CompleteAsync(
        RefreshTokenFamily family,
        Auth0Grant grant,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        return StoreOf(family) is { } home
            ? home.RenewAsync(family, from: null, SendAsync, activity, cancellationToken)
            : SendAsync(beforeAttempt: null, cancellationToken);

        Task<Auth0Token> SendAsync(Func<Task>? beforeAttempt, CancellationToken cancellation) =>
            endpoint.RefreshAsync(grant, beforeAttempt, activity, cancellation);
    }

    // A stored login is renewed and revoked through its store, whatever session asks.
    private StoredLogins? StoreOf(RefreshTokenFamily family) =>
        family.Home is { IsClosed: false } other && other.IsBound != endpoint.IsBound
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenStoreUnavailable,
                $"The token can't be renewed by this session: its login is in the token store {other.Name}, by a session {(other.IsBound ? "with" : "without")} DPoP. Use that session."
            )
            : HomeOf(family) ?? (family.Home is null ? null : throw Closed(family.Home));

    // Where its login is; null if that is no store, or another one, whose session is closed.
    private StoredLogins? HomeOf(RefreshTokenFamily family) =>
        family.Home is StoredLogins { IsClosed: false } open ? open
        : family.Home is null || family.Home.Place == store?.Logins.Place ? store?.Logins
        : null;

    private Auth0ConfigurationException Closed(IRefreshTokenHome home) =>
        new(
            Auth0ErrorCode.TokenStoreUnavailable,
            $"The token can't be renewed: its login is in the token store {home.Name}, and that session is closed. Connect again{(home.Name == store?.Name ? ", with the key and the kind of tokens (DPoP) that it was stored with" : "")}."
        );

    private static Auth0ConfigurationException NoRefreshToken(Auth0Token token, string what) =>
        new(
            Auth0ErrorCode.MissingRefreshToken,
            $"The token for {string.Join(' ', token.Audience)} can't be {what}: it came without a refresh token."
        )
        {
            Audience = token.AudienceAsked,
            ClientId = token.ClientId,
        };
}
