using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Grants;

namespace Auth0Flows.Sessions;

/// <summary>
/// The application's own tokens, or those of its workload, shared with the other sessions of the same client: from the cache, or from one
/// request for all concurrent callers.
/// </summary>
internal sealed class ClientTokens(
    SessionContext context,
    TokenCache cache,
    TokenEndpoint endpoint,
    WorkloadTokens? workload,
    Renewal renewal,
    SessionStore? store
)
{
    public IEnumerable<Auth0Token> Usable => cache.Tokens.Where(static token => !token.IsExpired);

    public bool TryGet(Auth0Grant grant, [NotNullWhen(true)] out Auth0Token? token) =>
        cache.TryGet(TokenKey.For(grant), grant.Scope, out token);

    /// <summary>Removes a token that an API rejected.</summary>
    public void Refuse(Auth0Token token)
    {
        cache.Remove(token);
        store?.Refuse(token);
    }

    public void Remove(Func<Auth0Token, bool> isToGo) => cache.Remove(isToGo);

    public Task<Auth0Token> RequestAsync(
        Auth0Grant grant,
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
            grant switch
            {
                // Not stored: its source gives another one whenever it is needed.
                WorkloadGrant own => workload!.RequestAsync(own, activity, token),
                ClientCredentialsGrant own when store is not null => store.GetAsync(
                    own,
                    force,
                    cancellation => endpoint.RequestAsync(own, activity, cancellation),
                    activity,
                    token
                ),
                _ => endpoint.RequestAsync(grant, activity, token),
            };
    }
}
