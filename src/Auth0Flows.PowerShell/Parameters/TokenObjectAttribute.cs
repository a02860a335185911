using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Rejects text instead of a token object, without repeating it: PowerShell's own conversion error would quote the token.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenObjectAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData)
            is string
                or System.Security.SecureString
                or System.Collections.ICollection
            ? throw new ArgumentTransformationMetadataException("A token is expected as Get-Auth0Token returns it, not as text.")
            : inputData;
}
