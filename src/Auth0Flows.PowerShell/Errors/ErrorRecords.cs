using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Converts exceptions to error records, with the code as id, a category and a recommended action.</summary>
internal static class ErrorRecords
{
    /// <param name="failure">The exception.</param>
    /// <param name="target">The target object.</param>
    /// <param name="request">The last request with a response: an unexpected error is probably related to it.</param>
    public static ErrorRecord From(Exception failure, object? target, string? request = null)
    {
        var auth0 = failure as Auth0Exception ?? Auth0Exception.Unexpected(failure, request);
        var entry = ErrorTable.Of(auth0.Code);
        return new ErrorRecord(
            auth0,
            auth0.Code.ToString(),
            entry.Category,
            (auth0 as Auth0MfaRequiredException)?.Challenge ?? ApiObject.Of(auth0.Existing) ?? target ?? auth0.Audience ?? auth0.Request
        )
        {
            ErrorDetails = new ErrorDetails(auth0.Message) { RecommendedAction = entry.Advice(auth0) },
        };
    }

    /// <summary>Creates an error of the cmdlets, with the library's codes.</summary>
    public static ErrorRecord From(Auth0ErrorCode code, string message, object? target) =>
        From(new Auth0ConfigurationException(code, message), target);
}
