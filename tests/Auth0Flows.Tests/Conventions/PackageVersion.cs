using System.Globalization;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Compares NuGet versions: SemVer 2.0 §11 with a fourth number; build metadata (after a plus) is ignored.</summary>
internal static class PackageVersion
{
    public static int Compare(string one, string other)
    {
        var (first, second) = (Split(one), Split(other));
        for (var i = 0; i < 4; i++)
        {
            if (NumberAt(first.Numbers, i).CompareTo(NumberAt(second.Numbers, i)) is not 0 and var order)
            {
                return order;
            }
        }

        return (first.Label.Length, second.Label.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1, // a release is later than its previews
            (_, 0) => -1,
            _ => CompareLabels(first.Label.Split('.'), second.Label.Split('.')),
        };
    }

    private static (string[] Numbers, string Label) Split(string version)
    {
        var parts = version.Split('+')[0].Split('-', 2);
        return (parts[0].Split('.'), parts is [_, var label] ? label : "");
    }

    private static long NumberAt(string[] numbers, int index) =>
        index < numbers.Length ? long.Parse(numbers[index], CultureInfo.InvariantCulture) : 0;

    private static int CompareLabels(string[] one, string[] other)
    {
        foreach (var (first, second) in one.Zip(other))
        {
            var (isNumber, isOtherNumber) = (long.TryParse(first, out var number), long.TryParse(second, out var otherNumber));
            var order = (isNumber, isOtherNumber) switch
            {
                (true, true) => number.CompareTo(otherNumber),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.Compare(first, second, StringComparison.OrdinalIgnoreCase),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length.CompareTo(other.Length);
    }
}
