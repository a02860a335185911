namespace Auth0Flows.PowerShell;

/// <summary>The recommended action for an error of a login: keys, passwords, second factors, refresh tokens and ID tokens.</summary>
internal static class SignInActions
{
    private const string SignInAgain =
        "Sign in again: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope offline_access, or the way the user signed in before.";

    public static string? For(Auth0Exception failure) =>
        failure.Code switch
        {
            Auth0ErrorCode.PrivateKeyNotFound => "Check the path and the permissions of the file.",
            Auth0ErrorCode.InvalidPrivateKey =>
                "Specify a PEM file with an RSA private key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out app.pem.",
            Auth0ErrorCode.PublicKeyGiven =>
                "Register the public key with Auth0 (Applications, Credentials), and specify the private key here.",
            Auth0ErrorCode.PassphraseMissing => "Specify -PrivateKeyPassphrase as a SecureString, or set AUTH0_PRIVATE_KEY_PASSPHRASE.",
            Auth0ErrorCode.WrongPassphrase => "Check the passphrase; openssl pkey -in app.pem -noout shows whether it opens the file.",
            Auth0ErrorCode.WeakPrivateKey or Auth0ErrorCode.UnsupportedKeyType =>
                "Create an RSA key of 2048 bits or more, and register its public key with Auth0.",
            Auth0ErrorCode.InvalidUserPassword => "Check the user name and password and, if you use -Realm, the connection.",
            Auth0ErrorCode.UnknownRealm when failure.Request?.EndsWith("/passwordless/start", StringComparison.Ordinal) == true =>
                "Set up the connection in the dashboard (Authentication, Passwordless), and enable it for the application.",
            Auth0ErrorCode.UnknownRealm =>
                "Check -Realm: it must be the name of a connection that supports passwords and is enabled for the application (Authentication, Database).",
            Auth0ErrorCode.UserBlocked => "Unblock the user in the dashboard (User Management) if appropriate.",
            Auth0ErrorCode.PasswordLeaked => "The user must choose another password; Auth0 can send an e-mail about it.",
            Auth0ErrorCode.TooManyAttempts =>
                "Wait, or unblock the user in the dashboard. If many users sign in from one machine, pass each user's address with -ForwardedFor.",
            Auth0ErrorCode.MfaRequired =>
                "Continue with the error's target: $_.TargetObject | Get-Auth0MfaAuthenticator, or Get-Auth0Token -GrantType MfaOtp -MfaChallenge $_.TargetObject -Otp.",
            Auth0ErrorCode.MfaEnrollmentRequired =>
                "Enrol a factor with the error's target: $_.TargetObject | Add-Auth0MfaAuthenticator -Type Otp.",
            Auth0ErrorCode.MfaTokenExpired or Auth0ErrorCode.InvalidMfaToken =>
                "Start the login again: the second factor must be provided within ten minutes of the first, and only once.",
            Auth0ErrorCode.InvalidOtp =>
                "Use the next code: each code is valid once and for a short time. For an authenticator app, check the clock of its device and the selected account.",
            Auth0ErrorCode.InvalidBindingCode => "Check the code, or request another one with Request-Auth0MfaChallenge.",
            Auth0ErrorCode.InvalidRecoveryCode =>
                "Check the code: each code is valid only once. An administrator can reset the user's second factors.",
            Auth0ErrorCode.MfaRejected => "The user rejected it, or somebody else tried to sign in. Ask the user before you try again.",
            Auth0ErrorCode.UnsupportedChallengeType => "Run Get-Auth0MfaAuthenticator to list the user's factors.",
            Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown =>
                "Try again after the user has answered, at most every five seconds.",
            Auth0ErrorCode.AuthorizationTimeout => "Start again, and respond in time.",
            Auth0ErrorCode.InvalidAuthorizationCode =>
                "Get a new code: each code is valid once and for a short time, for the same redirect address and code verifier.",
            Auth0ErrorCode.InvalidRefreshToken => "It expired, was revoked, or was used before and rotated. " + SignInAgain,
            Auth0ErrorCode.MissingRefreshToken =>
                "Sign in with the scope offline_access, for an API that allows offline access. To renew an application's own token, use Get-Auth0Token -Force.",
            Auth0ErrorCode.TokenAudienceMismatch when failure is Auth0ResponseException =>
                $"Add the API to the policies of application {failure.ClientId} (refresh_token.policies, multi-resource refresh tokens), or sign in for that API.",
            Auth0ErrorCode.ScopeBeyondOriginal => "Request fewer scopes, or sign in again with more.",
            Auth0ErrorCode.NotSignedIn when failure.Message.Contains("/mfa/", StringComparison.Ordinal) =>
                "Sign in for that audience: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Audience … -Scope enroll, read:authenticators, remove:authenticators; or specify -Token.",
            Auth0ErrorCode.NotSignedIn =>
                "Sign in: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid, or specify -Token.",
            Auth0ErrorCode.TokenExpired =>
                "Get a new token with Get-Auth0Token. For a user's token, sign in again, with the scope offline_access so that it can be renewed.",
            Auth0ErrorCode.ClientMismatch => "Use -Session to specify the session that it came from.",
            Auth0ErrorCode.MissingOpenIdScope =>
                "Sign in with the scope openid: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid, profile, email.",
            Auth0ErrorCode.MissingParameter => "Specify it; Get-Help Get-Auth0Token -Examples shows each grant.",
            Auth0ErrorCode.ConflictingParameters => "Omit one of them.",
            Auth0ErrorCode.DeviceCodeExpired => "Start the login again for a new code.",
            Auth0ErrorCode.DeviceLoginDenied =>
                "The user declined, or a rule or an Action denied the login; see the tenant's log for details (Monitoring, Logs).",
            Auth0ErrorCode.InvalidSubjectToken =>
                "Check the token and -SubjectTokenType; the tenant's Action for this exchange decides whether to accept it.",
            Auth0ErrorCode.MissingIdToken => "The server ignored the scope openid; an Action may have removed the ID token.",
            Auth0ErrorCode.IdTokenExpired or Auth0ErrorCode.IdTokenNotYetValid => "Correct the clock of this machine.",
            Auth0ErrorCode.IdTokenIssuerMismatch =>
                "Connect with the domain that issues the tokens: the custom domain, if the tenant has one.",
            Auth0ErrorCode.IdTokenAlgorithmRefused =>
                "Set the application to RS256 (Advanced Settings, OAuth), or connect with its client secret to use HS256.",
            Auth0ErrorCode.SigningKeysUnavailable =>
                "Check -Domain, and check that /.well-known/jwks.json can be reached from this machine.",
            Auth0ErrorCode.IdTokenOrganizationMismatch =>
                "Check the organization's name or id; the token contains a name only if the tenant allows organization names in the Authentication API.",
            Auth0ErrorCode.InvalidIdToken
            or Auth0ErrorCode.IdTokenKeyUnknown
            or Auth0ErrorCode.IdTokenSignatureInvalid
            or Auth0ErrorCode.IdTokenAudienceMismatch
            or Auth0ErrorCode.IdTokenAuthorizedPartyMismatch
            or Auth0ErrorCode.IdTokenNonceMismatch
            or Auth0ErrorCode.IdTokenSubjectMismatch =>
                "Do not use anything that came with it: somebody may have changed or swapped it. Check -Domain and any proxy in between, then sign in again.",
            Auth0ErrorCode.IdTokenAuthenticationTooOld => "Sign in again: -Prompt login makes the user authenticate again.",
            Auth0ErrorCode.IdTokenCodeHashMismatch
            or Auth0ErrorCode.IdTokenAccessTokenHashMismatch
            or Auth0ErrorCode.IdTokenStateHashMismatch
            or Auth0ErrorCode.IncompleteAuthorization =>
                "Do not use the answer: somebody may have changed or swapped a part of it. Sign in again.",
            Auth0ErrorCode.StateMismatch =>
                "Start the login again, and complete it in the page that it opens. A page that was left open may have answered another login.",
            Auth0ErrorCode.AuthorizationIssuerMismatch =>
                "Do not use the answer: it is from another server. If the tenant has a custom domain, connect with the domain of its login page, then sign in again.",
            Auth0ErrorCode.LoginRequired => "Omit -Prompt none, so that the user can be asked.",
            Auth0ErrorCode.InvalidRedirectUri =>
                "Set -RedirectUri to a loopback address such as http://127.0.0.1:8484/callback, and register it for the application (Allowed Callback URLs).",
            Auth0ErrorCode.NoBrowser => "Use Start-Auth0DeviceLogin, or use -NoBrowser to show the address.",
            Auth0ErrorCode.InvalidJwt => "Specify a JWT: three parts separated by dots.",
            _ => null,
        };
}
