namespace Auth0Flows.Tests.Api;

/// <summary>An object of each kind in its documented form, with additional unknown data.</summary>
internal static partial class DocumentedObject
{
    public const string User = """
        {"user_id":"auth0|507f1f77bcf86cd799439020","email":"ada@example.com","email_verified":true,"username":"ada","phone_number":"+15550100","phone_verified":false,
         "name":"Ada Lovelace","given_name":"Ada","family_name":"Lovelace","nickname":"ada","picture":"https://p/",
         "identities":[{"connection":"Initial-Connection","user_id":"507f1f77bcf86cd799439020","provider":"auth0","isSocial":false},
          {"connection":"google-oauth2","user_id":"115015401343387192604","provider":"google-oauth2","isSocial":true,"access_token":"t0ken-1","access_token_secret":"t0ken-2",
           "refresh_token":"t0ken-3","expires_in":3599,"profileData":{"email":"ada@gmail.example","email_verified":true}}],
         "user_metadata":{"theme":"dark","Theme":"light"},"app_metadata":{"plan":{"level":3}},"blocked":false,"multifactor":["guardian"],
         "multifactor_last_modified":"2026-02-03T04:05:06.007Z","logins_count":42,"last_login":"2026-08-09T10:11:12.130Z","last_ip":"203.0.113.7",
         "last_password_reset":"2026-01-02T03:04:05.000Z","created_at":"2020-01-01T00:00:00.000Z","updated_at":"2026-08-09T10:11:12.131Z",
         "shoe_size":43.5,"groups":["a",{"b":null}]}
        """;

    public const string Connection = """
        {"id":"con_0000000000000001","name":"acme-oidc","display_name":"Acme","strategy":"oidc","realms":["acme-oidc"],"enabled_clients":["abc"],
         "is_domain_connection":false,"show_as_button":true,"metadata":{"owner":"it"},"authentication":{"active":true},"connected_accounts":{"active":false},
         "options":{"client_id":"public-1","client_secret":"s3cret-1","scope":"openid","type":"back_channel","token_endpoint":"https://t/",
          "gateway_authentication":{"method":"bearer","secret":"s3cret-2","secret_base64_encoded":false},"twilio_sid":"public-2","twilio_token":"s3cret-3",
          "configuration":{"DB_URL":"s3cret-4"},"decryptionKey":{"key":"s3cret-5","cert":"s3cret-6"},"customHeaders":{"Authorization":"s3cret-7"},
          "adfs":[{"consumerSecret":"s3cret-8","entityId":"public-3"}],"authentication_methods":{"password":{"enabled":true,"api_behavior":"required"}},
          "ext_access_token":true,"passwordPolicy":"good","provisioning_ticket_url":"s3cret-9","signing_key":{"key":"s3cret-10"}},
         "brand_new":{"x":1}}
        """;

    public const string ResourceServer = """
        {"id":"5f0000000000000000000001","name":"Orders","identifier":"https://orders.example.com/","is_system":false,
         "scopes":[{"value":"read:orders","description":"Read orders"},{"value":"write:orders","brand_new":1}],"signing_alg":"HS256","signing_secret":"s3cret-1",
         "allow_offline_access":true,"skip_consent_for_verifiable_first_party_clients":true,"token_lifetime":86400,"token_lifetime_for_web":7200,
         "enforce_policies":true,"token_dialect":"access_token_authz","token_encryption":{"format":"compact-nested-jwe"},"consent_policy":"transactional-authorization-with-mfa",
         "authorization_details":[{"type":"payment"}],"proof_of_possession":{"mechanism":"dpop","required":false},
         "subject_type_authorization":{"client":{"policy":"require_client_grant"}},"client_id":"abc","brand_new":true}
        """;

    public const string ClientGrant = """
        {"id":"cgr_0000000000000001","client_id":"abc","audience":"https://orders.example.com/","scope":["read:orders"],"allow_all_scopes":false,"organization_usage":"allow",
         "allow_any_organization":true,"subject_type":"client","authorization_details_types":["payment"],"is_system":false,"brand_new":"x"}
        """;

    public const string Organization = """
        {"id":"org_0000000000000001","name":"acme","display_name":"Acme Inc.","branding":{"logo_url":"https://l/","colors":{"primary":"#ff0000"}},"metadata":{"tier":"gold"},
         "token_quota":{"client_credentials":{"per_day":100}},"brand_new":[1]}
        """;

    public const string Member = """
        {"user_id":"auth0|1","name":"Ada","email":"ada@example.com","picture":"https://p/","roles":[{"id":"rol_0000000000000001","name":"admin"}],"brand_new":1}
        """;

    public const string Role =
        """{"id":"rol_0000000000000001","name":"admin","description":"May do all","type":"organization","owner_id":"org_0000000000000001","brand_new":1}""";

    public const string Permission = """
        {"permission_name":"read:orders","resource_server_identifier":"https://orders.example.com/","resource_server_name":"Orders","description":"Read orders",
         "sources":[{"source_id":"","source_name":"","source_type":"DIRECT"},{"source_id":"rol_0000000000000001","source_name":"admin","source_type":"ROLE","brand_new":1}],"brand_new":1}
        """;

    public const string UserBlock =
        """{"identifier":"ada@example.com","ip":"203.0.113.7","connection":"Initial-Connection","brand_new":1}""";

    public const string Log = """
        {"log_id":"90020260809101112","_id":"90020260809101112","date":"2026-08-09T10:11:12.130Z","type":"fp","description":"Wrong email or password.","client_id":"abc","client_name":"Shop",
         "user_id":"auth0|1","user_name":"ada@example.com","connection":"Initial-Connection","connection_id":"con_0000000000000001","strategy":"auth0","strategy_type":"database",
         "organization_id":"org_0000000000000001","organization_name":"acme","audience":"https://orders.example.com/","scope":["openid","read:orders"],"ip":"203.0.113.7",
         "hostname":"acme.eu.auth0.com","user_agent":"Firefox","isMobile":false,"location_info":{"country_code":"AT"},"security_context":{"ja4":"t13d"},
         "details":{"error":{"message":"Wrong"}},"tenant_name":"acme"}
        """;

    public const string Job = """
        {"id":"job_0000000000000001","type":"users_import","status":"completed","status_details":"done","percentage_done":100,"time_left_seconds":0,"created_at":"2026-08-09T10:11:12.130Z",
         "connection_id":"con_0000000000000001","connection":"Initial-Connection","format":"json","location":"https://s3.example.com/users.gz?Signature=s3cret-1",
         "summary":{"failed":1,"updated":2,"inserted":3,"total":6},"external_id":"mine","limit":5}
        """;

    public const string JobError = """
        {"user":{"email":"ada@example.com","password_hash":"s3cret-1","custom_password_hash":{"algorithm":"s3cret-2","hash":{"value":"s3cret-3"}},
          "mfa_factors":[{"totp":{"secret":"s3cret-4"}},{"phone":{"value":"+15550100"}}]},
         "errors":[{"code":"DUPLICATED_USER","message":"The user already exists.","path":"email","brand_new":1}],"brand_new":1}
        """;

    public const string Invitation = """
        {"id":"uinv_0000000000000001","organization_id":"org_0000000000000001","inviter":{"name":"Jane Doe"},"invitee":{"email":"ada@example.com"},
         "invitation_url":"https://acme.example/login?invitation=s3cret-1&organization=org_0000000000000001","ticket_id":"s3cret-2",
         "created_at":"2026-08-20T19:10:06.299Z","expires_at":"2026-08-27T19:10:06.299Z","client_id":"abc","connection_id":"con_0000000000000001",
         "app_metadata":{"plan":"gold"},"user_metadata":{"theme":"dark"},"roles":["rol_0000000000000001"],"brand_new":1}
        """;

    public const string OrganizationConnection = """
        {"connection_id":"con_0000000000000001","assign_membership_on_login":true,"show_as_button":false,"is_signup_enabled":true,
         "connection":{"name":"acme-oidc","strategy":"oidc"},"brand_new":1}
        """;

    public const string ConnectionClient = """{"client_id":"abc","brand_new":1}""";

    public const string ScimConfiguration = """
        {"connection_id":"con_0000000000000001","connection_name":"acme-oidc","strategy":"oidc","tenant_name":"acme","user_id_attribute":"externalId",
         "mapping":[{"auth0":"preferred_username","scim":"userName"}],"created_at":"2026-08-20T19:10:06.299Z","updated_on":"2026-08-21T19:10:06.299Z","brand_new":1}
        """;

    public const string ScimToken = """
        {"token_id":"tok_0000000000000001","token":"s3cret-1","scopes":["get:users","post:users"],"created_at":"2026-08-20T19:10:06.299Z",
         "valid_until":"2026-09-20T19:10:06.299Z","last_used_at":"2026-08-21T19:10:06.299Z","brand_new":1}
        """;

    public const string ClientCredential = """
        {"id":"cred_0000000000000000000001","name":"main","kid":"IZSSTECp0123456789","alg":"RS256","credential_type":"x509_cert","subject_dn":"CN=acme",
         "thumbprint_sha256":"a1b2","created_at":"2026-08-20T19:10:06.299Z","updated_at":"2026-08-21T19:10:06.299Z","expires_at":"2027-08-20T19:10:06.299Z","brand_new":1}
        """;

    public const string SelfServiceProfile = """
        {"id":"ssp_0000000000000000000001","name":"Customers","description":"For all","user_attributes":[{"name":"email","description":"E-mail","is_optional":false}],
         "allowed_strategies":["oidc","samlp"],"branding":{"logo_url":"https://l/"},"user_attribute_profile_id":"uap_1",
         "created_at":"2026-08-20T19:10:06.299Z","updated_at":"2026-08-21T19:10:06.299Z","brand_new":1}
        """;

    public const string SelfServiceTicket =
        """{"ticket":"https://acme.eu.auth0.com/self-service/connections-flow?ticket=s3cret-1","brand_new":1}""";

    public const string TokenExchangeProfile = """
        {"id":"tep_0000000000000001","name":"Legacy tokens","subject_token_type":"urn:acme:legacy","action_id":"4a5b","type":"custom_authentication",
         "created_at":"2026-08-20T19:10:06.299Z","updated_at":"2026-08-21T19:10:06.299Z","brand_new":1}
        """;
}
