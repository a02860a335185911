namespace Auth0Flows;

/// <summary>Why something failed: one name a cause. The cmdlets use it as the id of the error record.</summary>
public enum Auth0ErrorCode
{
    /// <summary>Not told apart further; see the server's own error.</summary>
    Unknown,

    // What we were given.

    /// <summary>The domain is not an address of a tenant.</summary>
    InvalidDomain,

    /// <summary>No session: nobody connected, and the environment names no tenant.</summary>
    NotConnected,

    /// <summary>No session has this name.</summary>
    SessionNotFound,

    /// <summary>The session was closed.</summary>
    SessionClosed,

    /// <summary>A token was asked for without saying for which API.</summary>
    MissingAudience,

    /// <summary>The grant needs a client that can prove itself, and the session holds no secret.</summary>
    MissingClientSecret,

    /// <summary>The path or address of an API call is not one we may call.</summary>
    InvalidApiAddress,

    /// <summary>A <c>{name}</c> of a path template finds no usable value on the object.</summary>
    TemplateValueMissing,

    /// <summary>The body can't be sent.</summary>
    InvalidRequestBody,

    /// <summary>A header can't be sent, or is ours to set.</summary>
    InvalidHeader,

    /// <summary>The token is for another audience than the host it would go to.</summary>
    TokenAudienceMismatch,

    /// <summary>The token's life is over.</summary>
    TokenExpired,

    /// <summary>The port that something of ours was to listen on is taken.</summary>
    PortInUse,

    // The way there.

    /// <summary>The host's name is unknown.</summary>
    HostNotFound,

    /// <summary>The host takes no connection, or drops it.</summary>
    ConnectionFailed,

    /// <summary>TLS could not be set up: the certificate is not trusted, or not for this host.</summary>
    SecureConnectionFailed,

    /// <summary>No answer in time.</summary>
    RequestTimeout,

    /// <summary>The connection ended in the middle of an answer.</summary>
    IncompleteResponse,

    /// <summary>The server sends us to another host, where a token does not go.</summary>
    RedirectRefused,

    // What the answer is worth.

    /// <summary>Something else than JSON came, such as an HTML page.</summary>
    UnexpectedContentType,

    /// <summary>The JSON is cut or malformed, or not of the documented form.</summary>
    InvalidJson,

    /// <summary>A token answer without <c>access_token</c>.</summary>
    MissingAccessToken,

    /// <summary>A token answer without <c>expires_in</c>.</summary>
    MissingExpiresIn,

    /// <summary>An <c>expires_in</c> that is no positive number of seconds.</summary>
    InvalidExpiresIn,

    /// <summary>A token that is not a Bearer token.</summary>
    UnsupportedTokenType,

    // What the token endpoint refused (RFC 6749 §5.2 and Auth0's own).

    /// <summary>Wrong client id, or wrong secret.</summary>
    InvalidClient,

    /// <summary>The application may not use this grant.</summary>
    UnauthorizedClient,

    /// <summary>No API has this audience.</summary>
    UnknownAudience,

    /// <summary>The application has no client grant for the audience.</summary>
    ClientGrantMissing,

    /// <summary>The client grant doesn't hold the scopes asked for.</summary>
    ScopeNotGranted,

    /// <summary>Refused, by a rule, an Action or the server.</summary>
    AccessDenied,

    /// <summary>The grant itself is wrong, used or expired.</summary>
    InvalidGrant,

    /// <summary>The request is malformed.</summary>
    InvalidRequest,

    /// <summary>A scope is unknown or malformed.</summary>
    InvalidScope,

    /// <summary>The server doesn't know this grant type.</summary>
    UnsupportedGrantType,

    /// <summary>The organization is unknown, or not open to this application.</summary>
    InvalidOrganization,

    // What an API, or any endpoint, refused.

    /// <summary>The API doesn't accept the token.</summary>
    InvalidToken,

    /// <summary>The token lacks a scope.</summary>
    InsufficientScope,

    /// <summary>The API says no, for another reason than a scope.</summary>
    Forbidden,

    /// <summary>There is nothing at this address.</summary>
    NotFound,

    /// <summary>The body has a field that the API doesn't take.</summary>
    InvalidBody,

    /// <summary>The query has a value that the API doesn't take.</summary>
    InvalidQuery,

    /// <summary>The page lies behind the end of what the API lists.</summary>
    InvalidPaging,

    /// <summary>There is such an object already.</summary>
    Conflict,

    /// <summary>Too many requests, and the wait would be longer than allowed.</summary>
    RateLimited,

    /// <summary>The server failed.</summary>
    ServerError,

    /// <summary>The request was refused in a way that has no name of its own here.</summary>
    RequestFailed,
}
