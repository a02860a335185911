using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets for a tenant's configuration as files.</summary>
public abstract class ConfigurationCmdletBase : SessionCmdletBase
{
    /// <summary>The kinds of objects: clients, roles. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigurationKindCompleter))]
    public string[] Kind { get; set; } = [];

    /// <summary>The kinds of objects to leave out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigurationKindCompleter))]
    public string[] ExcludeKind { get; set; } = [];

    /// <summary>The values of the markers in the files, by their names: @{ DOMAIN = 'shop.example.com' }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Mapping { get; set; }

    /// <summary>Which part of a configuration to read.</summary>
    private protected Auth0ConfigurationOptions Options =>
        new()
        {
            Kinds = Kind,
            ExcludedKinds = ExcludeKind,
            Mapping = PlainObject.Of(Mapping) as IDictionary,
        };

    /// <summary>Reads a folder.</summary>
    private protected Auth0Configuration ReadFolder(string path, CancellationToken cancellationToken) =>
        Auth0Configuration.ReadFolder(FilePathOf(path), Options, cancellationToken);

    /// <summary>Reads a tenant.</summary>
    private protected Task<Auth0Configuration> ReadAsync(
        Auth0Session session,
        IReadOnlyList<string> kinds,
        CancellationToken cancellationToken
    ) => session.ReadConfigurationAsync(Options with { Kinds = kinds }, Activity, cancellationToken);

    /// <summary>Names what is left out, in one warning.</summary>
    private protected void WarnOf(params ReadOnlySpan<Auth0Configuration> configurations)
    {
        foreach (var configuration in configurations)
        {
            if (configuration.Notices.Count > 0)
            {
                WriteWarning($"Left out of {configuration.Source}: {string.Join(", ", configuration.Notices)}.");
            }
        }
    }
}
