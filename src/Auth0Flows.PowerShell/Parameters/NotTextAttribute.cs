using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Refuses text instead of an object without repeating it: PowerShell's own conversion error would quote the secret in it.
/// </summary>
/// <param name="expected">What is expected, as a sentence.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotTextAttribute(string expected) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string
            ? throw new ArgumentTransformationMetadataException(expected)
            : inputData;
}
