using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Starts a browser login without opening the browser: returns the URL, and the secrets with which Complete-Auth0BrowserLogin validates the
/// response.
/// </summary>
[Cmdlet(VerbsCommon.New, "Auth0AuthorizeUri", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0AuthorizeRequest))]
public sealed class NewAuth0AuthorizeUriCommand : BrowserLoginCmdletBase
{
    /// <summary>The redirect URI: a URL that is registered for the application.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNull]
    public Uri? RedirectUri { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (ShouldProcess(session.ToString(), "Begin a login in a browser"))
        {
            using var key = CreateKey();
            WriteObject(
                await session
                    .CreateAuthorizeRequestAsync(CreateOptions(session, RedirectUri!, key), Activity, cancellationToken)
                    .ConfigureAwait(true)
            );
        }
    }
}
