using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a token exchange profile: which action accepts which type of subject token.</summary>
[Cmdlet(VerbsCommon.New, "Auth0TokenExchangeProfile", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0TokenExchangeProfile))]
[ApiEndpoint("POST token-exchange-profiles")]
public sealed class NewAuth0TokenExchangeProfileCommand : PropertyCmdletBase
{
    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The subject_token_type of the requests that it serves: a URI that no other profile has.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ApiName("subject_token_type")]
    [Alias("subject_token_type")]
    [ValidateNotNullOrEmpty]
    public string SubjectTokenType { get; set; } = "";

    /// <summary>The id of the action that checks the subject token and sets the user.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ApiName("action_id")]
    [Alias("action_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string ActionId { get; set; } = "";

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        properties["type"] ??= "custom_authentication"; // the only type that there is
        return CreateAsync(Auth0Resources.TokenExchangeProfiles, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => Name;
}
