using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the settings of the login pages.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0PromptSetting")]
[OutputType(typeof(Auth0PromptSetting))]
[ApiEndpoint("GET prompts")]
public sealed class GetAuth0PromptSettingCommand : ResourceCmdletBase
{
    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        GetOneAsync(Auth0Resources.PromptSettings, cancellationToken);
}
