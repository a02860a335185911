using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the tenant's e-mail provider: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0EmailProvider", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0EmailProvider))]
[ApiEndpoint("PATCH emails/provider")]
public sealed class SetAuth0EmailProviderCommand : EmailProviderCmdletBase
{
    /// <summary>Another provider: smtp, sendgrid, ses, …</summary>
    [Parameter(Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EmailProviderCompleter))]
    public string? Name { get; set; }

    /// <summary>Returns the changed provider.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Nested(ProviderProperties());
        if (properties["credentials"] is OrderedDictionary given)
        {
            properties["credentials"] = await CompleteAsync(given, cancellationToken).ConfigureAwait(true);
        }

        await UpdateAsync(Auth0Resources.EmailProvider, null, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    // The API replaces the credentials as a whole, and returns the public ones alone, if they are requested. Those of another provider are
    // of no use. It refuses credentials without their secret.
    private async ValueTask<OrderedDictionary> CompleteAsync(OrderedDictionary given, CancellationToken cancellationToken)
    {
        var request = new Auth0ApiRequest
        {
            Path = Auth0Resources.EmailProvider.Path,
            Query = [new("fields", "name,credentials"), new("include_fields", "true")],
        };
        var current = Auth0Resources.EmailProvider.Read(
            await ResolveSession().SendAsync(request, Activity, cancellationToken).ConfigureAwait(true)
        );
        if ((Name is not null && Name != current.Name) || current.Credentials is null)
        {
            return given;
        }

        var complete = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var source in new[] { current.Credentials, given })
        {
            foreach (DictionaryEntry credential in source)
            {
                complete[credential.Key] = credential.Value;
            }
        }

        return complete;
    }

    private protected override object? ErrorTarget => Name;
}
