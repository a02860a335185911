using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Decodes a token for reading. Sends nothing, and validates nothing: Test-Auth0Token does that.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Auth0Token")]
[OutputType(typeof(Auth0Jwt))]
public sealed class ConvertFromAuth0TokenCommand : Auth0CmdletBase
{
    /// <summary>The token: text (with or without "Bearer "), a SecureString, or the output of Get-Auth0Token.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TokenText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        WriteObject(Auth0Jwt.Decode(Token!));
        return default;
    }
}
