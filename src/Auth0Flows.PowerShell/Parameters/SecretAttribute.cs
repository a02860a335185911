using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Rejects a secret that is not a SecureString, without repeating it: PowerShell's own conversion error would quote it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecretAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.AsSecret()
        ?? (
            inputData is null
                ? null
                : throw new ArgumentTransformationMetadataException(
                    "Specify a secret as a SecureString: Read-Host -AsSecureString at a prompt, Get-Secret from a vault, or ConvertTo-SecureString -AsPlainText if a script has it as text."
                )
        );
}
