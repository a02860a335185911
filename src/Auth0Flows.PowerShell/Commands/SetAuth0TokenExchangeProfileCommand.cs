using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a token exchange profile: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0TokenExchangeProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0TokenExchangeProfile))]
[ApiEndpoint("PATCH token-exchange-profiles/{id}")]
public sealed class SetAuth0TokenExchangeProfileCommand : PropertyCmdletBase
{
    /// <summary>The profile's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TokenExchangeProfileIdCompleter))]
    public string TokenExchangeProfileId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The subject_token_type of the requests that it serves.</summary>
    [Parameter]
    [ApiName("subject_token_type")]
    [ValidateNotNullOrEmpty]
    public string? SubjectTokenType { get; set; }

    /// <summary>Returns the changed profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.TokenExchangeProfiles, TokenExchangeProfileId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => TokenExchangeProfileId;
}
