using System.Collections;
using System.Management.Automation;
using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Creates the DPoP proof for one call that another program sends with a token of the session, such as Invoke-RestMethod (RFC 9449 §4.2).
/// </summary>
[Cmdlet(VerbsCommon.New, "Auth0DPoPProof", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0Secret), typeof(Hashtable))]
public sealed class NewAuth0DPoPProofCommand : SessionCmdletBase
{
    /// <summary>The token of the call, from a session with -DPoP.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>The call's address. Its query and fragment don't matter.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The call's method.</summary>
    [Parameter(Position = 2)]
    [ValidatePattern("^[A-Za-z]+$")]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string Method { get; set; } = "GET";

    /// <summary>The nonce of the API's last response (its header DPoP-Nonce). Default: the newest that the session received.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Nonce { get; set; }

    /// <summary>Returns both headers of the call as a hashtable of plain texts, for -Headers of Invoke-RestMethod.</summary>
    [Parameter]
    public SwitchParameter AsHeader { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var method = Method.ToUpperInvariant();
        if (!Uri!.IsAbsoluteUri)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidApiAddress, "-Uri must be an absolute address: https://…");
        }

        if (!ShouldProcess($"{method} {Uri.GetLeftPart(UriPartial.Path)}", "Create a DPoP proof"))
        {
            return default;
        }

        var proof = session.CreateDPoPProof(Token!, method, Uri, Nonce);
        WriteObject(AsHeader ? Headers(proof) : proof);
        return default;
    }

    private protected override object? ErrorTarget => Token;

    private Hashtable Headers(Auth0Secret proof) =>
        new() { ["Authorization"] = $"DPoP {PlainTextOf(Token!.AccessToken)}", ["DPoP"] = PlainTextOf(proof) };

    private static string PlainTextOf(Auth0Secret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
