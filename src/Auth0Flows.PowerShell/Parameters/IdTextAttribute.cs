using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Takes ids as text alone. PowerShell would make a text of any object that is piped in and has no id for the parameter: its name, which
/// then would be looked up, or deleted, as an id.
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

        // An invalid cast is what lets PowerShell go on to the object's properties.
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
