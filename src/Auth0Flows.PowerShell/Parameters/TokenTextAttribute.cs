using System.Management.Automation;
using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>Takes a token as text, as a SecureString, or on an object of ours. It is a SecureString from here on.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenTextAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.AsSecret()
        ?? (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Auth0Token token => token.AccessToken.ToSecureString(),
            string text => new NetworkCredential("", text).SecurePassword,
            null => null,
            _ => throw new ArgumentTransformationMetadataException(
                "Specify a token as text, as a SecureString, or as an object from Get-Auth0Token."
            ),
        };
}
