namespace Auth0Flows.Tests.Api;

/// <content>Pages, domains, events, forms.</content>
internal static partial class DocumentedObject
{
    public const string EventStream = """
        {"id":"est_0000000000000001","name":"audit","status":"enabled","subscriptions":[{"event_type":"user.created"}],"destination":{"type":"webhook","configuration":{"webhook_endpoint":"s3cret-2",
          "webhook_authorization":{"method":"s3cret-3","token":"s3cret-1"}}},"created_at":"2026-08-09T10:11:12.130Z","updated_at":"2026-08-09T10:11:12.131Z","brand_new":1}
        """;

    public const string EventDelivery = """
        {"id":"evt_0000000000000001","event_stream_id":"est_0000000000000001","status":"failed","event_type":"user.created",
         "attempts":[{"status":"failed","timestamp":"2026-08-09T10:11:12.130Z","error_message":"503"}],"event":{"id":"evt_1","source":"urn:auth0:acme"},"brand_new":1}
        """;

    public const string Form = """
        {"id":"ap_0000000000000001","name":"Terms","messages":{"errors":{"X":"y"}},"languages":{"primary":"en"},"translations":{"de":{"a":"b"}},"nodes":[{"id":"step_1","type":"STEP"}],"start":{"next_node":"step_1"},
         "ending":{"resume_flow":true},"style":{"css":"h1 { }"},"created_at":"2026-08-09T10:11:12.130Z","updated_at":"2026-08-09T10:11:12.131Z","embedded_at":"2026-08-10","submitted_at":"2026-08-11","links":{"sdkSrc":"x"}}
        """;

    public const string Flow = """
        {"id":"af_0000000000000001","name":"Welcome","actions":[{"id":"a","type":"HTTP","action":"SEND_REQUEST"}],"created_at":"2026-08-09T10:11:12.130Z","updated_at":"2026-08-09T10:11:12.131Z","executed_at":"2026-08-10","brand_new":1}
        """;

    public const string FlowConnection = """
        {"id":"ac_0000000000000001","name":"CRM","app_id":"HTTP","environment":"eu","account_name":"crm","ready":true,"fingerprint":"f00","created_at":"2026-08-09T10:11:12.130Z",
         "updated_at":"2026-08-09T10:11:12.131Z","refreshed_at":"2026-08-10T00:00:00.000Z","setup":{"type":"s3cret-2","token":"s3cret-1"}}
        """;

    public const string CustomDomain = """
        {"custom_domain_id":"cd_0000000000000001","domain":"login.example.com","status":"ready","type":"auth0_managed_certs","primary":true,"is_default":false,"origin_domain_name":"acme.edge.example.com",
         "verification":{"methods":[{"name":"CNAME","record":"acme.edge.example.com"}],"status":"verified"},"certificate":{"status":"provisioned","certificate_authority":"letsencrypt"},
         "custom_client_ip_header":"x-forwarded-for","tls_policy":"recommended","domain_metadata":{"owner":"it"},"relying_party_identifier":"example.com","brand_new":1}
        """;

    public const string NetworkAcl = """
        {"id":"acl_0000000000000001","description":"Block a country","active":true,"priority":10,"rule":{"action":{"block":true},"match":{"geo_country_codes":["AQ"]},"scope":"tenant"},
         "created_at":"2026-08-09T10:11:12.130Z","updated_at":"2026-08-09T10:11:12.131Z","brand_new":1}
        """;

    public const string BrandingTheme = """
        {"themeId":"0000000000000001","displayName":"Night","colors":{"primary_button":"#635dff"},"fonts":{"font_url":""},"borders":{"button_border_radius":3},"page_background":{"page_layout":"center"},
         "widget":{"logo_position":"center"},"identifiers":{"login_display":"unified"},"brand_new":1}
        """;

    public const string Branding = """
        {"logo_url":"https://l/","favicon_url":"https://f/","colors":{"primary":"#635dff","page_background":"#ffffff"},"font":{"url":"https://t/"},"brand_new":1}
        """;

    public const string PromptSetting = """
        {"universal_login_experience":"new","identifier_first":true,"webauthn_platform_first_factor":false,"brand_new":1}
        """;

    public const string UniversalLoginTemplate = """
        {"body":"<html></html>","brand_new":1}
        """;
}
