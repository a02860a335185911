using System.Globalization;
using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>
/// Durations in responses: a number of seconds, or its digits as a text, as some servers return it (MSAL accepts it too).
/// </summary>
internal static class Seconds
{
    /// <summary>The seconds, or null if it is anything else.</summary>
    public static double? Read(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDouble(out var seconds) => seconds,
            JsonValueKind.String when long.TryParse(value.ReadText(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) =>
                seconds,
            _ => null,
        };
}
