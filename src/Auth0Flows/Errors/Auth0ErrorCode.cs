namespace Auth0Flows;

/// <summary>Why something failed: one name a cause. The cmdlets use it as the id of the error record.</summary>
public enum Auth0ErrorCode
{
    /// <summary>What nobody thought of: an error of this library. The exception within tells what.</summary>
    InternalError,

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

    /// <summary>There is no such file, or it can't be opened.</summary>
    PrivateKeyNotFound,

    /// <summary>The file holds no private key that can be read.</summary>
    InvalidPrivateKey,

    /// <summary>A public key or a bare certificate, where the private key is needed.</summary>
    PublicKeyGiven,

    /// <summary>The private key is encrypted, and there is no passphrase.</summary>
    PassphraseMissing,

    /// <summary>The passphrase doesn't open the private key.</summary>
    WrongPassphrase,

    /// <summary>The private key is shorter than Auth0 takes.</summary>
    WeakPrivateKey,

    /// <summary>The private key is not RSA.</summary>
    UnsupportedKeyType,

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

    /// <summary>The token was issued to another application than the session's.</summary>
    ClientMismatch,

    /// <summary>Nobody has signed in in the session.</summary>
    NotSignedIn,

    /// <summary>There is no refresh token to renew or revoke with.</summary>
    MissingRefreshToken,

    /// <summary>More scopes are asked for than the login got: a refresh can only give fewer.</summary>
    ScopeBeyondOriginal,

    /// <summary>The token has no <c>openid</c> scope, which /userinfo needs.</summary>
    MissingOpenIdScope,

    /// <summary>A grant lacks something that it can't do without.</summary>
    MissingParameter,

    /// <summary>Two things were given that don't go together.</summary>
    ConflictingParameters,

    /// <summary>The text is no JWT.</summary>
    InvalidJwt,

    /// <summary>The redirect address is none that can be listened at: loopback, plain http.</summary>
    InvalidRedirectUri,

    /// <summary>There is no browser that could be opened.</summary>
    NoBrowser,

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

    /// <summary>What came is not HTTP.</summary>
    InvalidResponse,

    /// <summary>More came than is taken of such an answer, or it is nested or packed beyond what is read.</summary>
    AnswerTooLarge,

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

    /// <summary><c>openid</c> was asked for, and no ID token came.</summary>
    MissingIdToken,

    /// <summary>The ID token is no JWT that can be read.</summary>
    InvalidIdToken,

    /// <summary>The ID token is signed in a way that is not accepted: <c>none</c>, or HS256 where there is no client secret.</summary>
    IdTokenAlgorithmRefused,

    /// <summary>The ID token names a key that the tenant doesn't have.</summary>
    IdTokenKeyUnknown,

    /// <summary>The ID token's signature is wrong.</summary>
    IdTokenSignatureInvalid,

    /// <summary>The ID token is from somebody else.</summary>
    IdTokenIssuerMismatch,

    /// <summary>The ID token is for another application.</summary>
    IdTokenAudienceMismatch,

    /// <summary>The ID token was given out to another application (<c>azp</c>).</summary>
    IdTokenAuthorizedPartyMismatch,

    /// <summary>The ID token has expired, or doesn't say when it does.</summary>
    IdTokenExpired,

    /// <summary>The ID token is from the future, or doesn't say when it was issued.</summary>
    IdTokenNotYetValid,

    /// <summary>The ID token doesn't hold the <c>nonce</c> that was sent.</summary>
    IdTokenNonceMismatch,

    /// <summary>The ID token is not of the organization that was asked for.</summary>
    IdTokenOrganizationMismatch,

    /// <summary>The ID token says nobody, or another user than the token that it renews.</summary>
    IdTokenSubjectMismatch,

    /// <summary>The user proved themselves longer ago than was asked for (<c>auth_time</c>).</summary>
    IdTokenAuthenticationTooOld,

    /// <summary>The ID token does not belong to the code that came with it (<c>c_hash</c>).</summary>
    IdTokenCodeHashMismatch,

    /// <summary>The ID token does not belong to the access token that came with it (<c>at_hash</c>).</summary>
    IdTokenAccessTokenHashMismatch,

    /// <summary>The ID token does not belong to this login (<c>s_hash</c>).</summary>
    IdTokenStateHashMismatch,

    /// <summary>The browser's answer is to another login, or to one that was answered already.</summary>
    StateMismatch,

    /// <summary>The browser's answer is from another issuer than the one that was asked (RFC 9207).</summary>
    AuthorizationIssuerMismatch,

    /// <summary>The browser's answer lacks what was asked for.</summary>
    IncompleteAuthorization,

    /// <summary>The tenant doesn't give out its public keys.</summary>
    SigningKeysUnavailable,

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

    /// <summary>Wrong user name, or wrong password.</summary>
    InvalidUserPassword,

    /// <summary>No connection has this name, or none that knows passwords.</summary>
    UnknownRealm,

    /// <summary>The user is blocked.</summary>
    UserBlocked,

    /// <summary>The password is known from a leak elsewhere: the user must change it.</summary>
    PasswordLeaked,

    /// <summary>Too many wrong tries: the account, or the address that they came from, is locked for a while.</summary>
    TooManyAttempts,

    /// <summary>A second factor is needed.</summary>
    MfaRequired,

    /// <summary>A second factor is needed, and the user has none yet.</summary>
    MfaEnrollmentRequired,

    /// <summary>The login's <c>mfa_token</c> is over; it lives for ten minutes.</summary>
    MfaTokenExpired,

    /// <summary>The <c>mfa_token</c> is none of this tenant's, or was used already.</summary>
    InvalidMfaToken,

    /// <summary>The one-time password is wrong, used or expired.</summary>
    InvalidOtp,

    /// <summary>The code that came out of band is wrong, used or expired.</summary>
    InvalidBindingCode,

    /// <summary>The recovery code is wrong or used.</summary>
    InvalidRecoveryCode,

    /// <summary>The user rejected the second factor.</summary>
    MfaRejected,

    /// <summary>The user has no second factor of this kind.</summary>
    UnsupportedChallengeType,

    /// <summary>The user has not answered yet.</summary>
    AuthorizationPending,

    /// <summary>The same, and one asked too soon: five seconds more between two tries, for good (RFC 8628 §3.5).</summary>
    SlowDown,

    /// <summary>The user has not answered in time.</summary>
    AuthorizationTimeout,

    /// <summary>The authorization code is wrong, used or expired, or not of this redirect address or code verifier.</summary>
    InvalidAuthorizationCode,

    /// <summary>The refresh token is wrong, revoked or expired, or was used before and rotated.</summary>
    InvalidRefreshToken,

    /// <summary>The device code has expired, or was used.</summary>
    DeviceCodeExpired,

    /// <summary>The user declined at the device's page, or the server did.</summary>
    DeviceLoginDenied,

    /// <summary>The user must sign in, consent or choose, and was not to be asked (<c>prompt=none</c>).</summary>
    LoginRequired,

    /// <summary>The token to exchange is not accepted.</summary>
    InvalidSubjectToken,

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

    /// <summary>A file that was named isn't there.</summary>
    FileNotFound,

    /// <summary>A file that was named can't be read.</summary>
    FileNotReadable,

    /// <summary>A file that was named can't be written.</summary>
    FileNotWritable,

    /// <summary>A job of the tenant failed.</summary>
    JobFailed,

    /// <summary>A job of the tenant took longer than was waited for it; it goes on.</summary>
    JobTimeout,

    /// <summary>An object that a job was given was refused.</summary>
    ImportRefused,

    /// <summary>The server failed.</summary>
    ServerError,

    /// <summary>The request was refused in a way that has no name of its own here.</summary>
    RequestFailed,
}
