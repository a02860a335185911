using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// An id is a text. PowerShell would make one of any object that is piped in: of a user its name, under which another thing might be
/// found, and deleted. Objects bind by their properties alone.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        foreach (var given in LanguagePrimitives.GetEnumerable(inputData) ?? new[] { inputData })
        {
            var value = given is PSObject wrapped ? wrapped.BaseObject : given;
            if (value is not (null or string or char or Guid or Uri))
            {
                var message = $"An object of type {value.GetType()} is no id; it has no property that names one here.";
                throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message)); // the binder goes on to its properties
            }
        }

        return inputData;
    }
}
