using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.Sessions;

/// <summary>
/// The application's own tokens, shared with the other sessions of the same client: from the cache, or from one request for all concurrent
/// callers.
/// </summary>
internal sealed class ClientTokens(SessionContext context, TokenCache cache, TokenEndpoint endpoint, Renewal renewal, SessionStore? store)
{
    public IEnumerable<Auth0Token> Usable => cache.Tokens.Where(static token => !token.IsExpired);

    public bool TryGet(ClientCredentialsGrant grant, [NotNullWhen(true)] out Auth0Token? token) =>
        cache.TryGet(TokenKey.For(grant), grant.Scope, out token);

    /// <summary>Removes a token that an API rejected.</summary>
    public void Refuse(Auth0Token token)
    {
        cache.Remove(token);
        store?.Refuse(token);
    }

    public void Remove(Func<Auth0Token, bool> isToGo) => cache.Remove(isToGo);

    public Task<Auth0Token> RequestAsync(
        ClientCredentialsGrant grant,
        IProgress<Auth0Activity>? activity,
        bool force,
        CancellationToken cancellationToken
    )
    {
        var key = TokenKey.For(grant);
        return force || !cache.TryGetLiving(key, out var held)
            ? AskAsync(cancellationToken)
            : renewal.RunAsync(held, AskAsync, activity, cancellationToken);

        Task<Auth0Token> AskAsync(CancellationToken token) => context.AskAsync(SendAsync, token);

        Task<Auth0Token> SendAsync(CancellationToken token) => cache.GetAsync(key, grant.Scope, force, FetchAsync, token);

        Task<Auth0Token> FetchAsync(CancellationToken token) =>
            store is null
                ? endpoint.RequestAsync(grant, activity, token)
                : store.GetAsync(grant, force, cancellation => endpoint.RequestAsync(grant, activity, cancellation), activity, token);
    }
}
