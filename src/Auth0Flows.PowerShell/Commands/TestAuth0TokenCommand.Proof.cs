using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// The proof that came with the token (DPoP).
public sealed partial class TestAuth0TokenCommand
{
    /// <summary>The DPoP proof that came with the token: the value of the call's header DPoP. The token must be bound to its key.</summary>
    [Parameter]
    [TokenText]
    [ValidateNotNull]
    public SecureString? DPoPProof { get; set; }

    /// <summary>The call's method, which the proof must name.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z]+$")]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string Method { get; set; } = "GET";

    /// <summary>The call's address as the caller sees it, which the proof must name. Query and fragment don't matter.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>The nonce that the API gave, if it gives any: the proof must contain it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Nonce { get; set; }

    private Auth0DPoPRequirements? ProofRequirements() =>
        (DPoPProof, Uri) switch
        {
            (null, null) when Nonce is null && !MyInvocation.BoundParameters.ContainsKey(nameof(Method)) => null,
            ({ } proof, { IsAbsoluteUri: true } uri) => new Auth0DPoPRequirements
            {
                Proof = Auth0Secret.FromSecureString(proof),
                Method = Method.ToUpperInvariant(),
                Uri = uri,
                Nonce = Nonce,
            },
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "A proof is for one call: specify -DPoPProof with the call's -Uri, an absolute address, and its -Method."
            ),
        };

    // True alone would mean that the caller may use the token. That is so only with what it is bound to.
    private void TellBinding(Auth0TokenTest test)
    {
        if (test is { IsValid: true, UncheckedBinding: { } binding })
        {
            var parameters = (binding.JwkThumbprint, binding.CertificateThumbprint) switch
            {
                (not null, null) => "-DPoPProof and -Uri",
                (null, not null) => "-Certificate",
                _ => "-DPoPProof, -Uri and -Certificate",
            };
            WriteWarning(
                $"The token is bound ({binding}), but whether the caller has that was not checked, so the token may be stolen: specify {parameters}."
            );
        }
    }
}
