using System.Globalization;
using System.Text.Json;

namespace Auth0Flows.Errors;

/// <summary>Describes JSON errors without quoting the JSON: .NET's messages quote it, and it may be a token.</summary>
internal static class JsonFailure
{
    /// <summary>The same exception with only its position.</summary>
    public static JsonException WithoutText(JsonException failure) =>
        new(Place(failure), failure.Path, failure.LineNumber, failure.BytePositionInLine);

    /// <summary>The error's position.</summary>
    public static string Place(JsonException failure) =>
        failure.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"Invalid JSON at line {line + 1}, byte {failure.BytePositionInLine + 1}.")
            : "Invalid JSON.";
}
