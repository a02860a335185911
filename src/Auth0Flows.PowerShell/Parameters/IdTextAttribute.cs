using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Accepts ids only as text, and no blanks and wildcards instead of one. If a piped object has no id for the parameter, PowerShell would
/// convert it to text: its name would be looked up, or deleted, as an id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdTextAttribute : ArgumentTransformationAttribute
{
    private const int MostLevels = 64;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (IsText(inputData))
        {
            // An API that answers 204 to any deletion would make it look like a success.
            return IsPattern(inputData)
                ? throw new ArgumentTransformationMetadataException(
                    "An id can't consist of blanks and wildcards. For several objects, pipe them from their Get- cmdlet."
                )
                : inputData;
        }

        // After an invalid cast, PowerShell tries the object's properties.
        const string Message = "Specify an id as text. To use the id of an object, pipe the object.";
        throw new ArgumentTransformationMetadataException(Message, new PSInvalidCastException(Message));
    }

    private static bool IsPattern(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string { Length: > 0 } text => text.All(static c => c is '*' or '?' || char.IsWhiteSpace(c)),
            char character => character is '*' or '?' || char.IsWhiteSpace(character),
            IEnumerable several and not string => several.Cast<object?>().Any(IsPattern),
            _ => false,
        };

    // A list may contain itself.
    private static bool IsText(object? value, int levels = MostLevels) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null or string or char or Guid or Uri => true,
            IDictionary => false,
            IEnumerable when levels == 0 => false,
            IEnumerable several => several.Cast<object?>().All(one => IsText(one, levels - 1)),
            _ => false,
        };
}
