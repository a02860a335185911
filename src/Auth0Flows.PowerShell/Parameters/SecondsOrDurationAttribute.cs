using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Converts a number to seconds: PowerShell itself would read it as ticks. A text such as 00:05:00 stays a duration.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsOrDurationAttribute : ArgumentTransformationAttribute
{
    private const double LongestSeconds = 1_000_000_000;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal => ToDuration(
                Convert.ToDouble(value, CultureInfo.InvariantCulture)
            ),
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) => ToDuration(
                seconds
            ),
            _ => inputData,
        };
    }

    private static TimeSpan ToDuration(double seconds) =>
        Math.Abs(seconds) <= LongestSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seconds} seconds is too long: the longest duration is {LongestSeconds:N0} seconds."
                )
            );
}
