using System.Collections;
using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that create and change the e-mail provider: their common properties. Each provider needs its own
/// credentials.
/// </summary>
public abstract class EmailProviderCmdletBase : PropertyCmdletBase
{
    /// <summary>The sender of templates that have none.</summary>
    [Parameter]
    [ApiName("default_from_address")]
    [ValidateNotNullOrEmpty]
    public string? DefaultFromAddress { get; set; }

    /// <summary>Uses the provider; with :$false, doesn't.</summary>
    [Parameter]
    [ApiName("enabled")]
    public SwitchParameter Enabled { get; set; }

    /// <summary>The API key: mailgun, mandrill, sendgrid, resend, sparkpost.</summary>
    [Parameter]
    [ApiName("credentials.api_key")]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The domain: mailgun.</summary>
    [Parameter]
    [ApiName("credentials.domain")]
    [ValidateNotNullOrEmpty]
    public string? MailDomain { get; set; }

    /// <summary>The region: ses, mailgun, sparkpost.</summary>
    [Parameter]
    [ApiName("credentials.region")]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>The host: smtp.</summary>
    [Parameter]
    [ApiName("credentials.smtp_host")]
    [ValidateNotNullOrEmpty]
    public string? SmtpHost { get; set; }

    /// <summary>The port: smtp.</summary>
    [Parameter]
    [ApiName("credentials.smtp_port")]
    [ValidateRange(1, 65535)]
    public int? SmtpPort { get; set; }

    /// <summary>The user name and the password: smtp.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? SmtpCredential { get; set; }

    /// <summary>The id of the access key: ses.</summary>
    [Parameter]
    [ApiName("credentials.accessKeyId")]
    [ValidateNotNullOrEmpty]
    public string? AccessKeyId { get; set; }

    /// <summary>The access key: ses.</summary>
    [Parameter]
    [ApiName("credentials.secretAccessKey")]
    [Secret]
    [ValidateNotNull]
    public SecureString? SecretAccessKey { get; set; }

    /// <summary>The connection string: azure_cs.</summary>
    [Parameter]
    [ApiName("credentials.connectionString")]
    [Secret]
    [ValidateNotNull]
    public SecureString? ConnectionString { get; set; }

    /// <summary>Settings of the provider: @{ message = @{ view_control_link = $true } }.</summary>
    [Parameter]
    [ApiName("settings")]
    [ValidateNotNull]
    public IDictionary? Setting { get; set; }

    /// <summary>The specified properties, with the user name and the password.</summary>
    private protected IDictionary ProviderProperties()
    {
        var properties = Properties();
        if (SmtpCredential is not null)
        {
            properties["credentials.smtp_user"] = SmtpCredential.UserName;
            properties["credentials.smtp_pass"] = SmtpCredential.Password;
        }

        return properties;
    }
}
