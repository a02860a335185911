using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors of signed (RFC 9101) and rich (RFC 9396) authorization requests.
internal static partial class ErrorTable
{
    private static ErrorEntry[] Authorize =>
        [
            new(
                InvalidAuthorizationDetails,
                InvalidArgument,
                static failure =>
                    failure is Auth0TokenException
                        ? $"Register the types with the API (Set-Auth0ResourceServer -AuthorizationDetailsType), and check the details: Auth0 takes up to 5 objects, with 10 properties each, and 5 kB in all.{(failure.Audience is null ? " Specify the API with -Audience." : "")}"
                        : "Specify hashtables, objects or JSON, each with a type: -AuthorizationDetails @{ type = 'payment_initiation'; amount = '10.00' }"
            ),
            new(
                MissingRequestObjectKey,
                InvalidOperation,
                "Specify -RequestObjectKeyPath, or connect with -PrivateKeyPath or -Certificate: a client secret can't sign authorization requests."
            ),
            new(
                InvalidRequestObject,
                SecurityError,
                static failure =>
                    $"Check that the key's public half is a credential of signed_request_object of application {failure.ClientId} (Set-Auth0Client -RequestObjectCredential), that -RequestObjectKeyId and the algorithm are that credential's, and this machine's clock."
            ),
            new(
                RequestObjectNotSupported,
                InvalidOperation,
                static failure =>
                    $"Set up signed requests for application {failure.ClientId}: Set-Auth0Client -RequestObjectCredential (Auth0's Highly Regulated Identity); or omit -SignedRequest."
            ),
            new(RequestObjectRequired, InvalidOperation, "Sign the request: -SignedRequest, with a session that has a private key."),
            new(ReservedParameter, InvalidArgument, "Remove it from -AdditionalParameter, and use the parameter that the message names."),
        ];
}
