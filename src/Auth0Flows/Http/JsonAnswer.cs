using System.Text.Json;
using Auth0Flows.Errors;

namespace Auth0Flows.Http;

/// <summary>Reads responses that must be JSON.</summary>
internal static class JsonAnswer
{
    /// <exception cref="Auth0ResponseException">The response is something else, or truncated.</exception>
    public static JsonDocument Parse(HttpExchange answer)
    {
        var body = Body(answer);
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException failure)
        {
            throw Invalid(answer, $"incomplete JSON ({body.Length} bytes)", failure);
        }
    }

    /// <summary>The bytes of a response whose media type is JSON.</summary>
    /// <exception cref="Auth0ResponseException">The response is something else, or empty.</exception>
    public static ReadOnlyMemory<byte> Body(HttpExchange answer)
    {
        if (answer.Body.IsEmpty)
        {
            throw Invalid(answer, "an empty body instead of JSON", null);
        }

        if (!answer.IsJson)
        {
            throw OfAnotherType(answer, answer.ContentType?.MediaType ?? "content without a type");
        }

        var json = answer.Utf8;
        return JsonSize.IsTooLarge(json.Span) ? throw AnswerLimit.TooManyValues(answer.Request, answer.StatusCode) : json;
    }

    /// <summary>
    /// Accepts a response of an Auth0 endpoint with any body except a web page, which comes from a proxy or a portal instead of the tenant.
    /// </summary>
    /// <exception cref="Auth0ResponseException">The response is a web page: the request was not executed.</exception>
    /// <param name="answer">The response.</param>
    /// <param name="takesText">Whether a text that is not HTML is accepted, whatever its content type.</param>
    public static HttpExchange RefusePage(HttpExchange answer, bool takesText = false) =>
        !takesText && answer.ContentType?.MediaType is { } type && type.EndsWith("html", StringComparison.OrdinalIgnoreCase)
            ? throw OfAnotherType(answer, type)
        : answer.Body.Span.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? throw OfAnotherType(answer, "a web page")
        : answer;

    /// <summary>Parses a response that must be a JSON object.</summary>
    public static JsonDocument ParseObject(HttpExchange answer)
    {
        var json = Parse(answer);
        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            return json;
        }

        json.Dispose();
        throw Invalid(answer, "JSON that is not an object", null);
    }

    /// <summary>Parses a response if it is JSON; otherwise returns null, for example for the body of an error response.</summary>
    public static JsonDocument? TryParse(HttpExchange answer)
    {
        try
        {
            return answer.IsJson && JsonDocument.Parse(answer.Utf8) is { RootElement.ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Auth0ResponseException OfAnotherType(HttpExchange answer, string found) =>
        new(Auth0ErrorCode.UnexpectedContentType, $"{answer.Request} returned {answer.Sent.Mask(found)} instead of JSON.")
        {
            StatusCode = answer.StatusCode,
            Request = answer.Request,
            CorrelationId = answer.CorrelationId,
        };

    /// <summary>The error if the response is not as expected.</summary>
    public static Auth0ResponseException Invalid(
        HttpExchange answer,
        string found,
        Exception? failure,
        Auth0ErrorCode code = Auth0ErrorCode.InvalidJson
    ) =>
        failure is JsonException && JsonDepth.IsTooLarge(answer.Body.Span)
            ? AnswerLimit.TooDeep(answer.Request, answer.StatusCode)
            : new(
                code,
                $"{answer.Request} returned {answer.Sent.Mask(found)}.",
                failure is JsonException json ? JsonFailure.WithoutText(json) : failure
            )
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
}
