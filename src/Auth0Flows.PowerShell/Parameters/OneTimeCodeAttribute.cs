using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Accepts a one-time code also as text: <c>-Otp 123456</c>. It is converted to a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneTimeCodeAttribute : ArgumentTransformationAttribute
{
    // A number without quotes keeps its leading zeros only in the typed text, which PowerShell returns for a PSObject.
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData.AsSecret()
        ?? (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text => Secret(text),
            int or long when inputData is PSObject typed => Secret(typed.ToString()),
            int or long => Secret(Convert.ToString(inputData, CultureInfo.InvariantCulture)!),
            null => null,
            _ => throw new ArgumentTransformationMetadataException("Specify a code as text or as a SecureString."),
        };

    private static SecureString Secret(string text) => new NetworkCredential("", text.Trim()).SecurePassword;
}
