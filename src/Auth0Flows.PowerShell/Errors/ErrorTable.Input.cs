using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors in the caller's input and files.
internal static partial class ErrorTable
{
    private static ErrorEntry[] Input =>
        [
            new(
                InternalError,
                NotSpecified,
                "This is an error in the module: please report it, with the output of Get-Error. The session can still be used."
            ),
            new(
                InvalidDomain,
                InvalidArgument,
                "Specify the domain as the dashboard shows it (Applications, Settings, Domain): acme.eu.auth0.com."
            ),
            new(NotConnected, InvalidOperation, "Run Connect-Auth0, or set AUTH0_DOMAIN and AUTH0_CLIENT_ID (and AUTH0_CLIENT_SECRET)."),
            new(SessionNotFound, ObjectNotFound, "Run Get-Auth0Session -ListAvailable to list the available sessions."),
            new(SessionClosed, InvalidOperation, "Connect again with Connect-Auth0."),
            new(
                MissingAudience,
                InvalidArgument,
                "Specify the API with -Audience, or set a default with Connect-Auth0 -Audience (or AUTH0_AUDIENCE). The tenant may have a default audience, too: Set-Auth0Tenant -DefaultAudience"
            ),
            new(
                MissingClientSecret,
                AuthenticationError,
                "Connect with -ClientSecret (a SecureString: Read-Host -AsSecureString) or -PrivateKeyPath; or sign in as a user: Get-Auth0Token -GrantType Password -Credential (Get-Credential)"
            ),
            new(PrivateKeyNotFound, ObjectNotFound, "Check the path and the permissions of the file."),
            new(
                InvalidPrivateKey,
                InvalidArgument,
                "Specify a PEM file with an RSA private key: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out app.pem"
            ),
            new(
                PublicKeyGiven,
                InvalidArgument,
                "Register the public key with Auth0 (Applications, Credentials), and specify the private key here."
            ),
            new(
                PassphraseMissing,
                InvalidArgument,
                "Specify -PrivateKeyPassphrase as a SecureString, or set AUTH0_PRIVATE_KEY_PASSPHRASE."
            ),
            new(
                WrongPassphrase,
                AuthenticationError,
                "Check the passphrase; openssl pkey -in app.pem -noout shows whether it opens the file."
            ),
            new(WeakPrivateKey, InvalidArgument, "Create an RSA key of 2048 bits or more, and register its public key with Auth0."),
            new(UnsupportedKeyType, InvalidArgument, "Create an RSA key of 2048 bits or more, and register its public key with Auth0."),
            new(InvalidApiAddress, InvalidArgument, "Use -Path for the Management API and -Uri for an API of your own."),
            new(TemplateValueMissing, InvalidArgument, "Pipe objects that have the property, or write the value into the path."),
            new(InvalidRequestBody, InvalidArgument, "Specify -Body as a hashtable, an object or JSON text."),
            new(
                MaskedSecret,
                InvalidArgument,
                "Remove the property, or give the secret itself: that of an object that was just read, a SecureString, or what ConvertFrom-SecureString -AsPlainText gives."
            ),
            new(
                IncompleteList,
                InvalidData,
                "Read the warnings: they say what is missing. Import again; a proxy may have cut the list. Create the object with its New- cmdlet if you know that it doesn't exist."
            ),
            new(InvalidPattern, InvalidArgument, "Close the bracket, or write a backtick before it: 'App `[prod'."),
            new(InvalidHeader, InvalidArgument, "Remove the header from -Headers, or correct it."),
            new(
                TokenAudienceMismatch,
                SecurityError,
                static failure =>
                    failure is Auth0ResponseException
                        ? $"Add the API to the policies of application {failure.ClientId} (refresh_token.policies, multi-resource refresh tokens), or sign in for that API."
                        : "Get a token for that API with Get-Auth0Token -Audience. If the tenant has a custom domain, specify Connect-Auth0 -ManagementAudience."
            ),
            new(
                TokenExpired,
                AuthenticationError,
                "Get a new token with Get-Auth0Token. For a user's token, sign in again, with the scope offline_access so that it can be renewed."
            ),
            new(
                DPoPKeyMissing,
                InvalidOperation,
                "Use the session that requested the token (-Session), or get a new token in this one with Get-Auth0Token; for a login, sign in again. To connect with keys: Connect-Auth0 -DPoP"
            ),
            new(ClientMismatch, InvalidArgument, "Use -Session to specify the session that it came from."),
            new(
                NotSignedIn,
                InvalidOperation,
                static failure =>
                    failure.Message.Contains("/mfa/", StringComparison.Ordinal)
                        ? "Specify -Token, or sign in for that audience: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Audience … -Scope enroll, read:authenticators, remove:authenticators"
                        : "Specify -Token, or sign in: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid"
            ),
            new(
                MissingRefreshToken,
                InvalidArgument,
                "Sign in with the scope offline_access, for an API that allows offline access. To renew an application's own token, use Get-Auth0Token with -Force."
            ),
            new(
                ScopeBeyondOriginal,
                InvalidArgument,
                "Add the scopes to a policy of the application (refresh_token.policies, multi-resource refresh tokens), request fewer, or sign in again with more."
            ),
            new(
                MissingOpenIdScope,
                PermissionDenied,
                "Sign in with the scope openid: Get-Auth0Token -GrantType Password -Credential (Get-Credential) -Scope openid, profile, email"
            ),
            new(MissingParameter, InvalidArgument, "Specify it; the examples of Get-Help show the parameters of each grant."),
            new(ConflictingParameters, InvalidArgument, "Omit one of them."),
            new(
                WrongInputObject,
                InvalidArgument,
                "Pipe objects of the named type. If the ids of another object are meant, pipe these: … | ForEach-Object ClientId | Remove-Auth0Client"
            ),
            new(InvalidJwt, InvalidArgument, "Specify a JWT: three parts separated by dots."),
            new(
                InvalidRedirectUri,
                InvalidArgument,
                "Set -RedirectUri to a loopback address such as http://127.0.0.1:8484/callback, and register it for the application (Allowed Callback URLs)."
            ),
            new(NoBrowser, ResourceUnavailable, "Use Start-Auth0DeviceLogin, or use -NoBrowser to show the address."),
            new(PortInUse, ResourceUnavailable, "Choose another -Port; 0 selects a free one."),
            new(
                ProfileNotFound,
                ObjectNotFound,
                "Run Get-Auth0Profile to list the profiles. To connect to a tenant, specify -Domain and -ClientId; -SaveAs saves the connection as a profile."
            ),
            new(InvalidProfileName, InvalidArgument, "Use a name such as acme-prod."),
            new(InvalidProfile, InvalidData, "Save the profile again with Connect-Auth0 -SaveAs, or delete it with Remove-Auth0Profile."),
            new(ProfileTooNew, InvalidData, "Update the module, or save the profile again under another name."),
            new(
                ProfileNotProtected,
                SecurityError,
                "Check what the file contains, then make it yours: chmod go-w for the file and its folder, and chown."
            ),
            new(
                ConfigurationFolderUnknown,
                InvalidOperation,
                "Set HOME or XDG_CONFIG_HOME, or connect without a profile: with -Domain and -ClientId, or with environment variables."
            ),
            new(
                VaultUnavailable,
                ResourceUnavailable,
                "Install the module with Install-PSResource Microsoft.PowerShell.SecretManagement, and unlock the vault: Test-SecretVault shows whether it can be read."
            ),
            new(VaultNotFound, ObjectNotFound, "Run Get-SecretVault to list the vaults; Register-SecretVault registers one."),
            new(VaultSecretNotFound, ObjectNotFound, "Run Get-SecretInfo -Vault to list the secrets; Set-Secret adds one."),
            new(
                InvalidVaultSecret,
                InvalidType,
                "Store the secret as a SecureString, a string, a PSCredential, or a hashtable with the key ClientSecret: Set-Secret."
            ),
            new(
                InvalidTokenStore,
                InvalidArgument,
                "Specify File, Keyring, vault:<name>, redis://<host>:<port>, rediss://<host>:<port> (TLS), or None."
            ),
            new(
                TokenStoreUnavailable,
                ResourceUnavailable,
                "Check the store, go without one (-TokenStore None), or use another one: Connect-Auth0 -TokenStore File"
            ),
            new(
                TokenStoreNotProtected,
                SecurityError,
                "Check what the file is, then make it yours: chmod 600 for the file, chmod 700 for its folder, and chown; or delete it."
            ),
            new(TokenStoreBusy, ResourceBusy, "Run the command again. If the error persists, find the process that hangs."),
            new(
                CacheKeyMissing,
                InvalidOperation,
                "Use the system's keyring (-TokenStore Keyring), or set AUTH0_CACHE_KEY to a text of 16 or more characters that nobody else knows."
            ),
            new(
                WeakCacheKey,
                InvalidArgument,
                "Use 32 random bytes: [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(32))"
            ),
            new(
                InvalidBindingMessage,
                InvalidArgument,
                "Shorten it to 64 characters or fewer, and use only letters, digits, spaces and + - _ . , : #"
            ),
            new(
                InvalidLoginHint,
                InvalidArgument,
                "Specify a user's id (auth0|6f1c…), or a JSON object: {\"format\":\"iss_sub\",\"iss\":\"https://acme.eu.auth0.com/\",\"sub\":\"auth0|6f1c…\"}"
            ),
            new(
                InvalidRequestedExpiry,
                InvalidArgument,
                "Specify 00:00:01 to 00:05:00 for a push notification, or more, up to 3.00:00:00, for an e-mail."
            ),
            new(InvalidConfiguration, InvalidData, "Correct the file or the name as the message says."),
            new(
                UnmappedMarker,
                InvalidArgument,
                "Specify a value for each marker with -Mapping: @{ NAME = 'value' }. For a text that only looks like a marker, the text itself."
            ),
            new(UnknownReference, ObjectNotFound, "Import the object too, create it, or correct its name in the file."),
        ];
}
