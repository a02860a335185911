using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// What PowerShell's own attribute takes, a credential or a user's name that it asks the password of, and a local tenant's user's.
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
