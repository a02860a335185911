using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>
/// An error with the status of a success, as some gateways answer it: <c>{"message":"…"}</c>, <c>{"status":403,"error":"…"}</c>. No object
/// of Auth0's consists of such properties alone.
/// </summary>
internal static class GatewayAnswer
{
    // One of these makes it an error: {"type":"auth0"} is the protection of a phone provider.
    private static readonly HashSet<string> _errors = new(StringComparer.OrdinalIgnoreCase)
    {
        "detail",
        "error",
        "error_description",
        "errorCode",
        "errors",
        "message",
        "reason",
        "statusCode",
        "title",
    };

    private static readonly HashSet<string> _names = new(_errors, StringComparer.OrdinalIgnoreCase)
    {
        "code",
        "path",
        "request_id",
        "requestId",
        "status",
        "success",
        "timestamp",
        "trace",
        "type",
    };

    public static bool IsOne(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().Any(static member => _errors.Contains(member.ReadName()))
        && json.EnumerateObject().All(static member => _names.Contains(member.ReadName()));
}
