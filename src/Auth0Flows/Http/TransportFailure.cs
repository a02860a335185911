using System.Net.Sockets;
using System.Security.Authentication;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>Converts network failures to specific errors.</summary>
internal static class TransportFailure
{
    /// <summary>Whether the connection or the response failed; anything else is an error of this library.</summary>
    public static bool IsOfTheWay(Exception failure) =>
        failure is HttpRequestException or IOException or SocketException or InvalidDataException;

    /// <summary>The library's exception for the failure.</summary>
    public static Auth0ConnectionException Of(Exception failure, string host, string request)
    {
        var code = CodeOf(failure);
        return new(code, Explain(code, failure, host), failure) { Request = request };
    }

    /// <summary>The error code of the failure.</summary>
    public static Auth0ErrorCode CodeOf(Exception failure) =>
        failure switch
        {
            HttpRequestException { InnerException: AuthenticationException } => Auth0ErrorCode.SecureConnectionFailed,
            HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: HttpIOException lost } => CodeOf(
                lost.HttpRequestError
            ),
            HttpRequestException { HttpRequestError: var error } => CodeOf(error),
            HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } => Auth0ErrorCode.InvalidResponse,
            _ => Auth0ErrorCode.IncompleteResponse,
        };

    private static Auth0ErrorCode CodeOf(HttpRequestError error) =>
        error switch
        {
            HttpRequestError.NameResolutionError => Auth0ErrorCode.HostNotFound,
            HttpRequestError.SecureConnectionError => Auth0ErrorCode.SecureConnectionFailed,
            HttpRequestError.ResponseEnded => Auth0ErrorCode.IncompleteResponse,
            HttpRequestError.InvalidResponse => Auth0ErrorCode.InvalidResponse,
            HttpRequestError.ConfigurationLimitExceeded => Auth0ErrorCode.AnswerTooLarge,
            _ => Auth0ErrorCode.ConnectionFailed,
        };

    private static string Explain(Auth0ErrorCode code, Exception failure, string host)
    {
        var words = ServerText.Clean(failure.InnerException?.Message ?? failure.Message);
        return code switch
        {
            Auth0ErrorCode.HostNotFound => $"The host {host} was not found.",
            Auth0ErrorCode.SecureConnectionFailed => $"No secure connection to {host}: {words}",
            Auth0ErrorCode.IncompleteResponse when failure is InvalidDataException =>
                $"The compressed answer of {host} can't be decompressed: {words}",
            Auth0ErrorCode.IncompleteResponse => $"The connection to {host} ended in the middle of an answer.",
            Auth0ErrorCode.InvalidResponse => $"{host} answered with something that is not HTTP: {words}",
            // The text contains the limit: .NET's 64 KB.
            Auth0ErrorCode.AnswerTooLarge => $"The headers of an answer from {host} are too large: {words}",
            _ => $"No connection to {host}: {words}",
        };
    }
}
