using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Begins a login in a browser that one drives oneself: gives the address, and the secrets by which Complete-Auth0BrowserLogin knows the
/// answer.
/// </summary>
[Cmdlet(VerbsCommon.New, "Auth0AuthorizeUri", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0AuthorizeRequest))]
public sealed class NewAuth0AuthorizeUriCommand : BrowserLoginCmdletBase
{
    /// <summary>Where the browser brings its answer: an address that is registered at the application.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public Uri? RedirectUri { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (ShouldProcess(session.ToString(), "Begin a login in a browser"))
        {
            WriteObject(
                await session
                    .CreateAuthorizeRequestAsync(CreateOptions(session, RedirectUri!), Activity, cancellationToken)
                    .ConfigureAwait(true)
            );
        }
    }
}
