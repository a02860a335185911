using System.Net;

namespace Auth0Flows.Http;

/// <summary>The maximum size of one kind of response. Compressed data counts as it is decompressed.</summary>
/// <param name="Kind">The kind of response, for messages.</param>
/// <param name="Bytes">The number of bytes.</param>
internal sealed record AnswerLimit(string Kind, int Bytes)
{
    private const int Megabyte = 1024 * 1024;

    private string Size => Bytes % Megabyte == 0 ? $"{Bytes / Megabyte} MB" : $"{Bytes:N0} bytes";

    /// <summary>The error if the response is larger.</summary>
    public Auth0ResponseException Exceeded(string request, HttpStatusCode? status = null) =>
        Failure($"{request} returned more than {Size}, the limit for {Kind}.", request, status);

    /// <summary>The error if the compression ratio is higher than any legitimate one.</summary>
    public static Auth0ResponseException PackedTooTightly(string request, HttpStatusCode? status) =>
        Failure(
            $"{request} returned an answer that unpacks to more than {AnswerLimits.PackedRatio} times its size, "
                + $"the limit above {AnswerLimits.PackedRatioCountsFrom / Megabyte} MB.",
            request,
            status
        );

    /// <summary>The error if the JSON is nested too deeply.</summary>
    public static Auth0ResponseException TooDeep(string request, HttpStatusCode? status) =>
        Failure($"{request} returned JSON of more than {AnswerLimits.Depth} levels, the limit for an answer.", request, status);

    /// <summary>The error if the JSON contains too many values.</summary>
    public static Auth0ResponseException TooManyValues(string request, HttpStatusCode? status) =>
        Failure($"{request} returned JSON of more than {AnswerLimits.Values:N0} values, the limit for an answer.", request, status);

    /// <summary>The error if a page has more objects than any of Auth0's.</summary>
    public static Auth0ResponseException TooManyObjects(string request, HttpStatusCode? status) =>
        Failure($"{request} returned more than {AnswerLimits.Objects:N0} objects, the limit for a page.", request, status);

    /// <summary>The error if a key set has more keys than any tenant has.</summary>
    public static Auth0ResponseException TooManyKeys(string request, int keys) =>
        Failure($"{request} contains {keys:N0} keys; the limit is {AnswerLimits.Keys:N0}.", request, null);

    private static Auth0ResponseException Failure(string message, string request, HttpStatusCode? status) =>
        new(Auth0ErrorCode.AnswerTooLarge, message) { Request = request, StatusCode = status };
}
