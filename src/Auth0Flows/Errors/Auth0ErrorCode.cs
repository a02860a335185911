namespace Auth0Flows;

/// <summary>Specifies why an operation failed. The cmdlets use it as the id of the error record.</summary>
public enum Auth0ErrorCode
{
    /// <summary>An unexpected error of this library occurred. The inner exception has the details.</summary>
    InternalError,

    // Invalid input.

    /// <summary>The domain is not the address of a tenant.</summary>
    InvalidDomain,

    /// <summary>There is no session: no connection was made, and the environment variables don't specify a tenant.</summary>
    NotConnected,

    /// <summary>No session has this name.</summary>
    SessionNotFound,

    /// <summary>The session was closed.</summary>
    SessionClosed,

    /// <summary>A token was requested without specifying an API, and the tenant has no default audience.</summary>
    MissingAudience,

    /// <summary>The grant requires a client that can authenticate itself, but the session has no secret.</summary>
    MissingClientSecret,

    /// <summary>The private key file does not exist or can't be opened.</summary>
    PrivateKeyNotFound,

    /// <summary>The file contains no readable private key.</summary>
    InvalidPrivateKey,

    /// <summary>A public key or a certificate without its private key was specified instead of a private key.</summary>
    PublicKeyGiven,

    /// <summary>The private key is encrypted, but no passphrase was specified.</summary>
    PassphraseMissing,

    /// <summary>The passphrase doesn't open the private key.</summary>
    WrongPassphrase,

    /// <summary>The private key is shorter than Auth0 requires.</summary>
    WeakPrivateKey,

    /// <summary>The private key is not an RSA key.</summary>
    UnsupportedKeyType,

    /// <summary>The path or URL of an API call is not allowed.</summary>
    InvalidApiAddress,

    /// <summary>The object has no usable value for a <c>{name}</c> in a path template.</summary>
    TemplateValueMissing,

    /// <summary>The body can't be sent.</summary>
    InvalidRequestBody,

    /// <summary>A header can't be sent, or only the session may set it.</summary>
    InvalidHeader,

    /// <summary>The audience of the token does not match the host that it would be sent to.</summary>
    TokenAudienceMismatch,

    /// <summary>The token has expired.</summary>
    TokenExpired,

    /// <summary>The token, or the login's refresh token, is bound to a key (DPoP) that the session doesn't have.</summary>
    DPoPKeyMissing,

    /// <summary>The token was issued to a different application than the session's.</summary>
    ClientMismatch,

    /// <summary>No user has signed in to the session.</summary>
    NotSignedIn,

    /// <summary>There is no refresh token to renew or revoke.</summary>
    MissingRefreshToken,

    /// <summary>
    /// More scopes were requested than the login was granted, and no policy for multi-resource refresh tokens allows them.
    /// </summary>
    ScopeBeyondOriginal,

    /// <summary>The token does not have the <c>openid</c> scope, which /userinfo requires.</summary>
    MissingOpenIdScope,

    /// <summary>A required parameter of a grant is missing.</summary>
    MissingParameter,

    /// <summary>Two parameters can't be used together.</summary>
    ConflictingParameters,

    /// <summary>The text is not a JWT.</summary>
    InvalidJwt,

    /// <summary>The redirect URI can't be used for listening: it must be an http URL on loopback.</summary>
    InvalidRedirectUri,

    /// <summary>The binding message of a backchannel login is empty, too long, or has characters that Auth0 doesn't allow.</summary>
    InvalidBindingMessage,

    /// <summary>The login hint of a backchannel login is not usable.</summary>
    InvalidLoginHint,

    /// <summary>The requested expiry of a backchannel login is out of range.</summary>
    InvalidRequestedExpiry,

    /// <summary>No browser could be opened.</summary>
    NoBrowser,

    /// <summary>The port to listen on is already in use.</summary>
    PortInUse,

    // Connection errors.

    /// <summary>The host name could not be resolved.</summary>
    HostNotFound,

    /// <summary>The host refused or dropped the connection.</summary>
    ConnectionFailed,

    /// <summary>TLS could not be established: the certificate is not trusted or is not valid for this host.</summary>
    SecureConnectionFailed,

    /// <summary>The server did not respond in time.</summary>
    RequestTimeout,

    /// <summary>The connection ended in the middle of a response.</summary>
    IncompleteResponse,

    /// <summary>The response is not HTTP, or not what was requested: a part of a file, or an unknown compression.</summary>
    InvalidResponse,

    /// <summary>The response exceeds the limits on size, nesting or compression.</summary>
    AnswerTooLarge,

    /// <summary>The server redirects to another host, where no token is sent.</summary>
    RedirectRefused,

    // Invalid responses.

    /// <summary>The response is not JSON but, for example, an HTML page.</summary>
    UnexpectedContentType,

    /// <summary>The JSON is incomplete or malformed, or does not have the documented format.</summary>
    InvalidJson,

    /// <summary>The token response has no <c>access_token</c>.</summary>
    MissingAccessToken,

    /// <summary>The token response has no <c>expires_in</c>.</summary>
    MissingExpiresIn,

    /// <summary>The <c>expires_in</c> of the token response is not a positive number of seconds.</summary>
    InvalidExpiresIn,

    /// <summary>The token is not a Bearer token.</summary>
    UnsupportedTokenType,

    /// <summary>
    /// A token that is bound to the session's key was requested (DPoP), but a bearer token was issued: the API is not set up for it.
    /// </summary>
    BearerTokenIssued,

    /// <summary>The token is bound to no key (<c>cnf.jkt</c>), although its type is DPoP or a proof is for it.</summary>
    TokenNotBound,

    /// <summary>The token is bound to another key than the one that it was requested with.</summary>
    TokenBoundToOtherKey,

    /// <summary>The scope <c>openid</c> was requested, but no ID token was returned.</summary>
    MissingIdToken,

    /// <summary>The ID token is not a readable JWT.</summary>
    InvalidIdToken,

    /// <summary>The signing algorithm of the ID token is not accepted: it is <c>none</c>, or HS256 without a client secret.</summary>
    IdTokenAlgorithmRefused,

    /// <summary>The tenant does not have the key that the ID token specifies.</summary>
    IdTokenKeyUnknown,

    /// <summary>The signature of the ID token is not valid.</summary>
    IdTokenSignatureInvalid,

    /// <summary>The ID token is from another issuer.</summary>
    IdTokenIssuerMismatch,

    /// <summary>The ID token is for another application.</summary>
    IdTokenAudienceMismatch,

    /// <summary>The ID token was issued to another application (<c>azp</c>).</summary>
    IdTokenAuthorizedPartyMismatch,

    /// <summary>The ID token has expired or has no expiration time.</summary>
    IdTokenExpired,

    /// <summary>The ID token was issued in the future or has no issue time.</summary>
    IdTokenNotYetValid,

    /// <summary>The ID token does not contain the <c>nonce</c> that was sent.</summary>
    IdTokenNonceMismatch,

    /// <summary>The ID token is not for the requested organization.</summary>
    IdTokenOrganizationMismatch,

    /// <summary>The ID token has no subject, or a different one than the token that it renews.</summary>
    IdTokenSubjectMismatch,

    /// <summary>The user authenticated longer ago than the request allows (<c>auth_time</c>).</summary>
    IdTokenAuthenticationTooOld,

    /// <summary>The ID token does not belong to the code that came with it (<c>c_hash</c>).</summary>
    IdTokenCodeHashMismatch,

    /// <summary>The ID token does not belong to the access token that came with it (<c>at_hash</c>).</summary>
    IdTokenAccessTokenHashMismatch,

    /// <summary>The ID token does not belong to this login (<c>s_hash</c>).</summary>
    IdTokenStateHashMismatch,

    /// <summary>The browser's response belongs to another login, or to one that already received a response.</summary>
    StateMismatch,

    /// <summary>The browser's response is from a different issuer than expected (RFC 9207).</summary>
    AuthorizationIssuerMismatch,

    /// <summary>The browser's response lacks a requested value.</summary>
    IncompleteAuthorization,

    /// <summary>The tenant's public keys could not be read.</summary>
    SigningKeysUnavailable,

    // Error responses of the token endpoint (RFC 6749 §5.2 and Auth0's own).

    /// <summary>The client id or the secret is wrong.</summary>
    InvalidClient,

    /// <summary>The application is not allowed to use this grant.</summary>
    UnauthorizedClient,

    /// <summary>No API has this audience.</summary>
    UnknownAudience,

    /// <summary>The application has no client grant for the audience.</summary>
    ClientGrantMissing,

    /// <summary>The client grant does not include the requested scopes.</summary>
    ScopeNotGranted,

    /// <summary>A rule, an Action or the server denied the request.</summary>
    AccessDenied,

    /// <summary>The grant is wrong, already used or expired.</summary>
    InvalidGrant,

    /// <summary>The request is malformed.</summary>
    InvalidRequest,

    /// <summary>A scope is unknown or malformed.</summary>
    InvalidScope,

    /// <summary>The server does not support this grant type.</summary>
    UnsupportedGrantType,

    /// <summary>The organization is unknown, or this application may not use it.</summary>
    InvalidOrganization,

    /// <summary>The user name or the password is wrong.</summary>
    InvalidUserPassword,

    /// <summary>No connection has this name, or the connection does not support passwords.</summary>
    UnknownRealm,

    /// <summary>The user is blocked.</summary>
    UserBlocked,

    /// <summary>The password is known from a data breach. The user must change it.</summary>
    PasswordLeaked,

    /// <summary>There were too many failed attempts: the account or the IP address is locked temporarily.</summary>
    TooManyAttempts,

    /// <summary>A second factor is required.</summary>
    MfaRequired,

    /// <summary>A second factor is required, but the user has not enrolled one.</summary>
    MfaEnrollmentRequired,

    /// <summary>The <c>mfa_token</c> of the login has expired. It is valid for ten minutes.</summary>
    MfaTokenExpired,

    /// <summary>The <c>mfa_token</c> is not from this tenant, or has already been used.</summary>
    InvalidMfaToken,

    /// <summary>The one-time password is wrong, already used or expired.</summary>
    InvalidOtp,

    /// <summary>The out-of-band code is wrong, already used or expired.</summary>
    InvalidBindingCode,

    /// <summary>The recovery code is wrong or already used.</summary>
    InvalidRecoveryCode,

    /// <summary>The user rejected the second factor.</summary>
    MfaRejected,

    /// <summary>The user has no second factor of this type.</summary>
    UnsupportedChallengeType,

    /// <summary>The user has not answered yet.</summary>
    AuthorizationPending,

    /// <summary>
    /// The user has not answered yet, and the client polls too often: it must wait five seconds longer each time (RFC 8628 §3.5).
    /// </summary>
    SlowDown,

    /// <summary>The user did not answer in time.</summary>
    AuthorizationTimeout,

    /// <summary>
    /// The authorization code is wrong, already used or expired, or does not match the redirect URI or the code verifier.
    /// </summary>
    InvalidAuthorizationCode,

    /// <summary>The refresh token is wrong, revoked or expired, or has already been rotated.</summary>
    InvalidRefreshToken,

    /// <summary>The device code has expired or has already been used.</summary>
    DeviceCodeExpired,

    /// <summary>The user or the server denied the device login.</summary>
    DeviceLoginDenied,

    /// <summary>The backchannel login has expired or has already been used.</summary>
    BackchannelLoginExpired,

    /// <summary>The user or the server denied the backchannel login.</summary>
    BackchannelLoginDenied,

    /// <summary>The user has no device that can be asked: no push notifications are enrolled, and e-mail is not enabled.</summary>
    NoBackchannelDevice,

    /// <summary>The password doesn't meet the rules of the connection.</summary>
    PasswordTooWeak,

    /// <summary>The password is one of those that everybody tries first.</summary>
    PasswordTooCommon,

    /// <summary>The password contains the user's name or address.</summary>
    PasswordContainsUserInfo,

    /// <summary>The connection already has a user with this address or name.</summary>
    UserExists,

    /// <summary>The sign-up was refused without a reason: mostly because the user exists.</summary>
    InvalidSignup,

    /// <summary>The connection doesn't allow users to sign up.</summary>
    SignupDisabled,

    /// <summary>The application may not create session transfer tokens.</summary>
    SessionTransferNotAllowed,

    /// <summary>The tenant doesn't have this user.</summary>
    UnknownUser,

    /// <summary>The user must sign in, consent or choose, but <c>prompt=none</c> does not allow asking the user.</summary>
    LoginRequired,

    /// <summary>The token to exchange was not accepted.</summary>
    InvalidSubjectToken,

    /// <summary>The server refused a DPoP proof (RFC 9449 §5, §7.1).</summary>
    InvalidDPoPProof,

    /// <summary>The server asks for a nonce in the DPoP proof again and again, or gives none (RFC 9449 §8, §9).</summary>
    DPoPNonceRefused,

    /// <summary>A DPoP proof was refused because this machine's clock differs from the server's by a minute or more.</summary>
    ClockOff,

    /// <summary>The application or the API requires tokens that are bound to a key, but the session has none.</summary>
    DPoPRequired,

    // Error responses of APIs and other endpoints.

    /// <summary>The API does not accept the token.</summary>
    InvalidToken,

    /// <summary>The token lacks a required scope.</summary>
    InsufficientScope,

    /// <summary>The API rejected the request for a reason other than a scope.</summary>
    Forbidden,

    /// <summary>The URL does not exist.</summary>
    NotFound,

    /// <summary>The body contains a field that the API does not accept.</summary>
    InvalidBody,

    /// <summary>The query contains a value that the API does not accept.</summary>
    InvalidQuery,

    /// <summary>The page is beyond the end of the list that the API provides.</summary>
    InvalidPaging,

    /// <summary>The object already exists.</summary>
    Conflict,

    /// <summary>The object has something else in the place of a list that is to be changed.</summary>
    NotAList,

    /// <summary>The API answers with success, but the object doesn't have the wanted list.</summary>
    ListNotTaken,

    /// <summary>A list was changed, but it couldn't be read again to see whether another change came on top.</summary>
    ListNotChecked,

    /// <summary>There were too many requests, and the required wait is longer than allowed.</summary>
    RateLimited,

    /// <summary>A specified file does not exist.</summary>
    FileNotFound,

    /// <summary>A specified file can't be read.</summary>
    FileNotReadable,

    /// <summary>A specified file can't be written.</summary>
    FileNotWritable,

    /// <summary>A job of the tenant failed.</summary>
    JobFailed,

    /// <summary>A job of the tenant did not complete within the time to wait. It is still running.</summary>
    JobTimeout,

    /// <summary>A job rejected an object.</summary>
    ImportRefused,

    /// <summary>The server failed.</summary>
    ServerError,

    /// <summary>The request was rejected for a reason that has no error code.</summary>
    RequestFailed,

    /// <summary>The proxy refused to connect to the host, for example because it requires other credentials.</summary>
    ProxyRefused,

    // Signed and rich authorization requests.

    /// <summary>The authorization details are not a list of objects with a type, or the tenant doesn't accept them (RFC 9396 §5).</summary>
    InvalidAuthorizationDetails,

    /// <summary>There is no private key that could sign the authorization request.</summary>
    MissingRequestObjectKey,

    /// <summary>The tenant can't read or verify the signed authorization request (<c>invalid_request_object</c>, RFC 9101 §7).</summary>
    InvalidRequestObject,

    /// <summary>The tenant, or the application, takes no signed authorization requests (<c>request_not_supported</c>).</summary>
    RequestObjectNotSupported,

    /// <summary>The application's authorization requests must be signed.</summary>
    RequestObjectRequired,

    /// <summary>A parameter of /authorize that the login sets itself, or that has a parameter of its own.</summary>
    ReservedParameter,

    // Profiles, and vaults with their secrets.

    /// <summary>There is no profile of this name.</summary>
    ProfileNotFound,

    /// <summary>The name can't be the name of a profile.</summary>
    InvalidProfileName,

    /// <summary>The profile's file is damaged or lacks a value.</summary>
    InvalidProfile,

    /// <summary>The profile was saved by a newer version of this module.</summary>
    ProfileTooNew,

    /// <summary>Other users can change the profile, or it belongs to another user.</summary>
    ProfileNotProtected,

    /// <summary>The user has no configuration folder.</summary>
    ConfigurationFolderUnknown,

    /// <summary>The vault can't be used: SecretManagement is not installed, or the vault is locked or fails.</summary>
    VaultUnavailable,

    /// <summary>No vault of this name is registered.</summary>
    VaultNotFound,

    /// <summary>The vault has no secret of this name.</summary>
    VaultSecretNotFound,

    /// <summary>The vault's secret is of a type that has no client secret in it.</summary>
    InvalidVaultSecret,

    // Stored tokens.

    /// <summary>The text names no token store.</summary>
    InvalidTokenStore,

    /// <summary>The token store can't be read or written: no keyring, a full disk, a Redis server that doesn't answer.</summary>
    TokenStoreUnavailable,

    /// <summary>Other users can read or change the stored tokens, or they belong to another user.</summary>
    TokenStoreNotProtected,

    /// <summary>Another process has used the stored tokens for so long that a refresh token could not be used safely.</summary>
    TokenStoreBusy,

    /// <summary>Tokens can't be encrypted: the application has no secret and no key, and <c>AUTH0_CACHE_KEY</c> is not set.</summary>
    CacheKeyMissing,

    /// <summary>The key for stored tokens is too short.</summary>
    WeakCacheKey,

    /// <summary>A file of a configuration can't be used, or an object of it can't be changed in this way.</summary>
    InvalidConfiguration,

    /// <summary>A marker of a configuration's file has no value.</summary>
    UnmappedMarker,

    /// <summary>A configuration names an object that the tenant doesn't have.</summary>
    UnknownReference,

    // Identity tokens of workloads, and their exchange.

    /// <summary>The text names no source of identity tokens, or the address of the source is not https.</summary>
    InvalidFederatedTokenSource,

    /// <summary>
    /// There is no identity token: a variable is not set, a file does not exist or is empty, or this is no job of the CI.
    /// </summary>
    FederatedTokenMissing,

    /// <summary>The job may not request an identity token: <c>id-token: write</c> or the pipeline's access token is missing.</summary>
    FederatedTokenNotPermitted,

    /// <summary>The CI could not be asked for an identity token: no connection, a timeout, a failing server.</summary>
    FederatedTokenUnavailable,

    /// <summary>The CI refused to issue an identity token.</summary>
    FederatedTokenRefused,

    /// <summary>What the source gives is not an identity token.</summary>
    InvalidFederatedToken,

    /// <summary>The identity token has expired.</summary>
    FederatedTokenExpired,

    /// <summary>The identity token is for another audience than the specified one.</summary>
    FederatedTokenAudienceMismatch,

    /// <summary>The type of a subject token is not a URI, or Auth0 reserves it.</summary>
    InvalidSubjectTokenType,

    /// <summary>The tenant has no token exchange profile for the type of the subject token.</summary>
    UnknownSubjectTokenType,

    /// <summary>The application may not exchange tokens.</summary>
    TokenExchangeNotAllowed,

    /// <summary>The user has connected no account of the connection, or not the specified one.</summary>
    ConnectedAccountNotFound,

    /// <summary>The external provider gives no token for the user's account any more: the user has to connect it again.</summary>
    ConnectedAccountExpired,

    /// <summary>The application may not use Token Vault, or its refresh tokens rotate.</summary>
    TokenVaultNotAllowed,

    // Client certificates (mTLS).

    /// <summary>The file or the store has no certificate of this path or thumbprint, or it can't be opened.</summary>
    ClientCertificateNotFound,

    /// <summary>The file contains no readable certificate.</summary>
    InvalidClientCertificate,

    /// <summary>The certificate doesn't include its private key, or the key is another certificate's.</summary>
    ClientCertificateKeyMissing,

    /// <summary>The certificate has expired.</summary>
    ClientCertificateExpired,

    /// <summary>The certificate isn't valid yet.</summary>
    ClientCertificateNotYetValid,

    /// <summary>The tenant doesn't accept the certificate for this application.</summary>
    ClientCertificateRefused,

    /// <summary>The server ended the TLS handshake, or the connection right after it; it may not accept the certificate.</summary>
    TlsHandshakeRefused,

    /// <summary>The tenant's discovery document doesn't offer authentication with a certificate.</summary>
    MtlsNotEnabled,

    /// <summary>The tenant's discovery document names an endpoint for certificates that is not the tenant's.</summary>
    InvalidMtlsEndpoint,

    /// <summary>A token is bound to another certificate than the session's.</summary>
    CertificateBindingMismatch,

    /// <summary>The API or the application requires tokens that are bound to a client certificate, but none was presented.</summary>
    ClientCertificateRequired,

    // Passkeys.

    /// <summary>The tenant, the connection or the application is not set up for passkeys.</summary>
    PasskeysNotEnabled,

    /// <summary>The tenant takes requests for passkeys only at its custom domain.</summary>
    PasskeyCustomDomainRequired,

    /// <summary>
    /// The profile of a user who registers with a passkey lacks an identifier, or has a value that the connection doesn't take.
    /// </summary>
    InvalidPasskeyUser,

    /// <summary>The tenant asks for a passkey of another domain than its own.</summary>
    PasskeyDomainMismatch,

    /// <summary>What is passed as the answer of an authenticator isn't one, or isn't one to this kind of challenge.</summary>
    InvalidPasskeyAnswer,

    /// <summary>The challenge of a passkey has expired, or was used.</summary>
    PasskeyChallengeExpired,

    /// <summary>The authenticator answered another challenge.</summary>
    PasskeyChallengeMismatch,

    /// <summary>The authenticator was asked at another domain, or answered with a passkey of another domain.</summary>
    PasskeyOriginMismatch,

    /// <summary>The tenant didn't accept the answer: the passkey is unknown, or its signature or its counter is wrong.</summary>
    PasskeyRefused,

    /// <summary>An object was piped to a cmdlet that removes objects of another type.</summary>
    WrongInputObject,

    /// <summary>In the place of a secret, a call has its mask, or what a serialiser leaves of it.</summary>
    MaskedSecret,

    /// <summary>A name with wildcards is no pattern.</summary>
    InvalidPattern,

    /// <summary>An object isn't created, because it may exist: the tenant's list of its kind couldn't be read whole.</summary>
    IncompleteList,
}
