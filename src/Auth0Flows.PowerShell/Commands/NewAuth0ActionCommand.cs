using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an action, as a draft.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Action", DefaultParameterSetName = CodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Action))]
[ApiEndpoint("POST actions/actions")]
public sealed class NewAuth0ActionCommand : ActionCmdletBase
{
    /// <summary>Its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The trigger at which it runs: post-login, …</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTriggerCompleter))]
    public string Trigger { get; set; } = "";

    /// <summary>The version of the trigger's interface. Default: its current version.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TriggerVersion { get; set; }

    /// <summary>Its code.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = CodeSet)]
    [ApiName("code")]
    public string? Code { get; set; }

    /// <summary>The npm modules that it uses: @{ lodash = '4.17.21' }.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Dependencies")]
    public object[]? Dependency { get; set; }

    /// <summary>The runtime: node22, …</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ApiName("runtime")]
    [ArgumentCompleter(typeof(ActionRuntimeCompleter))]
    public string? Runtime { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        properties["supported_triggers"] = new object[]
        {
            ActionParts.Part("id", Trigger, "version", await VersionAsync(cancellationToken).ConfigureAwait(true)),
        };
        if (await ReadFileAsync(CodePath, cancellationToken).ConfigureAwait(true) is { } code)
        {
            properties["code"] = code;
        }

        if (Dependency is { Length: > 0 })
        {
            properties["dependencies"] = ActionParts.Dependencies(Dependency).ToArray();
        }

        if (Secret is not null)
        {
            properties["secrets"] = ActionParts.Secrets(Secret).ToArray();
        }

        await CreateAsync(Auth0Resources.Actions, properties, cancellationToken).ConfigureAwait(true);
    }

    // Without a version, Auth0 takes the oldest one.
    private async ValueTask<string?> VersionAsync(CancellationToken cancellationToken)
    {
        if (TriggerVersion is not null)
        {
            return TriggerVersion;
        }

        var versions = new List<string?>();
        await foreach (
            var trigger in ResolveSession().ListAsync(Auth0Resources.ActionTriggers, null, Activity, cancellationToken).ConfigureAwait(true)
        )
        {
            if (trigger.Id == Trigger && !string.Equals(trigger.Status, "DEPRECATED", StringComparison.OrdinalIgnoreCase))
            {
                versions.Add(trigger.Version);
            }
        }

        return versions.Count == 0
            ? null
            : versions.MaxBy(static version =>
                int.TryParse(version?.TrimStart('v'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
            );
    }

    private protected override object? ErrorTarget => Name;
}
