using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// A parameter that is optional and bound by the name of a property: who writes <c>-Audience ''</c> meant something and is told, while
/// an object whose property is empty just says nothing about it. PowerShell's own validation can't tell the two apart.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotEmptyWhereNamedAttribute : Attribute
{
    /// <summary>
    /// The error of the first parameter that was written down empty; null if there is none. To be asked before anything is piped in.
    /// </summary>
    public static ErrorRecord? Check(PSCmdlet cmdlet)
    {
        foreach (var (name, value) in cmdlet.MyInvocation.BoundParameters)
        {
            if (value is null or "" && cmdlet.GetType().GetProperty(name)?.GetCustomAttribute<NotEmptyWhereNamedAttribute>() is not null)
            {
                // PowerShell's own id and words.
                var failure = new ValidationMetadataException(
                    $"Cannot validate argument on parameter '{name}'. The argument is null or empty. "
                        + "Provide an argument that is not null or empty, and then try the command again."
                );
                return new ErrorRecord(failure, "ParameterArgumentValidationError", ErrorCategory.InvalidData, null);
            }
        }

        return null;
    }
}
