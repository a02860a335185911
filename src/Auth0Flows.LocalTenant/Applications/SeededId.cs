using System.Globalization;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>
/// Ids of seeded objects. They contain the object's number: <c>org_</c> and 16 letters and digits, of which the last six are the number.
/// </summary>
internal static class SeededId
{
    private const int NumberLength = 6;

    public static string Of(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Identifiers.Seeded(prefix, 10)}{number:D6}");

    /// <summary>The number in an id; null if the id isn't one of a seeded object.</summary>
    public static int? NumberOf(string prefix, string id) =>
        id.StartsWith(prefix, StringComparison.Ordinal)
        && id.Length == prefix.Length + 10 + NumberLength
        && int.TryParse(id.AsSpan(id.Length - NumberLength), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && Of(prefix, number) == id
            ? number
            : null;

    /// <summary>The id of a new object.</summary>
    public static string New(string prefix) => $"{prefix}{Identifiers.NewDevice()}";
}
