using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Accepts a credential, a user name (PowerShell prompts for the password) as PowerShell's own attribute does, and a local tenant's user.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UserCredentialAttribute : ArgumentTransformationAttribute
{
    private static readonly CredentialAttribute _standard = new();

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is LocalTenantCredential credential
            ? credential.ToPSCredential()
            : _standard.Transform(engineIntrinsics, inputData);
}
