using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the names of e-mail templates.</summary>
internal sealed class EmailTemplateCompleter : WordCompleter
{
    private static readonly Suggestion[] _templates =
    [
        new("verify_email", "A link that verifies an address"),
        new("verify_email_by_code", "A code that verifies an address"),
        new("auth_email_by_code", "A code to log in or sign up"),
        new("reset_email", "A link to change a password"),
        new("reset_email_by_code", "A code to change a password"),
        new("welcome_email", "After the address was verified"),
        new("blocked_account", "After too many failed logins"),
        new("stolen_credentials", "After a login with a breached password"),
        new("enrollment_email", "An invitation to enrol a second factor"),
        new("mfa_oob_code", "A code as a second factor"),
        new("user_invitation", "An invitation to an organization"),
        new("change_password", "Legacy"),
        new("password_reset", "Legacy"),
        new("async_approval", "A request to approve"),
    ];

    /// <summary>The names of all templates.</summary>
    public static IEnumerable<string> Names => _templates.Select(static template => template.Text!);

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => _templates;
}

/// <summary>Completes the names of e-mail providers.</summary>
internal sealed class EmailProviderCompleter()
    : FixedCompleter(
        new("smtp", "-SmtpHost, -SmtpPort, -SmtpCredential"),
        new("sendgrid", "-ApiKey"),
        new("mailgun", "-ApiKey, -MailDomain, -Region"),
        new("mandrill", "-ApiKey"),
        new("resend", "-ApiKey"),
        new("sparkpost", "-ApiKey, -Region"),
        new("ses", "Amazon SES: -AccessKeyId, -SecretAccessKey, -Region"),
        new("azure_cs", "Azure Communication Services: -ConnectionString"),
        new("ms365", "Microsoft 365: -Property @{ credentials = @{ tenantId = …; clientId = …; clientSecret = … } }"),
        new("custom", "An action at the trigger custom-email-provider")
    );
