namespace Auth0Flows;

/// <summary>
/// The access token of an external provider for one of a user's accounts: <see
/// href="https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault"/>. It is for the provider's API. It has another type than the
/// tenant's tokens, so that it can't be sent to an API of the tenant.
/// </summary>
public sealed class Auth0ConnectionToken
{
    private readonly Auth0Token _token;

    internal Auth0ConnectionToken(Auth0Token token, string connection, string? loginHint, string? subject) =>
        (_token, Connection, LoginHint, Subject) = (token, connection, loginHint, subject);

    /// <summary>The connection: <c>google-oauth2</c>.</summary>
    public string Connection { get; }

    /// <summary>The account at the provider that was specified, if one was.</summary>
    public string? LoginHint { get; }

    /// <summary>The tenant's user whose account it is, if known.</summary>
    public string? Subject { get; }

    /// <summary>The provider's access token. <c>Invoke-RestMethod -Authentication Bearer -Token</c> accepts it unchanged.</summary>
    public Auth0Secret AccessToken => _token.AccessToken;

    /// <summary>The token type: <c>Bearer</c>.</summary>
    public string TokenType => _token.TokenType;

    /// <summary>The scopes at the provider.</summary>
    public string[] Scope => _token.ScopeAnswered ?? _token.ScopeAsked.ToArray();

    /// <summary>When the response arrived, by this machine's clock.</summary>
    public DateTimeOffset IssuedAt => _token.IssuedAt;

    /// <summary>When it expires, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt => _token.ExpiresAt;

    /// <summary>The remaining lifetime; zero if it has expired.</summary>
    public TimeSpan ExpiresIn => _token.ExpiresIn;

    /// <summary>Whether it has expired.</summary>
    public bool IsExpired => _token.IsExpired;

    /// <summary>The connection and the expiration time; never the token.</summary>
    public override string ToString() => $"token of {Connection}, expires {ExpiresAt:u}";
}
