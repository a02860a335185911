using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Converts exceptions to error records, with the code as id, a category and a recommended action.
/// </summary>
internal static class ErrorRecords
{
    /// <param name="failure">What happened.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="request">The request that was answered last: what nobody thought of most likely has to do with it.</param>
    public static ErrorRecord From(Exception failure, object? target, string? request = null)
    {
        var auth0 = failure as Auth0Exception ?? Auth0Exception.Unexpected(failure, request);
        return new ErrorRecord(
            auth0,
            auth0.Code.ToString(),
            CategoryOf(auth0.Code),
            (auth0 as Auth0MfaRequiredException)?.Challenge ?? ApiObject.Of(auth0.Existing) ?? target ?? auth0.Audience ?? auth0.Request
        )
        {
            ErrorDetails = new ErrorDetails(auth0.Message) { RecommendedAction = RecommendedActions.For(auth0) },
        };
    }

    /// <summary>An error of the cmdlets' own, with the library's codes.</summary>
    public static ErrorRecord From(Auth0ErrorCode code, string message, object? target) =>
        From(new Auth0ConfigurationException(code, message), target);

    private static ErrorCategory CategoryOf(Auth0ErrorCode code) =>
        code switch
        {
            Auth0ErrorCode.InvalidRedirectUri
            or Auth0ErrorCode.InvalidJwt
            or Auth0ErrorCode.MissingParameter
            or Auth0ErrorCode.ConflictingParameters
            or Auth0ErrorCode.ScopeBeyondOriginal
            or Auth0ErrorCode.MissingRefreshToken
            or Auth0ErrorCode.ClientMismatch
            or Auth0ErrorCode.InvalidPrivateKey
            or Auth0ErrorCode.PublicKeyGiven
            or Auth0ErrorCode.PassphraseMissing
            or Auth0ErrorCode.WeakPrivateKey
            or Auth0ErrorCode.UnsupportedKeyType
            or Auth0ErrorCode.UnknownRealm
            or Auth0ErrorCode.UnsupportedChallengeType
            or Auth0ErrorCode.InvalidDomain
            or Auth0ErrorCode.MissingAudience
            or Auth0ErrorCode.InvalidApiAddress
            or Auth0ErrorCode.InvalidRequestBody
            or Auth0ErrorCode.InvalidHeader
            or Auth0ErrorCode.InvalidBody
            or Auth0ErrorCode.InvalidQuery
            or Auth0ErrorCode.InvalidPaging
            or Auth0ErrorCode.InvalidRequest
            or Auth0ErrorCode.InvalidScope
            or Auth0ErrorCode.InvalidOrganization
            or Auth0ErrorCode.UnsupportedGrantType
            or Auth0ErrorCode.TemplateValueMissing => ErrorCategory.InvalidArgument,
            Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown => ErrorCategory.ResourceBusy,
            Auth0ErrorCode.PortInUse or Auth0ErrorCode.NoBrowser => ErrorCategory.ResourceUnavailable,
            Auth0ErrorCode.NotConnected or Auth0ErrorCode.SessionClosed or Auth0ErrorCode.NotSignedIn => ErrorCategory.InvalidOperation,
            Auth0ErrorCode.LoginRequired
            or Auth0ErrorCode.WrongPassphrase
            or Auth0ErrorCode.InvalidUserPassword
            or Auth0ErrorCode.PasswordLeaked
            or Auth0ErrorCode.MfaRequired
            or Auth0ErrorCode.MfaEnrollmentRequired
            or Auth0ErrorCode.MfaTokenExpired
            or Auth0ErrorCode.InvalidMfaToken
            or Auth0ErrorCode.InvalidOtp
            or Auth0ErrorCode.InvalidBindingCode
            or Auth0ErrorCode.InvalidRecoveryCode
            or Auth0ErrorCode.InvalidAuthorizationCode
            or Auth0ErrorCode.InvalidRefreshToken
            or Auth0ErrorCode.InvalidSubjectToken
            or Auth0ErrorCode.DeviceCodeExpired
            or Auth0ErrorCode.MissingClientSecret
            or Auth0ErrorCode.InvalidClient
            or Auth0ErrorCode.InvalidGrant
            or Auth0ErrorCode.InvalidToken
            or Auth0ErrorCode.TokenExpired => ErrorCategory.AuthenticationError,
            Auth0ErrorCode.UserBlocked
            or Auth0ErrorCode.MfaRejected
            or Auth0ErrorCode.DeviceLoginDenied
            or Auth0ErrorCode.MissingOpenIdScope
            or Auth0ErrorCode.UnauthorizedClient
            or Auth0ErrorCode.ClientGrantMissing
            or Auth0ErrorCode.ScopeNotGranted
            or Auth0ErrorCode.AccessDenied
            or Auth0ErrorCode.InsufficientScope
            or Auth0ErrorCode.Forbidden => ErrorCategory.PermissionDenied,
            Auth0ErrorCode.InternalError => ErrorCategory.NotSpecified,
            Auth0ErrorCode.StateMismatch
            or Auth0ErrorCode.AuthorizationIssuerMismatch
            or Auth0ErrorCode.IncompleteAuthorization
            or Auth0ErrorCode.IdTokenAuthenticationTooOld
            or Auth0ErrorCode.IdTokenCodeHashMismatch
            or Auth0ErrorCode.IdTokenAccessTokenHashMismatch
            or Auth0ErrorCode.IdTokenStateHashMismatch
            or Auth0ErrorCode.InvalidIdToken
            or Auth0ErrorCode.IdTokenAlgorithmRefused
            or Auth0ErrorCode.IdTokenKeyUnknown
            or Auth0ErrorCode.IdTokenSignatureInvalid
            or Auth0ErrorCode.IdTokenIssuerMismatch
            or Auth0ErrorCode.IdTokenAudienceMismatch
            or Auth0ErrorCode.IdTokenAuthorizedPartyMismatch
            or Auth0ErrorCode.IdTokenExpired
            or Auth0ErrorCode.IdTokenNotYetValid
            or Auth0ErrorCode.IdTokenNonceMismatch
            or Auth0ErrorCode.IdTokenOrganizationMismatch
            or Auth0ErrorCode.IdTokenSubjectMismatch
            or Auth0ErrorCode.TokenAudienceMismatch
            or Auth0ErrorCode.RedirectRefused
            or Auth0ErrorCode.SecureConnectionFailed => ErrorCategory.SecurityError,
            Auth0ErrorCode.PrivateKeyNotFound
            or Auth0ErrorCode.FileNotFound
            or Auth0ErrorCode.SessionNotFound
            or Auth0ErrorCode.HostNotFound
            or Auth0ErrorCode.UnknownAudience
            or Auth0ErrorCode.NotFound => ErrorCategory.ObjectNotFound,
            Auth0ErrorCode.ConnectionFailed
            or Auth0ErrorCode.IncompleteResponse
            or Auth0ErrorCode.ServerError
            or Auth0ErrorCode.SigningKeysUnavailable => ErrorCategory.ConnectionError,
            Auth0ErrorCode.RequestTimeout or Auth0ErrorCode.JobTimeout or Auth0ErrorCode.AuthorizationTimeout =>
                ErrorCategory.OperationTimeout,
            Auth0ErrorCode.UnexpectedContentType
            or Auth0ErrorCode.InvalidJson
            or Auth0ErrorCode.MissingAccessToken
            or Auth0ErrorCode.MissingExpiresIn
            or Auth0ErrorCode.InvalidExpiresIn
            or Auth0ErrorCode.UnsupportedTokenType
            or Auth0ErrorCode.MissingIdToken
            or Auth0ErrorCode.InvalidResponse => ErrorCategory.InvalidData,
            Auth0ErrorCode.Conflict => ErrorCategory.ResourceExists,
            Auth0ErrorCode.FileNotReadable => ErrorCategory.ReadError,
            Auth0ErrorCode.FileNotWritable => ErrorCategory.WriteError,
            Auth0ErrorCode.ImportRefused => ErrorCategory.InvalidData,
            Auth0ErrorCode.RateLimited or Auth0ErrorCode.TooManyAttempts or Auth0ErrorCode.AnswerTooLarge => ErrorCategory.LimitsExceeded,
            _ => ErrorCategory.InvalidResult,
        };
}
