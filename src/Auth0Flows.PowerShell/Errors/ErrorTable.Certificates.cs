using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors of client certificates (mTLS).
internal static partial class ErrorTable
{
    private static ErrorEntry[] Certificates =>
        [
            new(
                ClientCertificateNotFound,
                ObjectNotFound,
                "Check the path and the permissions of the file, or the thumbprint: Get-ChildItem Cert:\\CurrentUser\\My"
            ),
            new(
                InvalidClientCertificate,
                InvalidArgument,
                "Specify a certificate with its private key in one file, as PEM or PKCS #12 (.pfx): openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=nightly -keyout app.pem -out app.crt; cat app.crt >> app.pem"
            ),
            new(
                ClientCertificateKeyMissing,
                InvalidArgument,
                "Use the file or the store that also has the private key; add the key to a PEM file, or create a PKCS #12 file: openssl pkcs12 -export -in app.crt -inkey app.key -out app.pfx"
            ),
            new(
                ClientCertificateExpired,
                InvalidArgument,
                "Get a new certificate, register it, and connect with it: New-Auth0ClientCredential -CredentialType x509_cert"
            ),
            new(
                ClientCertificateNotYetValid,
                InvalidArgument,
                "Check this machine's clock; otherwise wait, or get a certificate that is valid now."
            ),
            new(
                ClientCertificateRefused,
                AuthenticationError,
                static failure =>
                    $"See the tenant's log for details (Monitoring, Logs). Register the certificate for application {failure.ClientId ?? "<client id>"} and enable it: New-Auth0ClientCredential {failure.ClientId ?? "<client id>"} -Certificate … -CredentialType x509_cert, then Set-Auth0Client {failure.ClientId ?? "<client id>"} -AuthenticationMethod self_signed_tls_client_auth -CredentialId …"
            ),
            new(
                ClientCertificateRequired,
                SecurityError,
                "Connect with the application's certificate, so that its tokens are bound to it: Connect-Auth0 -Certificate …"
            ),
            new(
                TlsHandshakeRefused,
                SecurityError,
                "Ask who runs the host whether it accepts this certificate: it may require one of its own authorities, another key type, or a certificate that hasn't expired."
            ),
            new(
                MtlsNotEnabled,
                ResourceUnavailable,
                "Without mTLS, connect with -ClientAuthenticationMethod PrivateKeyJwt. With mTLS, connect with the custom domain that has it (a self-managed one), and enable its aliases: Set-Auth0Tenant -Property @{ mtls = @{ enable_endpoint_aliases = $true } }"
            ),
            new(
                InvalidMtlsEndpoint,
                SecurityError,
                "Connect with the domain that the addresses belong to. If they are foreign, don't connect, and tell the tenant's administrator."
            ),
            new(
                CertificateBindingMismatch,
                SecurityError,
                "Use the session with the certificate that the token was requested with; after a change of the certificate, get a new token: Get-Auth0Token -Force"
            ),
        ];
}
