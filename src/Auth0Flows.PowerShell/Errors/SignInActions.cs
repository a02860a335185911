namespace Auth0Flows.PowerShell;

/// <summary>What a person does next about an error of a login: of keys, passwords, second factors, refresh tokens and ID tokens.</summary>
internal static class SignInActions
{
    private const string SignInAgain =
        "Sign in again: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope offline_access, or the way it was done before.";

    public static string? For(Auth0Exception failure) =>
        failure.Code switch
        {
            Auth0ErrorCode.PrivateKeyNotFound => "Check the path, and who may read the file.",
            Auth0ErrorCode.InvalidPrivateKey =>
                "Give a PEM file with an RSA private key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out app.pem.",
            Auth0ErrorCode.PublicKeyGiven => "The public key belongs to Auth0 (Applications, Credentials); here the private one is needed.",
            Auth0ErrorCode.PassphraseMissing => "Give -PrivateKeyPassphrase as a SecureString, or AUTH0_PRIVATE_KEY_PASSPHRASE.",
            Auth0ErrorCode.WrongPassphrase => "Check the passphrase; openssl pkey -in app.pem -noout tells whether it opens the file.",
            Auth0ErrorCode.WeakPrivateKey or Auth0ErrorCode.UnsupportedKeyType =>
                "Make an RSA key of 2048 bits or more, and give Auth0 its public part.",
            Auth0ErrorCode.InvalidUserPassword => "Check the user's name and password, and with -Realm the connection.",
            Auth0ErrorCode.UnknownRealm when failure.Request?.EndsWith("/passwordless/start", StringComparison.Ordinal) == true =>
                "Set the connection up in the dashboard (Authentication, Passwordless), and enable it for the application.",
            Auth0ErrorCode.UnknownRealm =>
                "Check -Realm: it is the name of a connection that knows passwords and is enabled for the application (Authentication, Database).",
            Auth0ErrorCode.UserBlocked => "Unblock the user in the dashboard (User Management), if that is meant to be.",
            Auth0ErrorCode.PasswordLeaked => "The user must choose another password; Auth0 has sent an e-mail about it, or can.",
            Auth0ErrorCode.TooManyAttempts =>
                "Wait, or unblock the user in the dashboard; where many users sign in from one machine, -ForwardedFor names theirs.",
            Auth0ErrorCode.MfaRequired =>
                "Go on with the error's target: $_.TargetObject | Get-Auth0MfaAuthenticator, or Get-Auth0Token -GrantType MfaOtp -MfaChallenge $_.TargetObject -Otp.",
            Auth0ErrorCode.MfaEnrollmentRequired =>
                "Enrol a factor with the error's target: $_.TargetObject | Add-Auth0MfaAuthenticator -Type Otp.",
            Auth0ErrorCode.MfaTokenExpired or Auth0ErrorCode.InvalidMfaToken =>
                "Start the login again: a second factor must come within ten minutes of the first, and once.",
            Auth0ErrorCode.InvalidOtp =>
                "Take the next code: each is good once and for a short time. With an authenticator app, check its device's clock and the account in it.",
            Auth0ErrorCode.InvalidBindingCode => "Check the code, or have another one sent: Request-Auth0MfaChallenge.",
            Auth0ErrorCode.InvalidRecoveryCode =>
                "Check the code: each is good once. An administrator can reset the user's second factors.",
            Auth0ErrorCode.MfaRejected => "The user said no, or somebody else tried to sign in. Ask the user before you try again.",
            Auth0ErrorCode.UnsupportedChallengeType => "Get-Auth0MfaAuthenticator shows the factors that the user has.",
            Auth0ErrorCode.AuthorizationPending or Auth0ErrorCode.SlowDown =>
                "Ask again when the user has answered; not oftener than every five seconds.",
            Auth0ErrorCode.AuthorizationTimeout => "Start again, and answer in time.",
            Auth0ErrorCode.InvalidAuthorizationCode =>
                "Get a new code: each is good once and for a short time, with the same redirect address and code verifier.",
            Auth0ErrorCode.InvalidRefreshToken => "It expired, was revoked, or was used before and rotated. " + SignInAgain,
            Auth0ErrorCode.MissingRefreshToken =>
                "Sign in with the scope offline_access, at an API that allows offline access. An application's own token is renewed by Get-Auth0Token -Force.",
            Auth0ErrorCode.TokenAudienceMismatch when failure is Auth0ResponseException =>
                $"Add the API to the policies of application {failure.ClientId} (refresh_token.policies, multi-resource refresh tokens), or sign in for it.",
            Auth0ErrorCode.ScopeBeyondOriginal => "Ask for fewer scopes, or sign in again with more.",
            Auth0ErrorCode.NotSignedIn when failure.Message.Contains("/mfa/", StringComparison.Ordinal) =>
                "Sign in for that audience: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Audience … -Scope enroll, read:authenticators, remove:authenticators; or give -Token.",
            Auth0ErrorCode.NotSignedIn =>
                "Sign in: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid, or give -Token.",
            Auth0ErrorCode.TokenExpired =>
                "Get a new one with Get-Auth0Token; of a user, by signing in again, with the scope offline_access to have it renewed.",
            Auth0ErrorCode.ClientMismatch => "Name the session that it came from with -Session.",
            Auth0ErrorCode.MissingOpenIdScope =>
                "Sign in with the scope openid: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid, profile, email.",
            Auth0ErrorCode.MissingParameter => "Add it; Get-Help Get-Auth0Token -Examples shows each grant.",
            Auth0ErrorCode.ConflictingParameters => "Leave one of them out.",
            Auth0ErrorCode.DeviceCodeExpired => "Start the login again for a new code.",
            Auth0ErrorCode.DeviceLoginDenied =>
                "The user declined, or a rule or an Action did; the tenant's log tells more (Monitoring, Logs).",
            Auth0ErrorCode.InvalidSubjectToken => "Check the token and -SubjectTokenType; the tenant's Action for this exchange decides.",
            Auth0ErrorCode.MissingIdToken => "The server did not heed the scope openid; an Action may have taken the ID token away.",
            Auth0ErrorCode.IdTokenExpired or Auth0ErrorCode.IdTokenNotYetValid => "Set the clock of this machine.",
            Auth0ErrorCode.IdTokenIssuerMismatch =>
                "Connect with the domain that issues the tokens: the custom domain, if the tenant has one.",
            Auth0ErrorCode.IdTokenAlgorithmRefused =>
                "Set the application to RS256 (Advanced Settings, OAuth), or connect with its secret for HS256.",
            Auth0ErrorCode.SigningKeysUnavailable => "Check -Domain, and that /.well-known/jwks.json can be reached from here.",
            Auth0ErrorCode.IdTokenOrganizationMismatch =>
                "Check the organization's name or id; a name is only in the token where the tenant allows names in the Authentication API.",
            Auth0ErrorCode.InvalidIdToken
            or Auth0ErrorCode.IdTokenKeyUnknown
            or Auth0ErrorCode.IdTokenSignatureInvalid
            or Auth0ErrorCode.IdTokenAudienceMismatch
            or Auth0ErrorCode.IdTokenAuthorizedPartyMismatch
            or Auth0ErrorCode.IdTokenNonceMismatch
            or Auth0ErrorCode.IdTokenSubjectMismatch =>
                "Do not use what came with it: somebody may have changed or swapped it. Check -Domain and what lies between; then sign in again.",
            Auth0ErrorCode.IdTokenAuthenticationTooOld => "Sign in anew: -Prompt login has the user prove themselves again.",
            Auth0ErrorCode.IdTokenCodeHashMismatch
            or Auth0ErrorCode.IdTokenAccessTokenHashMismatch
            or Auth0ErrorCode.IdTokenStateHashMismatch
            or Auth0ErrorCode.IncompleteAuthorization =>
                "Do not use what came: somebody may have changed or swapped a part of the answer. Sign in again.",
            Auth0ErrorCode.StateMismatch =>
                "Start the login again, and answer it in the page that it opens. A page that was left open may have answered another login.",
            Auth0ErrorCode.AuthorizationIssuerMismatch =>
                "Do not use what came: another server answered. If the tenant has a custom domain, connect with the domain that its login page has; then sign in again.",
            Auth0ErrorCode.LoginRequired => "Leave out -Prompt none, so that the user can be asked.",
            Auth0ErrorCode.InvalidRedirectUri =>
                "Give -RedirectUri a loopback address such as http://127.0.0.1:8484/callback, and register it at the application (Allowed Callback URLs).",
            Auth0ErrorCode.NoBrowser => "Use Start-Auth0DeviceLogin, or -NoBrowser to have the address shown.",
            Auth0ErrorCode.InvalidJwt => "Give a JWT: three parts with dots between.",
            _ => null,
        };
}
