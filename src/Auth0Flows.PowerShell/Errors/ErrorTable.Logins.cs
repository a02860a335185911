using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors that the token endpoint returns.
internal static partial class ErrorTable
{
    private const string SignInAgain =
        "Sign in again in the same way as before, for example: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope offline_access";

    private static ErrorEntry[] Logins =>
        [
            new(
                InvalidClient,
                AuthenticationError,
                static failure => $"Check the client id {failure.ClientId} and its secret, and connect again with Connect-Auth0."
            ),
            new(
                UnauthorizedClient,
                PermissionDenied,
                static failure => $"Allow the grant in the settings of application {failure.ClientId}: Advanced Settings, Grant Types."
            ),
            new(
                UnknownAudience,
                ObjectNotFound,
                static failure =>
                    failure.Audience?.EndsWith("/api/v2/", StringComparison.Ordinal) == true
                        ? "If -Domain is a custom domain, specify Connect-Auth0 -ManagementAudience with the tenant's canonical domain: https://acme.eu.auth0.com/api/v2/"
                        : $"Check the audience {failure.Audience}: it must be exactly the identifier of an API of the tenant (https://…/ with its slash)."
            ),
            new(
                ClientGrantMissing,
                PermissionDenied,
                static failure =>
                    $"Authorize application {failure.ClientId ?? "<client id>"} for the API {failure.Audience ?? "<audience>"} (Applications, APIs), or create the client grant: New-Auth0ClientGrant -ClientId {failure.ClientId ?? "<client id>"} -Audience {failure.Audience ?? "<audience>"}"
            ),
            new(
                ScopeNotGranted,
                PermissionDenied,
                static failure =>
                    $"Grant {Scopes(failure)} of the API {failure.Audience} to application {failure.ClientId}, or request fewer with -Scope."
            ),
            new(
                AccessDenied,
                PermissionDenied,
                "See the tenant's log for details (Monitoring, Logs); a rule or an Action may have refused the request."
            ),
            new(InvalidGrant, AuthenticationError, "Start again: the code or token is wrong, already used or expired."),
            new(InvalidRequest, InvalidArgument, "Check the parameters; see the tenant's log for details (Monitoring, Logs)."),
            new(InvalidScope, InvalidArgument, "Check the parameters; see the tenant's log for details (Monitoring, Logs)."),
            new(UnsupportedGrantType, InvalidArgument, "Check that -Domain names an Auth0 tenant that supports this grant."),
            new(InvalidOrganization, InvalidArgument, "Check the organization's name or id, and that the application may use it."),
            new(InvalidUserPassword, AuthenticationError, "Check the user name and password and, if you use -Realm, the connection."),
            new(
                UnknownRealm,
                InvalidArgument,
                static failure =>
                    failure.Request?.Contains("/dbconnections/", StringComparison.Ordinal) == true
                        ? "Check -Connection: it must be the name of a database connection that is enabled for the application (Authentication, Database)."
                    : failure.Request?.EndsWith("/passwordless/start", StringComparison.Ordinal) == true
                        ? "Set up the connection in the dashboard (Authentication, Passwordless), and enable it for the application."
                    : "Check -Realm: it must be the name of a connection that supports passwords and is enabled for the application (Authentication, Database)."
            ),
            new(UserBlocked, PermissionDenied, "Unblock the user in the dashboard (User Management) if appropriate."),
            new(PasswordLeaked, AuthenticationError, "The user must choose another password; Auth0 can send an e-mail about it."),
            new(
                TooManyAttempts,
                LimitsExceeded,
                "Wait, or unblock the user in the dashboard. If many users sign in from one machine, pass each user's address with -ForwardedFor."
            ),
            new(
                MfaRequired,
                AuthenticationError,
                "Continue with the error's target: $_.TargetObject | Get-Auth0MfaAuthenticator; or, with a code: Get-Auth0Token -GrantType MfaOtp -MfaChallenge $_.TargetObject -Otp 123456"
            ),
            new(
                MfaEnrollmentRequired,
                AuthenticationError,
                "Enrol a factor with the error's target: $_.TargetObject | Add-Auth0MfaAuthenticator -Type Otp"
            ),
            new(
                MfaTokenExpired,
                AuthenticationError,
                "Start the login again: the second factor must be provided within ten minutes of the first, and only once."
            ),
            new(
                InvalidMfaToken,
                AuthenticationError,
                "Start the login again: the second factor must be provided within ten minutes of the first, and only once."
            ),
            new(
                InvalidOtp,
                AuthenticationError,
                "Use the next code: each code is valid once and for a short time. For an authenticator app, check the clock of its device and the selected account."
            ),
            new(InvalidBindingCode, AuthenticationError, "Check the code, or request another one with Request-Auth0MfaChallenge."),
            new(
                InvalidRecoveryCode,
                AuthenticationError,
                "Check the code: each code is valid only once. An administrator can reset the user's second factors."
            ),
            new(
                MfaRejected,
                PermissionDenied,
                "The user rejected it, or somebody else tried to sign in. Ask the user before you try again."
            ),
            new(UnsupportedChallengeType, InvalidArgument, "Run Get-Auth0MfaAuthenticator to list the user's factors."),
            new(AuthorizationPending, ResourceBusy, "Try again after the user has answered, at most every five seconds."),
            new(SlowDown, ResourceBusy, "Try again after the user has answered, at most every five seconds."),
            new(AuthorizationTimeout, OperationTimeout, "Start again, and respond in time."),
            new(
                InvalidAuthorizationCode,
                AuthenticationError,
                "Get a new code: each code is valid once and for a short time, for the same redirect address and code verifier."
            ),
            new(InvalidRefreshToken, AuthenticationError, "It expired, was revoked, or was used before and rotated. " + SignInAgain),
            new(DeviceCodeExpired, AuthenticationError, "Start the login again for a new code."),
            new(
                DeviceLoginDenied,
                PermissionDenied,
                "The user declined, or a rule or an Action denied the login; see the tenant's log for details (Monitoring, Logs)."
            ),
            new(BackchannelLoginExpired, AuthenticationError, "Start the login again: Start-Auth0BackchannelLogin"),
            new(
                BackchannelLoginDenied,
                PermissionDenied,
                "The user declined or did not answer, or a rule or an Action denied the login; see the tenant's log for details (Monitoring, Logs)."
            ),
            new(
                NoBackchannelDevice,
                ObjectNotFound,
                "Let the user enrol push notifications with the Guardian app (see: Get-Auth0UserAuthenticationMethod), or use e-mail with -RequestedExpiry 00:10:00 if the application allows that channel."
            ),
            new(
                PasskeysNotEnabled,
                PermissionDenied,
                "Enable passkeys for the connection (Authentication, Database, Authentication Methods). The application must be a first-party one that is OIDC conformant, and have the grant type Passkey (Advanced Settings, Grant Types)."
            ),
            new(
                PasskeyCustomDomainRequired,
                InvalidOperation,
                "Connect with the tenant's custom domain: passkeys belong to a domain, and Auth0 takes requests for them only there. Get-Auth0CustomDomain lists them."
            ),
            new(
                InvalidPasskeyUser,
                InvalidArgument,
                "Specify what the connection requires for a sign-up, and nothing else (Authentication, Database, Attributes): by default, -Email."
            ),
            new(
                PasskeyDomainMismatch,
                SecurityError,
                "Don't let an authenticator answer it. Check -Domain of Connect-Auth0, and the relying party of the tenant's custom domain: Get-Auth0CustomDomain"
            ),
            new(
                InvalidPasskeyAnswer,
                InvalidArgument,
                "Pass what the authenticator returned, as JSON, a hashtable or an object: id, type, and response with clientDataJSON and either authenticatorData, signature and userHandle, or attestationObject; as base64url."
            ),
            new(
                PasskeyChallengeExpired,
                AuthenticationError,
                "Start again, and let the authenticator answer in time: each challenge can be answered once."
            ),
            new(
                PasskeyChallengeMismatch,
                SecurityError,
                "Pass the challenge that the authenticator was given together with its answer, or start again."
            ),
            new(
                PasskeyOriginMismatch,
                SecurityError,
                "Ask the authenticator at the relying party's domain (RelyingPartyId of the challenge); the passkey must belong to it."
            ),
            new(
                PasskeyRefused,
                AuthenticationError,
                "Check that the passkey is one of a user of this tenant and connection. The tenant's log has the reason (Monitoring, Logs)."
            ),
            new(
                PasswordTooWeak,
                InvalidArgument,
                "Choose a password that meets the rules; they are in the connection's settings (Authentication, Database)."
            ),
            new(PasswordTooCommon, InvalidArgument, "Choose a password that is not on a list of common ones."),
            new(PasswordContainsUserInfo, InvalidArgument, "Choose a password without the user's name or address."),
            new(UserExists, ResourceExists, "Sign the user in instead, or send an e-mail for a new password: Request-Auth0PasswordReset"),
            new(
                InvalidSignup,
                InvalidOperation,
                "Mostly, the user exists already: sign the user in, or use Request-Auth0PasswordReset. The tenant's log has the reason (Monitoring, Logs)."
            ),
            new(
                SignupDisabled,
                PermissionDenied,
                "Allow sign-ups in the connection's settings (Authentication, Database), or create the user as an administrator: New-Auth0User"
            ),
            new(
                SessionTransferNotAllowed,
                PermissionDenied,
                static failure =>
                    $"A login that came from a session transfer token can't create another one. For other logins, allow it: Set-Auth0Client {failure.ClientId} -Property @{{ session_transfer = @{{ can_create_session_transfer_token = $true }} }}"
            ),
            new(UnknownUser, ObjectNotFound, "Check the user's id: Get-Auth0User -Search 'email:\"ann@example.com\"'"),
            new(LoginRequired, AuthenticationError, "Omit -Prompt none, so that the user can be asked."),
            new(
                InvalidSubjectToken,
                AuthenticationError,
                "Check the token and -SubjectTokenType; the tenant's Action for this exchange decides whether to accept it."
            ),
            new(
                InvalidDPoPProof,
                SecurityError,
                "Check that no proxy changes the address of the call: the proof names the address that the caller uses. If it does, specify the public one."
            ),
            new(
                DPoPNonceRefused,
                ProtocolError,
                "Try again. If it stays, several servers answer without knowing each other's nonces: report it to whoever runs the server."
            ),
            new(
                ClockOff,
                InvalidOperation,
                "Set this machine's clock: w32tm /resync on Windows, timedatectl set-ntp true on Linux, sntp -sS time.apple.com on macOS."
            ),
            new(DPoPRequired, SecurityError, "Connect with -DPoP, so that the session's tokens are bound to its key."),
        ];
}
