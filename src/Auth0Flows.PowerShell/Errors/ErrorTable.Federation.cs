using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors in identity tokens of workloads, and in their exchange.
internal static partial class ErrorTable
{
    private static ErrorEntry[] Federation =>
        [
            new(
                InvalidFederatedTokenSource,
                InvalidArgument,
                "Specify -FederatedToken (or AUTH0_FEDERATED_TOKEN) as GitHub, AzureDevOps, GitLab, env:<name of a variable>, or the path of a file. The token itself stays where it is."
            ),
            new(
                FederatedTokenMissing,
                ObjectNotFound,
                "Check that the script runs in the CI, and that the variable or the file is there: in GitLab, id_tokens: AUTH0_ID_TOKEN: aud: …; in Kubernetes, a projected volume with serviceAccountToken."
            ),
            new(
                FederatedTokenNotPermitted,
                PermissionDenied,
                static failure =>
                    failure.Message.Contains("SYSTEM_ACCESSTOKEN", StringComparison.Ordinal)
                        ? "Map the token in the pipeline's step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)"
                        : "Add to the workflow or its job: permissions: id-token: write (and contents: read, which the others lose with it). A workflow for a fork's pull request never gets it."
            ),
            new(
                FederatedTokenUnavailable,
                ConnectionError,
                "Try again later; the CI's status page may show an outage. Check the proxy (HTTPS_PROXY, NO_PROXY)."
            ),
            new(
                FederatedTokenRefused,
                PermissionDenied,
                "Check that the job is still running, and for Azure DevOps that the pipeline may use the service connection (Pipeline permissions)."
            ),
            new(
                InvalidFederatedToken,
                InvalidData,
                "Check that the variable or the file contains an identity token (a JWT), and nothing else."
            ),
            new(
                FederatedTokenExpired,
                SecurityError,
                "Check the machine's clock. A token in a variable isn't renewed: exchange it at the beginning of the job. A projected token of Kubernetes is renewed by the kubelet: read it from its own volume, not from a copy."
            ),
            new(
                FederatedTokenAudienceMismatch,
                SecurityError,
                "Request the token for this audience (GitLab: aud of id_tokens; Kubernetes: audience of serviceAccountToken), or correct -FederatedTokenAudience."
            ),
            new(
                InvalidSubjectTokenType,
                InvalidArgument,
                "Specify the URI of the tenant's token exchange profile, as Get-Auth0TokenExchangeProfile shows it: urn:acme:github. On-behalf-of exchange is Get-Auth0Token -GrantType TokenExchange."
            ),
            new(
                UnknownSubjectTokenType,
                ObjectNotFound,
                "Check -SubjectTokenType against the tenant's profiles (Get-Auth0TokenExchangeProfile), or create one: New-Auth0TokenExchangeProfile"
            ),
            new(
                TokenExchangeNotAllowed,
                PermissionDenied,
                static failure =>
                    $"Allow token exchange for the application {failure.ClientId} (on behalf of an API's users: 'on_behalf_of_token_exchange', for the API's own client): Invoke-Auth0Api -Method PATCH -Path clients/{failure.ClientId} -Body @{{ token_exchange = @{{ allow_any_profile_of_type = @('custom_authentication') }} }}"
            ),
            new(
                ConnectedAccountNotFound,
                ObjectNotFound,
                "The user must connect the account first (Connected Accounts, My Account API); the connection must be set up for Token Vault, with offline access. Check -Connection and -LoginHint."
            ),
            new(
                ConnectedAccountExpired,
                AuthenticationError,
                "The user must connect the account again: the provider has revoked or forgotten what was granted."
            ),
            new(
                TokenVaultNotAllowed,
                PermissionDenied,
                static failure =>
                    $"In the settings of application {failure.ClientId}: allow the grant type Token Vault (Advanced Settings, Grant Types), turn refresh token rotation off, and let it authenticate: it can't be a public or a third-party application."
            ),
        ];
}
