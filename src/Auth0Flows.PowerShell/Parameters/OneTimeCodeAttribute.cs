using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Takes a code that is good once also as text: <c>-Otp 123456</c>. It is a SecureString from here on.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneTimeCodeAttribute : ArgumentTransformationAttribute
{
    // A number typed without quotes keeps its leading zeros only as the text that was typed, which PowerShell gives for a PSObject.
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
