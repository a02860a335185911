using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the draft of an action: what runs stays unchanged until it is published.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Action", DefaultParameterSetName = CodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Action))]
[ApiEndpoint("PATCH actions/actions/{id}")]
public sealed class SetAuth0ActionCommand : ActionCmdletBase
{
    /// <summary>Its id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string ActionId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its code.</summary>
    [Parameter(ParameterSetName = CodeSet)]
    [ApiName("code")]
    [ValidateNotNull]
    public string? Code { get; set; }

    /// <summary>The npm modules to add, or to use in another version: @{ lodash = '4.17.21' }.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public object[]? Dependency { get; set; }

    /// <summary>The names of npm modules that it no longer uses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveDependency { get; set; }

    /// <summary>The names of secrets to remove.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? RemoveSecret { get; set; }

    /// <summary>The runtime: node22, …</summary>
    [Parameter]
    [ApiName("runtime")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionRuntimeCompleter))]
    public string? Runtime { get; set; }

    /// <summary>Returns the changed action.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (await ReadFileAsync(CodePath, cancellationToken).ConfigureAwait(true) is { } code)
        {
            properties["code"] = code;
        }

        // The API replaces both lists as a whole. It keeps the value of a secret that is sent with its name alone.
        var (dependencies, secrets) = (
            (Dependency ?? (object?)RemoveDependency) is not null,
            (Secret ?? (object?)RemoveSecret) is not null
        );
        if (dependencies || secrets)
        {
            string[] parts = [.. dependencies ? ["dependencies"] : (string[])[], .. secrets ? ["secrets"] : (string[])[]];
            var current = await ReadToChangeAsync(Auth0Resources.Actions, ActionId, parts, cancellationToken).ConfigureAwait(true);
            if (dependencies)
            {
                properties["dependencies"] = ActionParts.Merge(
                    ActionParts.Current(
                        current,
                        "dependencies",
                        current.Dependencies,
                        static known => ActionParts.Dependencies([known]).Single()
                    ),
                    ActionParts.Dependencies(Dependency),
                    RemoveDependency
                );
            }

            if (secrets)
            {
                properties["secrets"] = ActionParts.Merge(
                    ActionParts.Current(current, "secrets", current.Secrets, static known => ActionParts.Part("name", known.Name)),
                    ActionParts.Secrets(Secret),
                    RemoveSecret
                );
            }
        }

        await UpdateAsync(Auth0Resources.Actions, ActionId, properties, PassThru, cancellationToken).ConfigureAwait(true);
    }

    private protected override object? ErrorTarget => ActionId;
}
