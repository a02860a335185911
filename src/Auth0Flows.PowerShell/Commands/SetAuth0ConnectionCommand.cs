using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a connection: properties and options that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Connection", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Connection))]
[ApiEndpoint("PATCH connections/{id}")]
public sealed class SetAuth0ConnectionCommand : ConnectionCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>Options to change, with the API's names; the others stay as they are. Secrets can be SecureStrings.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Option { get; set; }

    /// <summary>Realms to add to the current ones.</summary>
    [Parameter]
    [ApiList("realms")]
    [ValidateNotNullOrEmpty]
    public string[]? AddRealm { get; set; }

    /// <summary>Realms to remove from the current ones.</summary>
    [Parameter]
    [ApiList("realms", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveRealm { get; set; }

    /// <summary>Domains of e-mail addresses whose users sign in with it, to add to the current ones; only of enterprise connections.</summary>
    [Parameter]
    [ApiList("options.domain_aliases")]
    [ValidateNotNullOrEmpty]
    public string[]? AddDomainAlias { get; set; }

    /// <summary>Domains of e-mail addresses to remove from the current ones.</summary>
    [Parameter]
    [ApiList("options.domain_aliases", Removes = true)]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveDomainAlias { get; set; }

    /// <summary>Returns the changed connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (Option is not null)
        {
            properties["options"] = await MergedOptionsAsync(Option, cancellationToken).ConfigureAwait(true);
        }

        await UpdateAsync(Auth0Resources.Connections, ConnectionId, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    // Auth0, "Update a connection": the API replaces the options as a whole, so the others are sent back as they are.
    private async ValueTask<OrderedDictionary> MergedOptionsAsync(IDictionary changes, CancellationToken cancellationToken)
    {
        var connection = await ResolveSession()
            .GetAsync(Auth0Resources.Connections, ConnectionId, Activity, cancellationToken)
            .ConfigureAwait(true);
        if (connection.Options is not { } current)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ScopeNotGranted,
                "The API doesn't return the connection's options, which -Option would replace: the application needs read:connections_options."
            );
        }

        var options = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry option in current)
        {
            options[option.Key] = option.Value;
        }

        foreach (DictionaryEntry option in (IDictionary)PlainObject.Of(changes)!)
        {
            options[option.Key] = option.Value;
        }

        return options;
    }

    private protected override object? ErrorTarget => ConnectionId;
}
