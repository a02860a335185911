using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets a token: the one that the session holds, or a new one.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Token")]
[OutputType(typeof(Auth0Token))]
public sealed class GetAuth0TokenCommand : SessionCmdletBase
{
    // A number: a field of the library's enum would make PowerShell load the library before Isolation can say from where.
    private int _grantType = (int)Auth0GrantType.ClientCredentials;

    /// <summary>The way to the token. ClientCredentials: the application for itself.</summary>
    [Parameter]
    public Auth0GrantType GrantType { get => (Auth0GrantType)_grantType; set => _grantType = (int)value; }

    /// <summary>The identifier of the API that the token is for; the session's default where nothing is said.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <summary>The scopes that the token must have; all that are granted where nothing is said.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? Scope { get; set; }

    /// <summary>The organization, by id or name; the session's default where nothing is said.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    /// <summary>A session to work with, from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Asks for a new token even if a good one is held.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = Session ?? InputObject?.BaseObject as Auth0Session ?? ResolveSession();
        var audience = Audience ?? session.Audience
            ?? throw new Auth0ConfigurationException(Auth0ErrorCode.MissingAudience, "No audience: which API is the token for?");
        var grant = new ClientCredentialsGrant(audience, Organization ?? session.Organization, Scope);
        WriteObject(await session.GetTokenAsync(grant, Activity, Force, cancellationToken).ConfigureAwait(true));
    }

    private protected override object? ErrorTarget => Audience;
}
