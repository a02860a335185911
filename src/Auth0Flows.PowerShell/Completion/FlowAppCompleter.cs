using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Completes the services of flow connections: <see href="https://auth0.com/docs/api/management/v2/flows/post-flows-vault-connections"/>.
/// </summary>
internal sealed class FlowAppCompleter : WordCompleter
{
    private static readonly string[] _apps =
    [
        "ACTIVECAMPAIGN",
        "AIRTABLE",
        "AUTH0",
        "BIGQUERY",
        "CLEARBIT",
        "DOCUSIGN",
        "GOOGLE_SHEETS",
        "HTTP",
        "HUBSPOT",
        "JWT",
        "MAILCHIMP",
        "MAILJET",
        "PIPEDRIVE",
        "SALESFORCE",
        "SENDGRID",
        "SLACK",
        "STRIPE",
        "TELEGRAM",
        "TWILIO",
        "WHATSAPP",
        "ZAPIER",
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => _apps.Select(static app => new Suggestion(app));
}
