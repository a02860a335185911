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

    /// <summary>
    /// Domains of e-mail addresses whose users sign in with it, to add to the current ones; only of enterprise connections.
    /// </summary>
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
        if (
            Option is not null
            || AddDomainAlias is not null
            || RemoveDomainAlias is not null
            || properties.Keys.Cast<string>().Any(static name => name.StartsWith("options.", StringComparison.Ordinal))
        )
        {
            var options = await CurrentOptionsAsync(cancellationToken).ConfigureAwait(true);
            if (Option is not null)
            {
                properties["options"] = Merged(options, Option);
            }
        }

        await UpdateAsync(Auth0Resources.Connections, ConnectionId, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    // Auth0, "Update a connection": the API replaces the options as a whole, so the others must be sent back as they are.
    private async ValueTask<OrderedDictionary> CurrentOptionsAsync(CancellationToken cancellationToken)
    {
        var connection = await ReadToChangeAsync(Auth0Resources.Connections, ConnectionId, ["options"], cancellationToken)
            .ConfigureAwait(true);
        return connection.Options
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.ScopeNotGranted,
                "The API doesn't return the connection's options, and the change would remove those that aren't specified: the application needs the scope read:connections_options."
            );
    }

    private static OrderedDictionary Merged(OrderedDictionary current, IDictionary changes)
    {
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
