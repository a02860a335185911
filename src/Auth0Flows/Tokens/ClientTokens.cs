using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows;

/// <summary>The application's own tokens, shared with the other sessions of the same client: held ones at once, new ones by one request however many ask.</summary>
internal sealed class ClientTokens(Auth0Session session, TokenCache cache, TokenEndpoint endpoint, Renewal renewal)
{
    public IEnumerable<Auth0Token> Usable => cache.Tokens.Where(static token => !token.IsExpired);

    public bool TryGet(ClientCredentialsGrant grant, [NotNullWhen(true)] out Auth0Token? token) => cache.TryGet(TokenKey.For(grant), grant.Scope, out token);

    public void Remove(Auth0Token token) => cache.Remove(token);

    public Task<Auth0Token> RequestAsync(ClientCredentialsGrant grant, IProgress<Auth0Activity>? activity, bool force, CancellationToken cancellationToken)
    {
        var key = TokenKey.For(grant);
        return force || !cache.TryGetLiving(key, out var held)
            ? AskAsync(cancellationToken)
            : renewal.RunAsync(held, AskAsync, activity, cancellationToken);

        async Task<Auth0Token> AskAsync(CancellationToken token)
        {
            try
            {
                return await SendAsync(token).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // Who sent the request for all of us was closed in the middle of it. If that was another session, ours asks anew, once.
                session.ThrowIfClosed();
            }

            try
            {
                return await SendAsync(token).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                throw session.Closed(); // the secret is gone: somebody disposed what the session was made of
            }
        }

        Task<Auth0Token> SendAsync(CancellationToken token)
            => cache.GetAsync(key, grant.Scope, force, cancellation => endpoint.RequestAsync(grant, activity, cancellation), token);
    }
}
