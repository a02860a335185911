using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Signs a user up in a database connection, as the sign-up page does.</summary>
[Cmdlet(VerbsLifecycle.Register, "Auth0User", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0User))]
public sealed class RegisterAuth0UserCommand : SessionCmdletBase
{
    /// <summary>The name of the database connection.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string Connection { get; set; } = "";

    /// <summary>The e-mail address.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>The password.</summary>
    [Parameter(Mandatory = true)]
    [Secret]
    [ValidateNotNull]
    public SecureString? Password { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Username { get; set; }

    /// <summary>The phone number, in E.164 format: +15550100; if the connection supports phone numbers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("phone_number"), AllowNull, AllowEmptyString]
    public string? PhoneNumber { get; set; }

    /// <summary>The full name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>The given name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("given_name"), AllowNull, AllowEmptyString]
    public string? GivenName { get; set; }

    /// <summary>The family name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("family_name"), AllowNull, AllowEmptyString]
    public string? FamilyName { get; set; }

    /// <summary>The nickname.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Nickname { get; set; }

    /// <summary>The URL of a picture.</summary>
    [Parameter, ValidateNotNullOrEmpty]
    public string? Picture { get; set; }

    /// <summary>The metadata that the user can change: up to 10 texts of up to 500 characters.</summary>
    [Parameter, ValidateNotNull]
    public IDictionary? UserMetadata { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var options = new Auth0SignupOptions
        {
            Connection = Connection,
            Password = Password!,
            Email = NotEmpty(Email),
            Username = NotEmpty(Username),
            PhoneNumber = NotEmpty(PhoneNumber),
            Name = NotEmpty(Name),
            GivenName = NotEmpty(GivenName),
            FamilyName = NotEmpty(FamilyName),
            Nickname = NotEmpty(Nickname),
            Picture = Picture,
            UserMetadata = UserMetadata is null ? null : (IDictionary)PlainObject.Of(UserMetadata)!,
        };
        if (ShouldProcess(options.ToString(), $"Sign the user up in {Connection}"))
        {
            WriteObject(await session.SignUpAsync(options, Activity, cancellationToken).ConfigureAwait(true));
        }
    }

    private protected override object? ErrorTarget => Email ?? Username ?? PhoneNumber;

    // An empty column of a table.
    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
