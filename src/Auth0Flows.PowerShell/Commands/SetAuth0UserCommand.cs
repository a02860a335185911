using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes a user: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("PATCH users/{id}")]
public sealed class SetAuth0UserCommand : UserCmdletBase
{
    /// <summary>The user's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string UserId { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    [Parameter, ApiName("email"), ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>The phone number, in E.164 format: +15550100.</summary>
    [Parameter, ApiName("phone_number"), ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    [Parameter, ApiName("username"), ValidateNotNullOrEmpty]
    public string? Username { get; set; }

    /// <summary>The full name.</summary>
    [Parameter, ApiName("name"), ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The nickname.</summary>
    [Parameter, ApiName("nickname"), ValidateNotNullOrEmpty]
    public string? Nickname { get; set; }

    /// <summary>The given name.</summary>
    [Parameter, ApiName("given_name"), ValidateNotNullOrEmpty]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter, ApiName("family_name"), ValidateNotNullOrEmpty]
    public string? FamilyName { get; set; }

    /// <summary>The connection of the identity to change, if the user has several linked ones.</summary>
    [Parameter, ApiName("connection"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? Connection { get; set; }

    /// <summary>The application for the verification of a new e-mail address or phone number.</summary>
    [Parameter, ApiName("client_id"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>Returns the changed user.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Users, UserId, PassThru, cancellationToken);

    private protected override object? ErrorTarget => UserId;
}
