using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a user in a connection: a database, or e-mail or SMS for logins without a password.</summary>
[Cmdlet(VerbsCommon.New, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
[ApiEndpoint("POST users")]
public sealed class NewAuth0UserCommand : UserCmdletBase
{
    /// <summary>The connection's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true), ApiName("connection"), ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), ApiName("email"), AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("username"), AllowNull, AllowEmptyString]
    public string? Username { get; set; }

    /// <summary>The phone number, in E.164 format: +15550100.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("phone_number"), Alias("phone_number"), AllowNull, AllowEmptyString]
    public string? PhoneNumber { get; set; }

    /// <summary>The full name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("name"), AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The given name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("given_name"), Alias("given_name"), AllowNull, AllowEmptyString]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("family_name"), Alias("family_name"), AllowNull, AllowEmptyString]
    public string? FamilyName { get; set; }

    /// <summary>The nickname.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), ApiName("nickname"), AllowNull, AllowEmptyString]
    public string? Nickname { get; set; }

    /// <summary>The part of the id after the vertical bar, such as the user's id in an older system. Default: Auth0 chooses one.</summary>
    [Parameter, ApiName("user_id"), ValidateNotNullOrEmpty]
    public string? UserId { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        foreach (var name in properties.Keys.Cast<string>().ToArray())
        {
            if (properties[name] is null or "")
            {
                properties.Remove(name); // an empty column of a table: a new user has no value for it
            }
        }

        return CreateAsync(Auth0Resources.Users, properties, cancellationToken);
    }

    private protected override object? ErrorTarget => Email ?? Username ?? PhoneNumber;
}
