using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Starts the registration of a new user with a new passkey: the output is what an authenticator must answer, and the input of
/// Complete-Auth0PasskeyLogin.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "Auth0PasskeyRegistration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(Auth0PasskeyChallenge))]
public sealed class StartAuth0PasskeyRegistrationCommand : PasskeyCmdletBase
{
    /// <summary>The e-mail address.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Email { get; set; }

    /// <summary>The phone number, in E.164 format: +15550100; if the connection supports phone numbers.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), Alias("phone_number"), AllowNull, AllowEmptyString]
    public string? PhoneNumber { get; set; }

    /// <summary>The user name, if the connection supports user names.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true), AllowNull, AllowEmptyString]
    public string? Username { get; set; }

    /// <summary>The full name, which the authenticator shows too.</summary>
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

    /// <summary>The metadata that the user can change: up to 10 texts.</summary>
    [Parameter, ValidateNotNull]
    public IDictionary? UserMetadata { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var options = OptionsFor(session);
        var user = new Auth0PasskeyUser
        {
            Email = NotEmpty(Email),
            PhoneNumber = NotEmpty(PhoneNumber),
            Username = NotEmpty(Username),
            Name = NotEmpty(Name),
            GivenName = NotEmpty(GivenName),
            FamilyName = NotEmpty(FamilyName),
            Nickname = NotEmpty(Nickname),
            Picture = Picture,
            UserMetadata = UserMetadata is null ? null : (IDictionary)PlainObject.Of(UserMetadata)!,
        };
        if (ShouldProcess(user.ToString(), "Start the registration of a user with a passkey"))
        {
            WriteObject(await session.StartPasskeyRegistrationAsync(user, options, Activity, cancellationToken).ConfigureAwait(true));
        }
    }

    private protected override object? ErrorTarget => Email ?? Username ?? PhoneNumber;

    // An empty column of a table.
    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
