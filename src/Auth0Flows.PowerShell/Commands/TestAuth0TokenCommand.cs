using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Examines a token as an API does that receives it: whether the tenant signed it, from whom and for whom it is, its times, scopes and
/// claims.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "Auth0Token")]
[OutputType(typeof(bool), typeof(Auth0TokenTest))]
public sealed class TestAuth0TokenCommand : SessionCmdletBase
{
    /// <summary>The token: text (with "Bearer " before it, too), a SecureString, or what Get-Auth0Token gave.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [TokenText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>
    /// Whom it must be for: an API's identifier, or for an ID token the application's client id; the session's default by default.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string[]? Audience { get; set; }

    /// <summary>The scopes that it must have.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? RequireScope { get; set; }

    /// <summary>Claims that it must hold, with their values: @{ org_id = 'org_…' }. $null for any value.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? RequireClaim { get; set; }

    /// <summary>The tenant's keys as JSON, for work without a network: what /.well-known/jwks.json holds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Jwks { get; set; }

    /// <summary>Gives an object with each check, what was expected and what was found, in the place of true or false.</summary>
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
        };
        var test = await session.TestTokenAsync(Token!, requirements, Activity, cancellationToken).ConfigureAwait(true);
        if (Detailed)
        {
            WriteObject(test);
            return;
        }

        TellFault(test.KeyFault);

        WriteVerbose($"The token is {test}.");
        WriteObject(test.IsValid);
    }

    // False alone would say that the tenant didn't sign the token. Of keys that somebody gave it says the truth, by and large.
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
