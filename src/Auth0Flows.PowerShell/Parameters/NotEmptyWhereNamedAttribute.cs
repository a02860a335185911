using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// An optional parameter that can be bound by property name: <c>-Audience ''</c> is an error, while an object's empty property is just no
/// value. PowerShell's own validation can't distinguish the two.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotEmptyWhereNamedAttribute : Attribute
{
    /// <summary>
    /// The error of the first parameter that was explicitly empty; null if there is none. Must be called before anything is piped.
    /// </summary>
    public static ErrorRecord? Check(PSCmdlet cmdlet)
    {
        foreach (var (name, value) in cmdlet.MyInvocation.BoundParameters)
        {
            if (IsEmpty(value) && cmdlet.GetType().GetProperty(name)?.GetCustomAttribute<NotEmptyWhereNamedAttribute>() is not null)
            {
                // PowerShell's own error id and message.
                var failure = new ValidationMetadataException(
                    $"Cannot validate argument on parameter '{name}'. The argument is null or empty. "
                        + "Provide an argument that is not null or empty, and then try the command again."
                );
                return new ErrorRecord(failure, "ParameterArgumentValidationError", ErrorCategory.InvalidData, null);
            }
        }

        return null;
    }

    private static bool IsEmpty(object? value) =>
        value is null or "" || (value is string[] texts && Array.TrueForAll(texts, string.IsNullOrEmpty));
}
