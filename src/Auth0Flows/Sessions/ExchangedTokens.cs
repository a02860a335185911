using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// Tokens that a session exchanges for those of other people: on behalf of an API's users, and from Token Vault. They are cached by the
/// token that they were exchanged for, so that nobody gets somebody else's, and they are not the session's: no call uses one by itself.
/// </summary>
internal sealed class ExchangedTokens(SessionContext context, TokenEndpoint endpoint)
{
    private readonly TokenCache _cache = new();

    /// <summary>Gets the token that an API requests for its user.</summary>
    public Task<Auth0Token> GetAsync(
        TokenExchangeGrant grant,
        Auth0Secret subject,
        bool force,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) => GetAsync(grant, subject, "", force, activity, cancellationToken);

    /// <summary>Gets the token of an external provider.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="loginHint">The account at the provider, if the user has several.</param>
    /// <param name="scope">The provider's scopes; empty for all that were granted.</param>
    /// <param name="subject">The user's token, and its type.</param>
    /// <param name="force">Requests a new token even if the cache has a valid one.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> GetAsync(
        string connection,
        string? loginHint,
        IEnumerable<string>? scope,
        (Auth0Secret Token, string Type) subject,
        bool force,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) =>
        GetAsync(
            new ConnectionTokenGrant(subject.Token, subject.Type, connection, loginHint, scope),
            subject.Token,
            $"{connection}\n{loginHint}",
            force,
            activity,
            cancellationToken
        );

    public void Remove() => _cache.Remove(static _ => true);

    public void Close() => _cache.Close();

    private Task<Auth0Token> GetAsync(
        Auth0Grant grant,
        Auth0Secret subject,
        string purpose,
        bool force,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        var key = TokenKey.For(grant) with { Subject = $"{RefreshTokenFamilies.Fingerprint(subject)}\n{purpose}" };
        // Who shows a token that has expired gets nothing for it: the tenant says so.
        force |= DecodedJwt.Read(subject.Reveal()).Claims["exp"] is DateTimeOffset expiry && expiry <= context.Now;
        return context.AskAsync(
            stop => _cache.GetAsync(key, grant.Scope, force, cancellation => endpoint.RequestAsync(grant, activity, cancellation), stop),
            cancellationToken
        );
    }
}
