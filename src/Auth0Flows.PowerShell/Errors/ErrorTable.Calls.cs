using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors that an API, or any endpoint, returns.
internal static partial class ErrorTable
{
    private static ErrorEntry[] Calls =>
        [
            new(
                InvalidToken,
                AuthenticationError,
                static failure => $"Get a token for this API: its audience is {failure.Audience ?? "not known"}."
            ),
            new(
                InsufficientScope,
                PermissionDenied,
                static failure =>
                    (
                        failure.RequiredScopes is [var scope, ..] && failure.Audience is not null
                            ? $"Grant {Scopes(failure)} to application {failure.ClientId}, in a session that is allowed to do so: Set-Auth0ClientGrant -ClientId {failure.ClientId} -Audience {failure.Audience} -AddScope {scope}; then get a new token (Get-Auth0Token -Force)."
                            : $"Grant the missing scope to application {failure.ClientId}, then get a new token (Get-Auth0Token -Force)."
                    ) + EndpointAdvice.OfScope(failure)
            ),
            new(
                Forbidden,
                PermissionDenied,
                static failure => $"Check what application {failure.ClientId} is allowed to do; the API's own log may show more."
            ),
            new(
                NotFound,
                ObjectNotFound,
                static failure =>
                    failure.StatusCode is null
                        ? "Check the spelling of the name, and check that it belongs to this tenant."
                        : EndpointAdvice.OfUnknownPath(failure)
                            ?? "Check the path, the id or the name; Auth0 answers 404 for both an unknown path and an unknown object."
            ),
            new(
                InvalidBody,
                InvalidArgument,
                static failure =>
                    failure.Property is { } property
                        ? $"Correct '{property}' as the message says."
                        : "Correct the body as the message says."
            ),
            new(InvalidQuery, InvalidArgument, "Correct the query as the message says."),
            new(InvalidPaging, InvalidArgument, "Request an earlier page, or narrow the list with a filter."),
            new(
                Conflict,
                ResourceExists,
                static failure =>
                    failure.Existing is not null
                        ? "Change the existing object (the error's TargetObject), or choose another name."
                        : "Change the existing object (PATCH), or choose another name."
            ),
            new(NotAList, InvalidData, "Replace the whole value: the parameter without Add or Remove, or -Property."),
            new(ListNotTaken, WriteError, "Read the object. If it has other values than those sent, send what the API keeps."),
            new(ListNotChecked, ReadError, "The change was made. Read the object to see whether another program changed it since."),
            new(
                RateLimited,
                LimitsExceeded,
                static failure =>
                    failure.RetryAfter is { } delay
                        ? $"Try again in {delay.TotalSeconds:0} s, with fewer requests at once."
                        : "Try again later, with fewer requests at once."
            ),
            new(FileNotFound, ObjectNotFound, "Check the path; a relative path starts at the current location."),
            new(FileNotReadable, ReadError, "Check the path and its permissions."),
            new(FileNotWritable, WriteError, "Check the path and its permissions."),
            new(JobFailed, InvalidResult, "See the tenant's log for details (Monitoring, Logs)."),
            new(JobTimeout, OperationTimeout, "The job is still running: use -JobId to wait for it again."),
            new(
                ImportRefused,
                InvalidData,
                static failure =>
                    failure.Message.Contains("already exists", StringComparison.Ordinal)
                        ? "Import the user with -Upsert to change the existing user."
                        : "Correct the user as the message says, and import it again."
            ),
            new(ServerError, ConnectionError, "Try again later; status.auth0.com shows the state of Auth0."),
            new(RequestFailed, InvalidResult, "Run it again with -Verbose, and see the tenant's log for details (Monitoring, Logs)."),
        ];
}
