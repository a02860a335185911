using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Completes a login of New-Auth0AuthorizeUri: validates the browser's response, and exchanges the code.</summary>
[Cmdlet(VerbsLifecycle.Complete, "Auth0BrowserLogin")]
[OutputType(typeof(Auth0Token))]
public sealed class CompleteAuth0BrowserLoginCommand : SessionCmdletBase
{
    /// <summary>The login.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public Auth0AuthorizeRequest? AuthorizeRequest { get; set; }

    /// <summary>The fields of the form, or of the query, that the redirect URI received.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNull]
    [NotText("Specify the fields of the response as a hashtable, not as text.")]
    public IDictionary? Form { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var fields = NameValuePairs.Of(Form, []).ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal);
        WriteObject(
            await ResolveSession().CompleteAuthorizeAsync(AuthorizeRequest!, fields, Activity, cancellationToken).ConfigureAwait(true)
        );
    }

    private protected override object? ErrorTarget => AuthorizeRequest;
}
