using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Validates a duration: not negative, and not zero unless that is allowed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateDurationAttribute : ValidateArgumentsAttribute
{
    public bool AllowsZero { get; init; }

    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan duration && (duration < TimeSpan.Zero || (duration == TimeSpan.Zero && !AllowsZero)))
        {
            throw new ValidationMetadataException(
                $"{duration} is not a valid time-out; write seconds as a number, such as 30, or as '00:00:30'."
            );
        }
    }
}
