using System.Globalization;
using System.Text.Json;

namespace Auth0Flows.Errors;

/// <summary>What is wrong with JSON, without what stands there: .NET's words quote it, and it may be a token.</summary>
internal static class JsonFailure
{
    /// <summary>The same failure with its place alone.</summary>
    public static JsonException WithoutText(JsonException failure) =>
        new(Place(failure), failure.Path, failure.LineNumber, failure.BytePositionInLine);

    /// <summary>Where it is.</summary>
    public static string Place(JsonException failure) =>
        failure.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"Invalid JSON at line {line + 1}, byte {failure.BytePositionInLine + 1}.")
            : "Invalid JSON.";
}
