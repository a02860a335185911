using System.Globalization;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>Ids of log entries: digits that start with the time, so that ids sort like their entries.</summary>
internal static class LogIds
{
    private const int NumberLength = 20;
    private const int Length = 3 + 17 + NumberLength;

    public static string Of(DateTimeOffset date, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"900{date.UtcDateTime:yyyyMMddHHmmssfff}{number:D20}");

    /// <summary>The number in an id; null if it isn't a valid id.</summary>
    public static long? NumberOf(string id) =>
        id.Length == Length
        && id.All(char.IsAsciiDigit)
        && long.TryParse(id.AsSpan(Length - NumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
