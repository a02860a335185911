using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>Converts network failures to specific errors.</summary>
internal static partial class TransportFailure
{
    /// <summary>Whether the connection or the response failed; anything else is an error of this library.</summary>
    public static bool IsOfTheWay(Exception failure) =>
        failure is HttpRequestException or IOException or SocketException or InvalidDataException;

    /// <summary>The library's exception for the failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="host">The host.</param>
    /// <param name="request">The request.</param>
    /// <param name="certificate">The certificate that the connection presents, if it does.</param>
    public static Auth0ConnectionException Of(Exception failure, string host, string request, string? certificate = null)
    {
        var isRefusal = certificate is not null && (IsAlert(failure) || HasEndedUnanswered(failure));
        var code = isRefusal ? Auth0ErrorCode.TlsHandshakeRefused : CodeOf(failure);
        return new(
            code,
            isRefusal
                ? $"{host} {(IsAlert(failure) ? $"refused the TLS handshake ({ReasonOf(failure)})" : "ended the connection before it answered")}: it may not accept the certificate {certificate}."
                : Explain(code, failure, host),
            failure
        )
        {
            Request = request,
        };
    }

    /// <summary>Whether a failure with a certificate is one that the server doesn't explain, and that may pass.</summary>
    public static bool HasEndedUnanswered(Exception? failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded };

    // An alert of the server. With TLS 1.3 it arrives after the handshake, as the answer to the first request. Where this machine doesn't
    // accept the server's certificate, .NET has no inner exception.
    private static bool IsAlert(Exception failure) =>
        failure is HttpRequestException { InnerException: AuthenticationException { InnerException: not null } }
        || (
            failure is HttpRequestException { InnerException: IOException { InnerException: { } inner and not SocketException } lost }
            && lost is not HttpIOException
            && inner is not (IOException or ObjectDisposedException)
        );

    private static string ReasonOf(Exception failure) => ServerText.Clean(failure.GetBaseException().Message).TrimEnd('.');

    /// <summary>The error code of the failure.</summary>
    public static Auth0ErrorCode CodeOf(Exception failure) =>
        failure switch
        {
            HttpRequestException { InnerException: AuthenticationException } => Auth0ErrorCode.SecureConnectionFailed,
            HttpRequestException { HttpRequestError: HttpRequestError.Unknown, InnerException: HttpIOException lost } => CodeOf(
                lost.HttpRequestError
            ),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status and < (HttpStatusCode)500 }
                when status != HttpStatusCode.TooManyRequests => Auth0ErrorCode.ProxyRefused,
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
            _ when failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } proxy =>
                $"The proxy did not connect to {host}: {(proxy.StatusCode is { } status ? $"its status was {(int)status}." : words)}",
            Auth0ErrorCode.HostNotFound when ProxyOf(failure, host) is { } proxy =>
                $"The proxy {proxy} was not found, so {host} can't be reached.",
            Auth0ErrorCode.ConnectionFailed when ProxyOf(failure, host) is { } proxy =>
                $"No connection to the proxy {proxy}, so {host} can't be reached: {words}",
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

    // .NET appends the address that it connects to: if it is not the host's, it is the proxy's.
    private static string? ProxyOf(Exception failure, string host) =>
        ConnectedTo().Match(failure.Message) is { Success: true } found && found.Groups[1].Value != host.Split(':')[0]
            ? $"{found.Groups[1].Value}:{found.Groups[2].Value}"
            : null;

    [GeneratedRegex(@"\(([^()\s:]+):(\d+)\)\z")]
    private static partial Regex ConnectedTo();
}
