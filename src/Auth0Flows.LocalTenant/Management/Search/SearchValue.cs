using System.Globalization;
using System.IO.Enumeration;

namespace Auth0Flows.LocalTenant.Management.Search;

/// <summary>Compares a value with a search term: text, numbers, times, true and false.</summary>
internal static class SearchValue
{
    /// <summary>Whether the text equals a value or one of its words; a phrase equals consecutive words. Case-insensitive.</summary>
    public static bool Equals(object? value, string wanted, bool isPhrase) =>
        value switch
        {
            null => false,
            bool flag => bool.TryParse(wanted, out var parsed) && parsed == flag,
            double or int => double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && Convert.ToDouble(value, CultureInfo.InvariantCulture) == number,
            DateTimeOffset time => Timestamp.Of(time).StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            string text => text.Equals(wanted, StringComparison.OrdinalIgnoreCase)
                || (
                    isPhrase
                        ? $" {text} ".Contains($" {wanted} ", StringComparison.OrdinalIgnoreCase)
                        : text.Contains(' ', StringComparison.Ordinal) && text.Split(' ').Contains(wanted, StringComparer.OrdinalIgnoreCase)
                ),
            _ => false,
        };

    /// <summary>Whether a value matches a pattern with <c>*</c> and <c>?</c>.</summary>
    public static bool IsLike(object? value, string pattern) =>
        value is not null && (pattern == "*" || FileSystemName.MatchesSimpleExpression(pattern, Text(value)));

    /// <summary>Whether a value lies between two bounds; <c>*</c> means no bound.</summary>
    public static bool IsWithin(object? value, string from, string to, bool fromInclusive, bool toInclusive) =>
        value is not null
        && IsBeyond(Compare(value, from, endOfDay: !fromInclusive), from, fromInclusive)
        && IsBeyond(-Compare(value, to, endOfDay: toInclusive), to, toInclusive);

    private static bool IsBeyond(int order, string bound, bool inclusive) => bound == "*" || order > 0 || (inclusive && order == 0);

    private static int Compare(object value, string bound, bool endOfDay) =>
        value switch
        {
            _ when bound == "*" => 0,
            DateTimeOffset time => TryReadTime(bound, endOfDay, out var other)
                ? time.CompareTo(other)
                : throw ApiException.InvalidQuery($"'{bound}' is no date", "q"),
            double or int => double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? Convert.ToDouble(value, CultureInfo.InvariantCulture).CompareTo(number)
                : throw ApiException.InvalidQuery($"'{bound}' is no number", "q"),
            _ => string.Compare(Text(value), bound, StringComparison.OrdinalIgnoreCase),
        };

    // A day without a time means the whole day: as an upper bound, it means the end of the day.
    private static bool TryReadTime(string text, bool endOfDay, out DateTimeOffset time)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return false;
        }

        if (endOfDay && text.Length == "yyyy-MM-dd".Length)
        {
            time = time.AddDays(1).AddTicks(-1);
        }

        return true;
    }

    private static string Text(object value) =>
        value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTimeOffset time => Timestamp.Of(time),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
