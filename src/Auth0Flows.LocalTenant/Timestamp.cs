using System.Globalization;

namespace Auth0Flows.LocalTenant;

/// <summary>Times in Auth0's format: <c>2026-01-15T09:30:00.000Z</c>.</summary>
internal static class Timestamp
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
