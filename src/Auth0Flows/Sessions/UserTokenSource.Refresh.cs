using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>Refreshes: the same token again, one for another API, one with other scopes or fewer authorization details.</summary>
internal sealed partial class UserTokenSource
{
    public async Task<Auth0Token> RefreshAsync(
        Auth0Token token,
        string? audience,
        ScopeSet scope,
        bool force,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        // The login's own API is not sent; another one is sent each time.
        var other =
            audience is null || audience == token.AudienceAsked || token.Audience.Contains(audience) ? token.OtherAudience : audience;
        context.CheckIsOurs(token.Domain, token.ClientId);
        var family = token.Family ?? throw NoRefreshToken(token, "renewed");
        // A narrowed or widened token is renewed as such, whoever renews it.
        var isSame = other == token.OtherAudience;
        var renewed = await RefreshAsync(
                family,
                token,
                other,
                isSame && scope.IsEmpty ? token.OtherScope : scope,
                force,
                activity,
                cancellationToken,
                isSame ? token.OtherDetails : null
            )
            .ConfigureAwait(false);
        SayWhatIsMissing(renewed, scope, activity);
        if (other != token.OtherAudience)
        {
            Held.Add(renewed);
        }

        return renewed;
    }

    public async Task<Auth0Token> RefreshAsync(
        Auth0Secret refreshToken,
        string? audience,
        ScopeSet scope,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var token = await RefreshAsync(families.Of(refreshToken), null, audience, scope, force: true, activity, cancellationToken)
            .ConfigureAwait(false);
        SayWhatIsMissing(token, scope, activity);
        Held.Add(token);
        return token;
    }

    /// <summary>
    /// Gets a token with more scopes than the login's. A policy for multi-resource refresh tokens may allow them, which only the tenant
    /// knows.
    /// </summary>
    /// <param name="held">The login's token.</param>
    /// <param name="missing">The scopes that it doesn't have.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0Exception">
    /// The tenant doesn't allow them (<see cref="Auth0ErrorCode.ScopeBeyondOriginal"/>).
    /// </exception>
    public async Task<Auth0Token> WidenAsync(
        Auth0Token held,
        string[] missing,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (!held.IsRenewable)
        {
            throw NotGranted(held, missing);
        }

        var scope = ScopeSet.From([.. held.Scope, .. missing]);
        var renewed = await RefreshAsync(
                held.Family!,
                held,
                held.OtherAudience,
                scope,
                force: false,
                activity,
                cancellationToken,
                held.OtherDetails
            )
            .ConfigureAwait(false);
        if (ScopeSet.From(missing).Beyond(renewed.Scope) is { Length: > 0 } refused)
        {
            throw NotGranted(held, refused);
        }

        Held.Add(renewed);
        return renewed;
    }

    /// <summary>Gets a token for a part of the authorization details that the user has consented to (RFC 9396 §6).</summary>
    public async Task<Auth0Token> NarrowAsync(
        Auth0Token held,
        Auth0AuthorizationDetails details,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.CheckIsOurs(held.Domain, held.ClientId);
        var family = held.Family ?? throw NoRefreshToken(held, "renewed");
        var renewed = await RefreshAsync(
                family,
                held,
                held.OtherAudience,
                held.OtherScope,
                force: true,
                activity,
                cancellationToken,
                details
            )
            .ConfigureAwait(false);
        Held.Add(renewed);
        return renewed;
    }

    private Task<Auth0Token> RefreshAsync(
        RefreshTokenFamily family,
        Auth0Token? token,
        string? audience,
        ScopeSet scope,
        bool force,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        Auth0AuthorizationDetails? details = null
    )
    {
        return context.AskAsync(
            cancellation => family.RefreshAsync(token, audience, scope, force, SendAsync, cancellation, details?.Key ?? ""),
            cancellationToken
        );

        bool IsRenewal(Auth0Token held) =>
            audience == held.OtherAudience && scope.ToString() == held.OtherScope.ToString() && details?.Key == held.OtherDetails?.Key;

        async Task<Auth0Token> SendAsync(Auth0Secret newest, CancellationToken cancellation)
        {
            var isPlain = token is not null && !force && IsRenewal(token);
            Auth0ResponseException? other = null;
            var renewed = StoreOf(family) is not { } home
                ? await RequestAsync(beforeAttempt: null, cancellation).ConfigureAwait(false)
                : await home.RenewAsync(family, isPlain ? token : null, RequestAsync, activity, cancellation).ConfigureAwait(false);
            Held.Renew(renewed); // here, because the caller may have left
            if (other is not null)
            {
                Held.Add(renewed);
                throw other;
            }

            return renewed;

            async Task<Auth0Token> RequestAsync(Func<Task>? beforeAttempt, CancellationToken stop)
            {
                var grant = new RefreshTokenGrant(family.Newest ?? newest, family, audience, scope, token)
                {
                    AuthorizationDetails = details,
                };
                var answered = await endpoint.RefreshAsync(grant, beforeAttempt, activity, stop).ConfigureAwait(false);
                if (audience is null || answered.Audience.Contains(audience))
                {
                    return answered;
                }

                // Without a token before it, nothing else would have the next refresh token.
                other = OfAnotherApi(answered, audience, isKept: token is null);
                return token is null ? answered.ForItsOwnApi() : throw other;
            }
        }
    }

    // https://auth0.com/docs/secure/tokens/refresh-tokens/multi-resource-refresh-token: an audience without a policy is silently ignored.
    private static Auth0ResponseException OfAnotherApi(Auth0Token renewed, string audience, bool isKept) =>
        new(
            Auth0ErrorCode.TokenAudienceMismatch,
            $"The new token is for {string.Join(' ', renewed.Audience)}, not for {audience}: no refresh token policy of the application {renewed.ClientId} names that API. {(isKept ? "It was kept as the login's token for its own API, because the refresh token that came with it replaces the one that was sent." : "It was not kept.")}"
        )
        {
            Audience = audience,
            ClientId = renewed.ClientId,
        };

    // The same page: with a policy, scopes that it doesn't have are silently ignored. (offline_access is in no access token.)
    private static void SayWhatIsMissing(Auth0Token renewed, ScopeSet scope, IProgress<Auth0Activity>? activity)
    {
        if (scope.Beyond([.. renewed.Scope, "offline_access"]) is { Length: > 0 } missing)
        {
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Warning,
                    $"The new token for {string.Join(' ', renewed.Audience)} came without {string.Join(", ", missing)}: neither the login nor a refresh token policy of the application {renewed.ClientId} grants that."
                )
            );
        }
    }

    private Auth0ConfigurationException NotGranted(Auth0Token held, string[] missing) =>
        new(
            Auth0ErrorCode.ScopeBeyondOriginal,
            $"The user who signed in for {string.Join(' ', held.Audience)} was not granted {string.Join(", ", missing)}."
        )
        {
            Audience = held.AudienceAsked,
            ClientId = context.ClientId,
            RequiredScopes = missing,
        };
}
