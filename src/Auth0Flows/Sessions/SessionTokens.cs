using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>A session's tokens: which one calls an API, and which one replaces a rejected token.</summary>
internal sealed class SessionTokens(
    SessionContext context,
    ClientTokens application,
    UserTokenSource users,
    TokenCache cache,
    SessionStore? store
)
{
    public IEnumerable<Auth0Token> Usable => application.Usable.Concat(users.Held.Usable);

    /// <summary>Removes tokens, the application's own and users', here and in the store. They stay valid at the tenant.</summary>
    public async Task RemoveAsync(Func<Auth0Token, bool> isToGo, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        context.ThrowIfClosed();
        application.Remove(isToGo);
        users.Held.Remove(isToGo);
        if (store is not null)
        {
            await store.RemoveAsync(isToGo, activity, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads what the store has, once. Sends nothing.</summary>
    /// <param name="again">Whether it is read once more.</param>
    /// <param name="activity">Receives warnings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task LoadAsync(bool again, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        context.ThrowIfClosed();
        if (store is not null && (again || !store.IsLoaded))
        {
            await store.LoadAsync(cache, users.Held, activity, cancellationToken).ConfigureAwait(false);
        }
    }

    public bool TryGet(Auth0Grant grant, [NotNullWhen(true)] out Auth0Token? token)
    {
        token = null;
        return grant.IsOfApplication && application.TryGet(grant, out token);
    }

    /// <summary>Gets the token of a grant: the application's own from the cache, a user's always by a request.</summary>
    public ValueTask<Auth0Token> GetAsync(
        Auth0Grant grant,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        return store is { IsLoaded: false }
            ? new(LoadThenAsync(() => GetLoadedAsync(grant, activity, force, cancellationToken), activity, cancellationToken))
            : GetLoadedAsync(grant, activity, force, cancellationToken);
    }

    private ValueTask<Auth0Token> GetLoadedAsync(
        Auth0Grant grant,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    )
    {
        return !grant.IsOfApplication ? new ValueTask<Auth0Token>(users.SignInAsync(grant, activity, cancellationToken))
            : !force && application.TryGet(grant, out var token) ? new ValueTask<Auth0Token>(token)
            : new ValueTask<Auth0Token>(application.RequestAsync(grant, activity, force, cancellationToken));
    }

    /// <summary>Gets the token for an API: the token of the user who last signed in for it, otherwise the application's own.</summary>
    public ValueTask<Auth0Token> GetAsync(
        string? audience,
        string? organization,
        IReadOnlyCollection<string>? scope,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        return store is { IsLoaded: false }
            ? new(
                LoadThenAsync(
                    () => GetLoadedAsync(audience, organization, scope, activity, force, cancellationToken),
                    activity,
                    cancellationToken
                )
            )
            : GetLoadedAsync(audience, organization, scope, activity, force, cancellationToken);
    }

    private ValueTask<Auth0Token> GetLoadedAsync(
        string? audience,
        string? organization,
        IReadOnlyCollection<string>? scope,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    )
    {
        audience ??= context.Audience;
        if (users.Held.Find(audience, organization, takesNone: organization == context.Organization) is { } ofUser)
        {
            return ScopeSet.From(scope ?? []).Beyond(ofUser.Scope) is { Length: > 0 } missing
                ? new(users.WidenAsync(ofUser, missing, activity, cancellationToken))
                : users.UseAsync(ofUser, activity, force, cancellationToken);
        }

        // A public application has no tokens of its own. If one user has signed in, multi-resource refresh tokens may have what is meant.
        var takesNone = organization == context.Organization;
        if (
            audience is not null
            && audience != context.ManagementAudience // can't be in a policy
            && context is { IsFederated: false, Client.Method: Auth0ClientAuthenticationMethod.None }
            && users.FindOnlyLogin(organization, takesNone) is { } login
        )
        {
            return login.OtherAudience == audience // another caller's answer came in between
                ? GetLoadedAsync(audience, organization, scope, activity, force, cancellationToken)
                : new(users.RefreshAsync(login, audience, ScopeSet.From(scope ?? []), force, activity, cancellationToken));
        }

        // Without an audience, the tenant decides: it may have a default one.
        Auth0Grant own = context.IsFederated
            ? new WorkloadGrant(audience, organization, scope ?? context.Scope)
            : new ClientCredentialsGrant(audience, organization, scope);
        return GetLoadedAsync(own, activity, force, cancellationToken);
    }

    /// <summary>
    /// Replaces a token that an API rejected: a user's with its refresh token, null if it has none; the application's own with a request.
    /// </summary>
    public async ValueTask<Auth0Token?> ReplaceAsync(
        Auth0Token refused,
        string? audience,
        string? organization,
        IReadOnlyCollection<string>? scope,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        if (users.Held.Contains(refused))
        {
            store?.Refuse(refused);
            return refused.IsRenewable
                ? await users.RefreshAsync(refused, null, ScopeSet.Empty, force: false, activity, cancellationToken).ConfigureAwait(false)
                : null;
        }

        application.Refuse(refused);
        return await GetAsync(audience, organization, scope, activity, force: false, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Auth0Token> LoadThenAsync(
        Func<ValueTask<Auth0Token>> get,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        await LoadAsync(again: false, activity, cancellationToken).ConfigureAwait(false);
        return await get().ConfigureAwait(false);
    }
}
