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
    private const string Credentials = "credentials";
    private const string Settings = "settings";

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
        var given = ProviderProperties();
        var properties = Nested(given);
        var isPart = given.Keys.Cast<string>().Where(static name => name.Contains('.', StringComparison.Ordinal)).ToLookup(RootOf).Contains;
        string[] parts = [.. properties.Keys.Cast<string>().Where(name => name == Credentials || isPart(name))];
        foreach (var (name, current) in await ReadAsync(parts, cancellationToken).ConfigureAwait(true))
        {
            if (properties[name] is OrderedDictionary changed)
            {
                properties[name] = Merged(current, changed);
            }
        }

        await UpdateAsync(Auth0Resources.EmailProvider, null, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    // The API replaces credentials and settings as a whole, and returns them, without secrets, if they are requested. Those of another
    // provider are of no use. It refuses credentials without their secret.
    private async ValueTask<Dictionary<string, OrderedDictionary?>> ReadAsync(string[] parts, CancellationToken cancellationToken)
    {
        if (parts.Length == 0)
        {
            return [];
        }

        var request = new Auth0ApiRequest
        {
            Path = Auth0Resources.EmailProvider.Path,
            Query = [new("fields", string.Join(',', parts.Prepend("name"))), new("include_fields", "true")],
        };
        var current = Auth0Resources.EmailProvider.Read(
            await ResolveSession().ReadToChangeAsync(request, [.. parts.Prepend("name")], Activity, cancellationToken).ConfigureAwait(true)
        );
        if (current.Name is null)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidResponse,
                "The e-mail provider could not be read. Nothing was changed, because what it has could be lost."
            );
        }

        return Name is not null && Name != current.Name ? [] : new() { [Credentials] = current.Credentials, [Settings] = current.Settings };
    }

    private static string RootOf(string name) => name.Split('.')[0];

    private static OrderedDictionary Merged(IDictionary? current, OrderedDictionary given)
    {
        var merged = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in current ?? new OrderedDictionary())
        {
            merged[entry.Key] = entry.Value;
        }

        foreach (DictionaryEntry entry in given)
        {
            merged[entry.Key] =
                entry.Value is OrderedDictionary inner && merged[entry.Key] is IDictionary old ? Merged(old, inner) : entry.Value;
        }

        return merged;
    }

    private protected override object? ErrorTarget => Name;
}
