using System.Management.Automation;
using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>Accepts a token as text, as a SecureString, or as an object of the library. It is converted to a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenTextAttribute : ArgumentTransformationAttribute
{
    private const int LongestToken = 65_536; // as in an answer; a SecureString can't hold more

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.AsSecret()
        ?? (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Auth0Token token => token.AccessToken.ToSecureString(),
            string { Length: > LongestToken } text => throw new ArgumentTransformationMetadataException(
                $"A token has at most {LongestToken:N0} characters; this text has {text.Length:N0}."
            ),
            string text => new NetworkCredential("", text).SecurePassword,
            null => null,
            _ => throw new ArgumentTransformationMetadataException(
                "Specify a token as text, as a SecureString, or as an object from Get-Auth0Token."
            ),
        };
}
