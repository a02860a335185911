using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Accepts ids only as text. If a piped object has no id for the parameter, PowerShell would convert it to text: its name would be looked
/// up, or deleted, as an id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (IsText(inputData))
        {
            return inputData;
        }

        // After an invalid cast, PowerShell tries the object's properties.
        const string Message = "Specify an id as text. To use the id of an object, pipe the object.";
        throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
    }

    private static bool IsText(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null or string or char or Guid or Uri => true,
            IDictionary => false,
            IEnumerable several => several.Cast<object?>().All(IsText),
            _ => false,
        };
}
