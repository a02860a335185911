using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Deletes token exchange profiles: requests with their types of subject tokens are refused.</summary>
[Cmdlet(VerbsCommon.Remove, "Auth0TokenExchangeProfile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[Takes]
[OutputType(typeof(void))]
[ApiEndpoint("DELETE token-exchange-profiles/{id}")]
public sealed class RemoveAuth0TokenExchangeProfileCommand : RemoveCmdletBase
{
    /// <summary>The ids of the profiles.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TokenExchangeProfileIdCompleter))]
    public string[] TokenExchangeProfileId { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        DeleteEachAsync(Auth0Resources.TokenExchangeProfiles, TokenExchangeProfileId, cancellationToken);

    private protected override object? ErrorTarget => TokenExchangeProfileId;
}
