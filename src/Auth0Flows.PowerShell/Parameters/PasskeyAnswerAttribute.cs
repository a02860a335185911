using System.Collections;
using System.Management.Automation;
using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads what users specify as the answer of an authenticator: JSON (as text, as a SecureString, or line by line), a hashtable, or an
/// object such as that of ConvertFrom-Json. It happens while parameters are bound, so that the bound parameters, which errors and tools
/// show, have no content of it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PasskeyAnswerAttribute : ArgumentTransformationAttribute
{
    /// <summary>
    /// The answer; or the exception for something else, which the cmdlet throws: the id of an error here would be PowerShell's.
    /// </summary>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        try
        {
            return Read(inputData);
        }
        catch (Auth0ConfigurationException failure)
        {
            return failure.Code == Auth0ErrorCode.InvalidPasskeyAnswer
                ? failure
                : new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidPasskeyAnswer,
                    $"The authenticator's answer can't be used: {failure.Message}"
                );
        }
    }

    private static Auth0PasskeyAnswer? Read(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null => null,
            Auth0PasskeyAnswer answer => answer,
            string json => Auth0PasskeyAnswer.Parse(json),
            // the output of a program
            object[] lines when lines.Length > 0 && Array.TrueForAll(lines, IsText) => Auth0PasskeyAnswer.Parse(string.Join('\n', lines)),
            var inner when inner.AsSecret() is { } secret => Auth0PasskeyAnswer.Parse(new NetworkCredential("", secret).Password),
            _ => PlainObject.Of(value) is IDictionary answer ? Auth0PasskeyAnswer.From(answer) : Auth0PasskeyAnswer.Parse(""),
        };

    private static bool IsText(object? line) => (line is PSObject wrapped ? wrapped.BaseObject : line) is string;
}
