using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Tests a token as the receiving API does: whether the tenant signed it, its issuer, audience, times, scopes and claims.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Auth0Token")]
[OutputType(typeof(bool), typeof(Auth0TokenTest))]
public sealed partial class TestAuth0TokenCommand : SessionCmdletBase
{
    /// <summary>The token: text (with or without "Bearer "), a SecureString, or the output of Get-Auth0Token.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TokenText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>
    /// The required audience: an API's identifier, or for an ID token the application's client id. Default: the session's.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[]? Audience { get; set; }

    /// <summary>The required scopes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? RequireScope { get; set; }

    /// <summary>The required claims with their values: @{ org_id = 'org_…' }. $null for any value.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? RequireClaim { get; set; }

    /// <summary>The tenant's keys as JSON, for offline use: the content of /.well-known/jwks.json.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Jwks { get; set; }

    /// <summary>Returns an object with each check, its expected and its actual value, instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var requirements = new Auth0TokenRequirements
        {
            Audience =
                Audience
                ?? (
                    session.Audience is { } audience
                        ? [audience]
                        : throw new Auth0ConfigurationException(
                            Auth0ErrorCode.MissingAudience,
                            "No audience was specified: which API must the token be for?"
                        )
                ),
            Scope = RequireScope ?? [],
            Claims = RequireClaim is null ? new Hashtable() : (IDictionary)PlainObject.Of(RequireClaim)!,
            Jwks = Jwks,
            DPoP = ProofRequirements(),
            Certificate = Certificate,
        };
        var test = await session.TestTokenAsync(Token!, requirements, Activity, cancellationToken).ConfigureAwait(true);
        if (Detailed)
        {
            WriteObject(test);
            return;
        }

        TellFault(test.KeyFault);
        TellBinding(test);

        WriteVerbose($"The token is {test}.");
        WriteObject(test.IsValid);
    }

    // False alone would mean that the tenant didn't sign the token. For specified keys, that is essentially true.
    private void TellFault(string? fault)
    {
        if (fault is not null && Jwks is null)
        {
            WriteError(
                ErrorRecords.From(
                    Auth0ErrorCode.SigningKeysUnavailable,
                    $"Could not check whether the tenant signed the token: {fault}.",
                    null
                )
            );
        }
        else if (fault is not null)
        {
            WriteWarning($"The keys of -Jwks can't be used: {fault}.");
        }
    }
}
