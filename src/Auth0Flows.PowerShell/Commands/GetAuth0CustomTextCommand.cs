using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's own texts on the pages of a prompt.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0CustomText")]
[OutputType(typeof(Auth0CustomText))]
[ApiEndpoint("GET prompts/{prompt}/custom-text/{language}")]
public sealed class GetAuth0CustomTextCommand : CustomTextCmdletBase
{
    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        WriteObject(await ReadAsync(cancellationToken).ConfigureAwait(true));
}
