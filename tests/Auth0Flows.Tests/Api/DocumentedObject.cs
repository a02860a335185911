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

    public const string UserSession = """
        {"id":"ses_0000000000000001","user_id":"auth0|1","created_at":"2026-08-09T10:11:12.130Z","updated_at":"2026-08-09T10:11:12.131Z","authenticated_at":"2026-08-09T10:11:12.132Z",
         "idle_expires_at":"2026-08-12T10:11:12.130Z","expires_at":"2026-08-16T10:11:12.130Z","last_interacted_at":"2026-08-10T10:11:12.130Z",
         "device":{"initial_user_agent":"Firefox","initial_ip":"203.0.113.7","initial_asn":"64496","last_user_agent":"Chrome","last_ip":"203.0.113.8","last_asn":"64496"},
         "clients":[{"client_id":"abc"},{"client_id":"def"}],"authentication":{"methods":[{"name":"mfa","timestamp":"2026-08-09T10:11:12.130Z","type":"otp"}]},
         "cookie":{"mode":"persistent"},"session_metadata":{"risk":"low"},"actor":{"sub":"auth0|2"},"brand_new":1}
        """;

    public const string UserRefreshToken = """
        {"id":"rt_0000000000000001","user_id":"auth0|1","client_id":"abc","session_id":"ses_0000000000000001","rotating":true,"created_at":"2026-08-09T10:11:12.130Z",
         "idle_expires_at":"2026-08-12T10:11:12.130Z","expires_at":"2026-08-16T10:11:12.130Z","last_exchanged_at":"2026-08-10T10:11:12.130Z",
         "device":{"initial_user_agent":"Firefox","initial_ip":"203.0.113.7","initial_asn":"64496","last_user_agent":"Chrome","last_ip":"203.0.113.8","last_asn":"64496"},
         "resource_servers":[{"audience":"https://orders.example.com/","scopes":"openid read:orders"}],"refresh_token_metadata":{"risk":"low"},"brand_new":1}
        """;

    public const string UserGrant = """
        {"id":"64536d37bcb1beb69830d075","clientID":"abc","user_id":"auth0|1","audience":"https://orders.example.com/","scope":["read:orders"],
         "organization_id":"org_0000000000000001","brand_new":1}
        """;

    public const string UserDevice = """
        {"id":"dcr_0000000000000001","device_name":"Ada's phone","device_id":"550e8400","type":"public_key","user_id":"auth0|1","client_id":"abc","brand_new":1}
        """;

    public const string AuthenticationMethod = """
        {"id":"passkey|dev_0000000000000001","type":"passkey","confirmed":true,"name":"Ada's phone","authentication_methods":[{"type":"push","id":"push|dev_1"}],
         "preferred_authentication_method":"sms","link_id":"link_1","phone_number":"+15550100","email":"ada@example.com","key_id":"k1","public_key":"MFkw",
         "created_at":"2026-08-09T10:11:12.130Z","enrolled_at":"2026-08-09T10:11:12.131Z","last_auth_at":"2026-08-10T10:11:12.130Z","credential_device_type":"multi_device",
         "credential_backed_up":true,"identity_user_id":"1","user_agent":"Firefox","user_handle":"h1","transports":["internal"],"aaguid":"00000000-0000-0000-0000-000000000000",
         "relying_party_identifier":"acme.example.com","brand_new":1}
        """;

    public const string Ticket = """{"ticket":"https://acme.eu.auth0.com/u/reset-verify?ticket=public-1#","brand_new":1}""";

    public const string MfaEnrollmentTicket =
        """{"ticket_id":"public-1","ticket_url":"https://acme.eu.auth0.com/mfa/enrollment?ticket=public-1","brand_new":1}""";

    public const string Log = """
        {"log_id":"90020260809101112","_id":"90020260809101112","date":"2026-08-09T10:11:12.130Z","type":"fp","description":"Wrong email or password.","client_id":"abc","client_name":"Shop",
         "user_id":"auth0|1","user_name":"ada@example.com","connection":"Initial-Connection","connection_id":"con_0000000000000001","strategy":"auth0","strategy_type":"database",
         "organization_id":"org_0000000000000001","organization_name":"acme","audience":"https://orders.example.com/","scope":["openid","read:orders"],"ip":"203.0.113.7",
         "hostname":"acme.eu.auth0.com","user_agent":"Firefox","isMobile":false,"location_info":{"country_code":"AT"},"security_context":{"ja4":"t13d"},
         "details":{"error":{"message":"Wrong"}},"tenant_name":"acme","environment_name":"prod-eu-1","auth0_client":{"name":"auth0-spa-js"},
         "$event_schema":{"version":"1.0.0"},"brand_new":1}
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

    public const string Action = """
        {"id":"910b1053-577f-4d81-a8c8-020e7319a38a","name":"Add plan","supported_triggers":[{"id":"post-login","version":"v3","status":"CURRENT"}],"code":"exports.x = 1;",
         "dependencies":[{"name":"lodash","version":"4.17.21","registry_url":"https://r/"}],"runtime":"node22","secrets":[{"name":"API_KEY","updated_at":"2026-01-02T03:04:05.000Z"}],
         "status":"built","built_at":"2026-01-02T03:04:06.000Z","all_changes_deployed":false,"deployed_version":{"id":"12a3b9e6-06e6-4a29-96bf-90c82fe79a0d","number":2,"status":"built"},
         "installed_integration_id":"7d2bc0c9-c0c2-433a-9f4e-86ef80270aad","integration":{"id":"i","name":"Proofs"},"modules":[{"module_name":"m","module_version_number":1}],"deploy":false,
         "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-02T03:04:05.000Z","brand_new":1}
        """;

    public const string ActionVersion = """
        {"id":"12a3b9e6-06e6-4a29-96bf-90c82fe79a0d","action_id":"910b1053-577f-4d81-a8c8-020e7319a38a","number":2,"deployed":true,"status":"failed",
         "errors":[{"id":"syntax_error","msg":"Unexpected token","url":"https://e/","brand_new":1}],"code":"exports.x = 1;","dependencies":[{"name":"lodash","version":"4.17.21"}],
         "runtime":"node22","secrets":[{"name":"API_KEY","updated_at":"2026-01-02T03:04:05.000Z"}],"supported_triggers":[{"id":"post-login","version":"v3"}],
         "action":{"id":"910b1053-577f-4d81-a8c8-020e7319a38a","name":"Add plan"},"modules":[{"module_name":"m"}],"built_at":"2026-01-02T03:04:06.000Z",
         "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-02T03:04:05.000Z","brand_new":1}
        """;

    public const string ActionTrigger = """
        {"id":"post-login","version":"v3","status":"CURRENT","runtimes":["node18","node22"],"default_runtime":"node22","compatible_triggers":[{"id":"post-login","version":"v2"}],
         "binding_policy":"trigger-bound","brand_new":1}
        """;

    public const string ActionBinding = """
        {"id":"4a881e22-0562-4178-bc91-b0f2b321dc13","trigger_id":"post-login","display_name":"Plan","action":{"id":"910b1053-577f-4d81-a8c8-020e7319a38a","name":"Add plan"},
         "created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-02T03:04:05.000Z","brand_new":1}
        """;

    public const string ActionTest = """{"payload":{"logs":"hello","stats":{"action_duration_ms":4}},"brand_new":1}""";

    public const string LogStream = """
        {"id":"lst_0000000000000001","name":"Archive","type":"http","status":"active","isPriority":false,"filters":[{"type":"category","name":"auth.login.fail"}],
         "pii_config":{"log_fields":["email"],"method":"hash"},"startFrom":"2026-01-01T00:00:00.000Z",
         "sink":{"httpEndpoint":"https://public.example.com/","httpAuthorization":"s3cret-1","httpContentFormat":"JSONLINES","datadogApiKey":"s3cret-2","splunkToken":"s3cret-3",
          "segmentWriteKey":"s3cret-4","mixpanelServiceAccountPassword":"s3cret-5","httpCustomHeaders":[{"header":"s3cret-6","value":"s3cret-7"}],"sumoSourceAddress":"s3cret-8"},
         "brand_new":1}
        """;

    public const string EmailTemplate = """
        {"template":"verify_email","enabled":true,"from":"Acme <a@example.com>","subject":"Verify","body":"<p>{{ url }}</p>","syntax":"liquid","resultUrl":"https://r/",
         "urlLifetimeInSeconds":3600,"includeEmailInRedirect":false,"brand_new":1}
        """;

    public const string EmailProvider = """
        {"name":"smtp","enabled":true,"default_from_address":"a@example.com","credentials":{"smtp_host":"mail.example.com","smtp_port":587,"smtp_user":"public-1","smtp_pass":"s3cret-1",
          "api_key":"s3cret-2","accessKeyId":"public-2","secretAccessKey":"s3cret-3","connectionString":"s3cret-4","clientSecret":"s3cret-5"},"settings":{"headers":{"X":"y"}},"brand_new":1}
        """;

    public const string Tenant = """
        {"friendly_name":"Acme","picture_url":"https://p/","support_email":"s@example.com","support_url":"https://s/","default_audience":"https://a/","default_directory":"users",
         "default_redirection_uri":"https://d/","allowed_logout_urls":["https://o/"],"enabled_locales":["en","de"],"session_lifetime":168,"idle_session_lifetime":72.5,
         "ephemeral_session_lifetime":24,"idle_ephemeral_session_lifetime":12,"sandbox_version":"22","legacy_sandbox_version":"12","sandbox_versions_available":["22","18"],
         "flags":{"enable_client_connections":false},"change_password":{"enabled":false},"guardian_mfa_page":{"enabled":false},"error_page":{"url":"https://e/"},
         "device_flow":{"charset":"base20"},"default_token_quota":{"clients":{}},"security_headers":{"x_xss_protection":null},"session_cookie":{"mode":"persistent"},
         "sessions":{"oidc_logout_prompt_enabled":true},"oidc_logout":{"rp_logout_end_session_endpoint_discovery":true},"customize_mfa_in_postlogin_action":false,
         "allow_organization_name_in_authentication_api":true,"acr_values_supported":["a"],"mtls":{"enable_endpoint_aliases":false},"pushed_authorization_requests_supported":true,
         "authorization_response_iss_parameter_supported":false,"skip_non_verifiable_callback_uri_confirmation_prompt":false,"resource_parameter_profile":"audience",
         "client_id_metadata_document_supported":false,"enable_ai_guide":false,"phone_consolidated_experience":true,"include_session_metadata_in_tenant_logs":false,
         "dynamic_client_registration_security_mode":"strict","country_codes":{"mode":"allow","list":["AT"]},"brand_new":1}
        """;

    public const string SigningKey = """
        {"kid":"21hi274Rp02112mgkUGma","current":true,"next":false,"previous":false,"revoked":false,"current_since":"2026-01-01T00:00:00.000Z","current_until":"2026-02-01T00:00:00.000Z",
         "revoked_at":"2026-03-01T00:00:00.000Z","fingerprint":"CC:FB","thumbprint":"7B:8A","cert":"-----BEGIN CERTIFICATE-----","pkcs7":"-----BEGIN PKCS7-----","brand_new":1}
        """;

    public const string EncryptionKey = """
        {"kid":"5ed4f6c9-0b0a-4b1b-8f0b-000000000001","type":"customer-provided-root-key","state":"active","parent_kid":"5ed4f6c9-0b0a-4b1b-8f0b-000000000002",
         "public_key":"-----BEGIN PUBLIC KEY-----","created_at":"2026-01-01T00:00:00.000Z","updated_at":"2026-01-02T00:00:00.000Z","brand_new":1}
        """;

    public const string WrappingKey = """{"public_key":"-----BEGIN PUBLIC KEY-----","algorithm":"CKM_RSA_AES_KEY_WRAP","brand_new":1}""";

    public const string DailyStatistic = """
        {"date":"2026-01-01T00:00:00.000Z","logins":100,"signups":10,"leaked_passwords":1,"created_at":"2026-01-01T00:01:00.000Z","updated_at":"2026-01-02T00:00:00.000Z","brand_new":1}
        """;

    public const string AttackProtection = """
        {"enabled":true,"shields":["block"],"allowlist":["203.0.113.7"],"mode":"count_per_identifier","max_attempts":10,"method":"standard","admin_notification_frequency":["daily"],
         "stage":{"pre-login":{"max_attempts":100,"rate":864000}},"bot_detection_level":"medium","challenge_password_policy":"when_risky","challenge_passwordless_policy":"never",
         "challenge_password_reset_policy":"always","monitoring_mode_enabled":false,"active_provider_id":"recaptcha_v2","auth_challenge":{"fail_open":false},"simple_captcha":{},
         "recaptcha_v2":{"site_key":"s","secret":"s3cret-1"},"recaptcha_enterprise":{"site_key":"s","api_key":"s3cret-2"},"hcaptcha":{"site_key":"s"},"friendly_captcha":{"site_key":"s"},
         "arkose":{"site_key":"s"},"type":"exponential","brand_new":1}
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
