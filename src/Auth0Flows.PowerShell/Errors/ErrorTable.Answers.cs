using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors in the content of a response.
internal static partial class ErrorTable
{
    private const string Distrust =
        "Do not use anything that came with it: somebody may have changed or swapped it. Check -Domain and any proxy in between, then sign in again.";

    private const string DistrustAnswer = "Do not use the answer: somebody may have changed or swapped a part of it. Sign in again.";

    private static ErrorEntry[] Answers =>
        [
            new(
                UnexpectedContentType,
                InvalidData,
                "Check that -Domain names an Auth0 tenant. A proxy or a login page may have answered instead."
            ),
            new(InvalidJson, InvalidData, CheckDomain),
            new(MissingAccessToken, InvalidData, CheckDomain),
            new(MissingExpiresIn, InvalidData, CheckDomain),
            new(InvalidExpiresIn, InvalidData, CheckDomain),
            new(UnsupportedTokenType, InvalidData, CheckDomain),
            new(
                BearerTokenIssued,
                SecurityError,
                static failure =>
                    $"Let the API bind its tokens: Set-Auth0ResourceServer {failure.Audience ?? "<audience>"} -ProofOfPossession @{{ mechanism = 'dpop'; required = $false }}. For an API that can't, use another session, without -DPoP."
            ),
            new(
                TokenNotBound,
                SecurityError,
                "Send a bearer token without a proof. If it came from a session with -DPoP, somebody may have changed the answer: sign in again."
            ),
            new(TokenBoundToOtherKey, SecurityError, Distrust),
            new(MissingIdToken, InvalidData, "The server ignored the scope openid; an Action may have removed the ID token."),
            new(InvalidIdToken, SecurityError, Distrust),
            new(
                IdTokenAlgorithmRefused,
                SecurityError,
                "Set the application to RS256 (Advanced Settings, OAuth), or connect with its client secret to use HS256."
            ),
            new(IdTokenKeyUnknown, SecurityError, Distrust),
            new(IdTokenSignatureInvalid, SecurityError, Distrust),
            new(
                IdTokenIssuerMismatch,
                SecurityError,
                "Connect with the domain that issues the tokens: the custom domain, if the tenant has one."
            ),
            new(IdTokenAudienceMismatch, SecurityError, Distrust),
            new(IdTokenAuthorizedPartyMismatch, SecurityError, Distrust),
            new(IdTokenExpired, SecurityError, "Correct the clock of this machine."),
            new(IdTokenNotYetValid, SecurityError, "Correct the clock of this machine."),
            new(IdTokenNonceMismatch, SecurityError, Distrust),
            new(
                IdTokenOrganizationMismatch,
                SecurityError,
                "Check the organization's name or id; the token contains a name only if the tenant allows organization names in the Authentication API."
            ),
            new(IdTokenSubjectMismatch, SecurityError, Distrust),
            new(IdTokenAuthenticationTooOld, SecurityError, "Sign in again: -Prompt login makes the user authenticate again."),
            new(IdTokenCodeHashMismatch, SecurityError, DistrustAnswer),
            new(IdTokenAccessTokenHashMismatch, SecurityError, DistrustAnswer),
            new(IdTokenStateHashMismatch, SecurityError, DistrustAnswer),
            new(
                StateMismatch,
                SecurityError,
                "Start the login again, and complete it in the page that it opens. A page that was left open may have answered another login."
            ),
            new(
                AuthorizationIssuerMismatch,
                SecurityError,
                "Do not use the answer: it is from another server. If the tenant has a custom domain, connect with the domain of its login page, then sign in again."
            ),
            new(IncompleteAuthorization, SecurityError, DistrustAnswer),
            new(
                SigningKeysUnavailable,
                ConnectionError,
                "Check -Domain, and check that /.well-known/jwks.json can be reached from this machine."
            ),
        ];
}
