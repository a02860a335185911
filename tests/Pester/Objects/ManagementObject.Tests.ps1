BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    Get-Auth0Token -Audience $tenant.ManagementAudience | Out-Null

    # Reads an object of a kind from JSON.
    function Read-Object($Resource, [string] $Json) {
        $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = $Json })
        $session.GetAsync($Resource, 'x', $null, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
    }

    $objects = @{
        User = Read-Object ([Auth0Resources]::Users) '{"user_id":"auth0|507f1f77bcf86cd799439020","email":"ada@example.com","email_verified":true,"name":"Ada Lovelace","last_login":"2026-08-09T10:11:12.130Z",
            "blocked":false,"user_metadata":{"theme":"dark"},"shoe_size":43,"identities":[{"connection":"google-oauth2","provider":"google-oauth2","user_id":"115015401343387192604","isSocial":true,
            "access_token":"s3cret-1","access_token_secret":"s3cret-2","refresh_token":"s3cret-3"}]}'
        Identity = $null
        Connection = Read-Object ([Auth0Resources]::Connections) '{"id":"con_0000000000000001","name":"acme-oidc","strategy":"oidc","enabled_clients":["abc"],
            "options":{"client_id":"public-1","client_secret":"s3cret-1","gateway_authentication":{"method":"bearer","secret":"s3cret-2"},"configuration":{"DB":"s3cret-3"}}}'
        Api = Read-Object ([Auth0Resources]::ResourceServers) '{"id":"5f0000000000000000000001","name":"Orders","identifier":"https://orders.example.com/","scopes":[{"value":"read:orders","description":"Read orders"},
            {"value":"write:orders"}],"signing_alg":"HS256","signing_secret":"s3cret-1","token_lifetime":86400}'
        Scope = $null
        Grant = Read-Object ([Auth0Resources]::ClientGrants) '{"id":"cgr_0000000000000001","client_id":"abcdefghijklmnopqrstuvwxyz012345","audience":"https://a.example/","scope":["read:orders","write:orders"]}'
        Organization = Read-Object ([Auth0Resources]::Organizations) '{"id":"org_0000000000000001","name":"acme","display_name":"Acme Inc.","branding":{"logo_url":"https://l/"}}'
        Member = Read-Object ([Auth0Resources]::OrganizationMembers('org_1')) '{"user_id":"auth0|507f1f77bcf86cd799439020","name":"Ada","email":"ada@example.com","roles":[{"id":"rol_1","name":"admin"}]}'
        Invitation = Read-Object ([Auth0Resources]::OrganizationInvitations('org_1')) '{"id":"uinv_0000000000000001","organization_id":"org_0000000000000001","inviter":{"name":"Jane Doe"},"invitee":{"email":"ada@example.com"},
            "invitation_url":"https://a.example/?invitation=s3cret-1","ticket_id":"s3cret-2","expires_at":"2026-08-09T10:11:12.130Z","client_id":"abc","roles":["rol_1"]}'
        Enabled = Read-Object ([Auth0Resources]::OrganizationConnections('org_1')) '{"connection_id":"con_0000000000000001","assign_membership_on_login":true,"connection":{"name":"acme-oidc","strategy":"oidc"}}'
        ConnectionClient = Read-Object ([Auth0Resources]::ConnectionClients('con_1')) '{"client_id":"abcdefghijklmnopqrstuvwxyz012345"}'
        Scim = Read-Object ([Auth0Resources]::ScimConfigurations) '{"connection_id":"con_0000000000000001","connection_name":"acme-oidc","strategy":"oidc","user_id_attribute":"externalId","mapping":[{"auth0":"preferred_username","scim":"userName"}]}'
        ScimToken = Read-Object ([Auth0Resources]::ScimTokens('con_1')) '{"token_id":"tok_0000000000000001","token":"s3cret-1","scopes":["get:users"],"valid_until":"2026-08-09T10:11:12.130Z","last_used_at":"2026-08-08T10:11:12.130Z"}'
        Credential = Read-Object ([Auth0Resources]::ClientCredentials('abc')) '{"id":"cred_0000000000000000000001","name":"main","kid":"IZSSTECp0123456789","alg":"RS256","credential_type":"public_key","expires_at":"2026-08-09T10:11:12.130Z"}'
        SelfService = Read-Object ([Auth0Resources]::SelfServiceProfiles) '{"id":"ssp_0000000000000000000001","name":"Customers","allowed_strategies":["oidc"],"user_attributes":[{"name":"email","description":"E-mail","is_optional":true}]}'
        Ticket = Read-Object ([Auth0Resources]::SelfServiceTickets('ssp_1')) '{"ticket":"https://acme.eu.auth0.com/?ticket=s3cret-1"}'
        Exchange = Read-Object ([Auth0Resources]::TokenExchangeProfiles) '{"id":"tep_0000000000000001","name":"Legacy","subject_token_type":"urn:acme:legacy","action_id":"4a5b"}'
        Role = Read-Object ([Auth0Resources]::Roles) '{"id":"rol_0000000000000001","name":"admin","description":"May do all"}'
        Permission = Read-Object ([Auth0Resources]::UserPermissions('auth0|1')) '{"permission_name":"read:orders","resource_server_identifier":"https://orders.example.com/","resource_server_name":"Orders","description":"Read orders",
            "sources":[{"source_id":"","source_name":"","source_type":"DIRECT"},{"source_id":"rol_1","source_name":"admin","source_type":"ROLE"}]}'
        Source = $null
        UserBlock = Read-Object ([Auth0Resources]::UserBlocks('auth0|1')) '{"identifier":"ada@example.com","ip":"203.0.113.7","connection":"Initial-Connection"}'
        UserSession = Read-Object ([Auth0Resources]::UserSessions) '{"id":"ses_0000000000000001","user_id":"auth0|1","last_interacted_at":"2026-08-09T10:11:12.130Z","clients":[{"client_id":"abc"},{"client_id":"def"}],
            "device":{"initial_ip":"203.0.113.6","last_ip":"203.0.113.7","last_user_agent":"Firefox"},"authentication":{"methods":[{"name":"pwd"}]}}'
        UserRefreshToken = Read-Object ([Auth0Resources]::UserRefreshTokens) '{"id":"rt_0000000000000001","user_id":"auth0|1","client_id":"abcdefghijklmnopqrstuvwxyz012345","last_exchanged_at":"2026-08-09T10:11:12.130Z",
            "resource_servers":[{"audience":"https://a.example/","scopes":"openid"}],"device":{"initial_ip":"203.0.113.6"}}'
        UserGrant = Read-Object ([Auth0Resources]::UserGrants) '{"id":"64536d37bcb1beb69830d075","clientID":"abcdefghijklmnopqrstuvwxyz012345","user_id":"auth0|1","audience":"https://a.example/","scope":["read:a","write:a"]}'
        UserDevice = Read-Object ([Auth0Resources]::UserDevices) '{"id":"dcr_0000000000000001","device_name":"Firefox","type":"refresh_token","user_id":"auth0|1","client_id":"abc"}'
        Method = Read-Object ([Auth0Resources]::AuthenticationMethodsOf('auth0|1')) '{"id":"phone|dev_0000000000000001","type":"phone","phone_number":"+15550100","last_auth_at":"2026-08-09T10:11:12.130Z"}'
        PasswordTicket = Read-Object ([Auth0Resources]::PasswordTickets) '{"ticket":"https://a.example/u/reset"}'
        MfaTicket = Read-Object ([Auth0Resources]::MfaEnrollmentTickets) '{"ticket_id":"t1","ticket_url":"https://a.example/mfa"}'
        Log = Read-Object ([Auth0Resources]::Logs) '{"log_id":"90020260809101112","date":"2026-08-09T10:11:12.130Z","type":"fp","description":"Wrong password.","client_name":"Shop","user_name":"ada","details":{"a":{"b":1}}}'
        Job = Read-Object ([Auth0Resources]::Jobs) '{"id":"job_0000000000000001","type":"users_export","status":"processing","percentage_done":42,"created_at":"2026-08-09T10:11:12.130Z",
            "location":"https://s3.example.com/users.gz?Signature=s3cret-1"}'
        Action = Read-Object ([Auth0Resources]::Actions) '{"id":"910b1053-577f-4d81-a8c8-020e7319a38a","name":"Add plan","supported_triggers":[{"id":"post-login","version":"v3"}],"status":"built","all_changes_deployed":false,
            "deployed_version":{"id":"v","number":2},"dependencies":[{"name":"lodash","version":"4.17.21"}],"secrets":[{"name":"API_KEY"}],"code":"exports.x = 1;"}'
        Version = Read-Object ([Auth0Resources]::ActionVersions('a')) '{"id":"12a3b9e6-06e6-4a29-96bf-90c82fe79a0d","action_id":"a","number":2,"status":"failed","deployed":false,"created_at":"2026-08-09T10:11:12.130Z","errors":[{"id":"e","msg":"Unexpected token"}]}'
        Trigger = Read-Object ([Auth0Resources]::ActionTriggers) '{"id":"post-login","version":"v3","status":"CURRENT","default_runtime":"node22","runtimes":["node18","node22"]}'
        Binding = Read-Object ([Auth0Resources]::ActionBindings('post-login')) '{"id":"b","trigger_id":"post-login","display_name":"Plan","action":{"id":"910b1053-577f-4d81-a8c8-020e7319a38a","name":"Add plan"}}'
        LogStream = Read-Object ([Auth0Resources]::LogStreams) '{"id":"lst_0000000000000001","name":"Archive","type":"http","status":"active","filters":[{"type":"category","name":"user.fail"}],"sink":{"httpEndpoint":"https://l/","httpAuthorization":"s3cret-1"}}'
        Template = Read-Object ([Auth0Resources]::EmailTemplates) '{"template":"verify_email","enabled":true,"subject":"Verify","from":"a@example.com","body":"<p>"}'
        Provider = Read-Object ([Auth0Resources]::EmailProvider) '{"name":"smtp","enabled":true,"default_from_address":"a@example.com","credentials":{"smtp_host":"mail.example.com","smtp_pass":"s3cret-1"}}'
        Protection = Read-Object ([Auth0Resources]::AttackProtection('BruteForceProtection')) '{"enabled":true,"shields":["block"],"allowlist":["203.0.113.7"],"max_attempts":10}'
        Tenant = Read-Object ([Auth0Resources]::Tenant) '{"friendly_name":"Acme","support_email":"s@example.com","default_audience":"https://a/","session_lifetime":168,"flags":{"enable_sso":true,"enable_pipeline2":false}}'
        SigningKey = Read-Object ([Auth0Resources]::SigningKeys) '{"kid":"21hi274Rp02112mgkUGma","current":true,"current_since":"2026-08-09T10:11:12.130Z","cert":"PEM"}'
        EncryptionKey = Read-Object ([Auth0Resources]::EncryptionKeys) '{"kid":"5ed4f6c9-0b0a-4b1b-8f0b-000000000001","type":"tenant-master-key","state":"active","parent_kid":"p"}'
        Statistic = Read-Object ([Auth0Resources]::DailyStatistics) '{"date":"2026-08-09T00:00:00.000Z","logins":100,"signups":10,"leaked_passwords":1}'
        JobError = Read-Object ([Auth0Resources]::JobErrors('job_1')) '{"user":{"email":"ada@example.com","password_hash":"s3cret-1"},"errors":[{"code":"DUPLICATED_USER","message":"The user already exists.","path":"email"}]}'
        Reason = $null
        Summary = (Read-Object ([Auth0Resources]::Jobs) '{"id":"j","summary":{"failed":1,"updated":2,"inserted":3,"total":6}}').Summary
    }
    $objects.Identity = $objects.User.Identities[0]
    $objects.Scope = $objects.Api.Scopes[0]
    $objects.Source = $objects.Permission.Sources[1]
    $objects.Reason = $objects.JobError.Errors[0]
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'The objects of the Management API' {
    It 'shows <Name> in a table of 80 characters' -ForEach @(
        @{ Name = 'User'; Columns = 'User', 'LastLogin', 'Blocked', 'UserId'; Values = 'ada@example.com', '2026-08-09 10:11:12Z', 'False', 'auth0|507f1f77bcf86cd799439020' }
        @{ Name = 'Identity'; Columns = 'Connection', 'Provider', 'UserId'; Values = 'google-oauth2', '115015401343387192604' }
        @{ Name = 'Connection'; Columns = 'Name', 'Strategy', 'Id'; Values = 'acme-oidc', 'oidc', 'con_0000000000000001' }
        @{ Name = 'Api'; Columns = 'Name', 'Identifier', 'Scopes', 'TokenLifetime'; Values = 'Orders', 'https://orders.example.com/', ' 2 ', '86400' }
        @{ Name = 'Scope'; Columns = 'Value', 'Description'; Values = 'read:orders', 'Read orders' }
        @{ Name = 'Grant'; Columns = 'ClientId', 'Audience', 'Scope'; Values = 'abcdefghijklmnopqrstuvwxyz012345', 'https://a.example/', 'read:orders' }
        @{ Name = 'Organization'; Columns = 'Name', 'DisplayName', 'Id'; Values = 'acme', 'Acme Inc.', 'org_0000000000000001' }
        @{ Name = 'Member'; Columns = 'Email', 'Name', 'UserId'; Values = 'ada@example.com', 'Ada', 'auth0|507f1f77bcf86cd799439020' }
        @{ Name = 'Invitation'; Columns = 'Email', 'ExpiresAt', 'Id'; Values = 'ada@example.com', '2026-08-09 10:11:12Z', 'uinv_0000000000000001' }
        @{ Name = 'Enabled'; Columns = 'Name', 'Strategy', 'AssignMembership', 'ConnectionId'; Values = 'acme-oidc', 'oidc', 'True', 'con_0000000000000001' }
        @{ Name = 'ConnectionClient'; Columns = @('ClientId'); Values = @('abcdefghijklmnopqrstuvwxyz012345') }
        @{ Name = 'Scim'; Columns = 'ConnectionName', 'Strategy', 'UserIdAttribute', 'Mappings', 'ConnectionId'; Values = 'acme-oidc', 'oidc', 'externalId', 'con_0000000000000001' }
        @{ Name = 'ScimToken'; Columns = 'TokenId', 'Scopes', 'ValidUntil', 'LastUsedAt'; Values = 'tok_0000000000000001', 'get:users', '2026-08-09 10:11:12Z', '2026-08-08 10:11:12Z' }
        @{ Name = 'Credential'; Columns = 'Name', 'Type', 'ExpiresAt', 'Id'; Values = 'main', 'public_key', '2026-08-09 10:11:12Z', 'cred_0000000000000000000001' }
        @{ Name = 'SelfService'; Columns = 'Name', 'AllowedStrategies', 'Id'; Values = 'Customers', 'oidc', 'ssp_0000000000000000000001' }
        @{ Name = 'Ticket'; Columns = @('Ticket'); Values = @('********') }
        @{ Name = 'Exchange'; Columns = 'Name', 'SubjectTokenType', 'Id'; Values = 'Legacy', 'urn:acme:legacy', 'tep_0000000000000001' }
        @{ Name = 'Role'; Columns = 'Name', 'Description', 'Id'; Values = 'admin', 'May do all', 'rol_0000000000000001' }
        @{ Name = 'Permission'; Columns = 'Permission', 'Audience', 'Description'; Values = 'read:orders', 'https://orders.example.com/', 'Read orders' }
        @{ Name = 'Source'; Columns = 'SourceType', 'SourceName', 'SourceId'; Values = 'ROLE', 'admin', 'rol_1' }
        @{ Name = 'UserBlock'; Columns = 'Identifier', 'Ip', 'Connection'; Values = 'ada@example.com', '203.0.113.7', 'Initial-Connection' }
        @{ Name = 'Action'; Columns = 'Name', 'Trigger', 'Status', 'Deployed', 'Id'; Values = 'Add plan', 'post-login', 'built', 'changed', '910b1053' }
        @{ Name = 'Version'; Columns = 'Number', 'Status', 'Deployed', 'CreatedAt', 'Id'; Values = '2', 'failed', 'False', '2026-08-09 10:11:12Z', '12a3b9e6' }
        @{ Name = 'Trigger'; Columns = 'Trigger', 'Version', 'Status', 'DefaultRuntime', 'Runtimes'; Values = 'post-login', 'v3', 'CURRENT', 'node22' }
        @{ Name = 'Binding'; Columns = 'Trigger', 'DisplayName', 'ActionId'; Values = 'post-login', 'Plan', '910b1053-577f-4d81-a8c8-020e7319a38a' }
        @{ Name = 'LogStream'; Columns = 'Name', 'Type', 'Status', 'Id'; Values = 'Archive', 'http', 'active', 'lst_0000000000000001' }
        @{ Name = 'Template'; Columns = 'Template', 'Enabled', 'Subject', 'From'; Values = 'verify_email', 'True', 'Verify', 'a@example.com' }
        @{ Name = 'Provider'; Columns = 'Name', 'Enabled', 'DefaultFromAddress'; Values = 'smtp', 'True', 'a@example.com' }
        @{ Name = 'Protection'; Columns = 'Kind', 'Enabled', 'Shields', 'Allowed'; Values = 'BruteForceProtection', 'True', 'block', '203.0.113.7' }
        @{ Name = 'Tenant'; Columns = 'FriendlyName', 'SupportEmail', 'DefaultAudience', 'SessionLifetime'; Values = 'Acme', 's@example.com', 'https://a/', '168' }
        @{ Name = 'SigningKey'; Columns = 'Use', 'KeyId', 'CurrentSince', 'CurrentUntil'; Values = 'current', '21hi274Rp02112mgkUGma', '2026-08-09 10:11:12Z' }
        @{ Name = 'EncryptionKey'; Columns = 'Type', 'State', 'KeyId'; Values = 'tenant-master-key', 'active', '5ed4f6c9-0b0a-4b1b-8f0b-000000000001' }
        @{ Name = 'Statistic'; Columns = 'Date', 'Logins', 'Signups', 'LeakedPasswords'; Values = '2026-08-09', '100', '10', '1' }
        @{ Name = 'UserSession'; Columns = 'LastInteractedAt', 'Ip', 'Id', 'UserAgent'; Values = '2026-08-09 10:11:12Z', '203.0.113.7', 'ses_0000000000000001', 'Firefox' }
        @{ Name = 'UserRefreshToken'; Columns = 'ClientId', 'LastExchangedAt', 'Id'; Values = 'abcdefghijklmnopqrstuvwxyz012345', '2026-08-09 10:11:12Z', 'rt_0000000000000001' }
        @{ Name = 'UserGrant'; Columns = 'ClientId', 'Audience', 'Scope'; Values = 'abcdefghijklmnopqrstuvwxyz012345', 'https://a.example/', 'read:a write:a' }
        @{ Name = 'UserDevice'; Columns = 'DeviceName', 'Type', 'Id', 'ClientId'; Values = 'Firefox', 'refresh_token', 'dcr_0000000000000001', 'abc' }
        @{ Name = 'Method'; Columns = 'Type', 'Name', 'LastAuthAt', 'Id'; Values = 'phone', '+15550100', '2026-08-09 10:11:12Z', 'phone|dev_' }
        @{ Name = 'PasswordTicket'; Columns = 'User', 'Ticket'; Values = @('https://a.example/u/reset') }
        @{ Name = 'MfaTicket'; Columns = 'User', 'TicketUrl'; Values = @('https://a.example/mfa') }
        @{ Name = 'Log'; Columns = 'Date', 'Type', 'User', 'Client', 'Event'; Values = '2026-08-09 10:11:12Z', 'fp', 'ada', 'Shop', 'Wrong password' }
        @{ Name = 'Job'; Columns = 'Type', 'Status', 'Done', 'Id', 'Result'; Values = 'users_export', 'processing', '42 %', 'job_0000000000000001' }
        @{ Name = 'JobError'; Columns = 'User', 'Errors'; Values = 'ada@example.com', 'The user already exists.' }
        @{ Name = 'Reason'; Columns = 'Path', 'Code', 'Message'; Values = 'email', 'DUPLICATED_USER', 'The user already exists.' }
        @{ Name = 'Summary'; Columns = 'Inserted', 'Updated', 'Failed', 'Total'; Values = '3', '2', '1', '6' }
    ) {
        $header, $line, $row = ($objects[$Name] | Format-Table | Out-String -Width 80).Trim() -split '\r?\n'

        ($header.Trim() -split '\s+') | Should -Be $Columns
        $line | Should -Match '^[- ]+$' -Because 'a heading is one line'
        $Values | ForEach-Object { $row.Contains($_) | Should -BeTrue -Because "'$row' should hold '$_'" }
    }

    It 'shows what <Name> holds in a list' -ForEach @(
        @{ Name = 'User'; Lines = 'UserId\s+: auth0\|507f', 'Identities\s+: google-oauth2: google-oauth2\|115015401343387192604', 'UserMetadata\s+: theme: dark', 'Others\s+: shoe_size: 43' }
        @{ Name = 'Connection'; Lines = 'Options\s+: client_id: public-1', 'gateway_authentication: {"method":"bearer"}', 'Secrets\s+: client_secret\b' }
        @{ Name = 'Api'; Lines = @('Scopes\s+: \{read:orders, write:orders\}') }
        @{ Name = 'Grant'; Lines = @('Scope\s+: \{read:orders, write:orders\}') }
        @{ Name = 'Organization'; Lines = @('Branding\s+: logo_url: https://l/') }
        @{ Name = 'Member'; Lines = @('Roles\s+: admin') }
        @{ Name = 'Permission'; Lines = 'PermissionName\s+: read:orders', 'Sources\s+: DIRECT, admin' }
        @{ Name = 'UserBlock'; Lines = 'Identifier\s+: ada@example.com', 'Ip\s+: 203\.0\.113\.7' }
        @{ Name = 'UserSession'; Lines = 'ClientId\s+: abc, def', 'Ip\s+: 203\.0\.113\.7', 'Authentication\s+: methods: \[\{"name":"pwd"\}\]' }
        @{ Name = 'UserRefreshToken'; Lines = 'Audience\s+: https://a.example/', 'Ip\s+: 203\.0\.113\.6', 'ResourceServers\s+: https://a.example/: openid' }
        @{ Name = 'Method'; Lines = 'Id\s+: phone\|dev_', 'PhoneNumber\s+: \+15550100' }
        @{ Name = 'Invitation'; Lines = 'Email\s+: ada@example.com', 'Inviter\s+: Jane Doe', 'Roles\s+: \{rol_1\}' }
        @{ Name = 'Enabled'; Lines = 'Name\s+: acme-oidc', 'AssignMembershipOnLogin\s+: True' }
        @{ Name = 'Scim'; Lines = @('Mapping\s+: userName → preferred_username') }
        @{ Name = 'ScimToken'; Lines = @('HasToken\s+: True') }
        @{ Name = 'Credential'; Lines = 'Kid\s+: IZSSTECp0123456789', 'Alg\s+: RS256' }
        @{ Name = 'SelfService'; Lines = @('UserAttributes\s+: email: E-mail \(optional\)') }
        @{ Name = 'Exchange'; Lines = @('ActionId\s+: 4a5b') }
        @{ Name = 'Action'; Lines = 'DeployedVersion\s+: 2', 'Dependencies\s+: lodash@4\.17\.21', 'SecretNames\s+: API_KEY', 'Code\s+: exports' }
        @{ Name = 'Version'; Lines = @('Errors\s+: e: Unexpected token') }
        @{ Name = 'LogStream'; Lines = 'Filters\s+: \{?user\.fail', 'Sink\s+: httpEndpoint: https://l/', 'Secrets\s+: httpAuthorization' }
        @{ Name = 'Provider'; Lines = @('Credentials\s+: smtp_host: mail\.example\.com') }
        @{ Name = 'Protection'; Lines = 'AllowedAddresses\s+: \{203\.0\.113\.7\}', 'MaxAttempts\s+: 10' }
        @{ Name = 'Tenant'; Lines = @('Flags\s+: enable_sso$') }
        @{ Name = 'EncryptionKey'; Lines = 'State\s+: active', 'ParentKeyId\s+: p' }
        @{ Name = 'Log'; Lines = 'LogId\s+: 90020260809101112', 'Details\s+: a: {"b":1}' }
        @{ Name = 'Job'; Lines = @('PercentageDone\s+: 42') }
        @{ Name = 'JobError'; Lines = 'User\s+: email: ada@example.com', 'Errors\s+: email: The user already exists. \(DUPLICATED_USER\)' }
    ) {
        $list = $objects[$Name] | Format-List | Out-String -Width 200

        $Lines | ForEach-Object { $list | Should -Match "(?m)^\s*$_" }
    }

    It 'does not show the secrets of <Name>' -ForEach @(
        @{ Name = 'User'; Shown = 'ada@example.com' }
        @{ Name = 'Identity'; Shown = '115015401343387192604' }
        @{ Name = 'Connection'; Shown = 'public-1' }
        @{ Name = 'Api'; Shown = 'https://orders.example.com/' }
        @{ Name = 'Job'; Shown = 'job_0000000000000001' }
        @{ Name = 'JobError'; Shown = 'ada@example.com' }
        @{ Name = 'LogStream'; Shown = 'lst_0000000000000001' }
        @{ Name = 'Provider'; Shown = 'a@example.com' }
        @{ Name = 'Invitation'; Shown = 'uinv_0000000000000001' }
        @{ Name = 'ScimToken'; Shown = 'tok_0000000000000001' }
    ) {
        $object = $objects[$Name]
        $file = Join-Path $TestDrive "$Name.xml"
        Export-Clixml -InputObject $object -Path $file -Depth 9
        $output = @(
            "$object"
            $object | Out-String -Width 999
            $object | Format-List | Out-String -Width 999
            $object | Format-List -Property * -Force | Out-String -Width 999
            $object, 'among others', $object | Out-String -Width 999
            $object | ConvertTo-Json -Depth 9 -WarningAction Ignore
            Get-Content $file -Raw
        )

        $output[-2, -1] | ForEach-Object { $_.Contains($Shown) | Should -BeTrue }
        $all = $output -join "`n"
        $all.Contains('s3cret') | Should -BeFalse
        $all.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes('s3cret')), 'OrdinalIgnoreCase') | Should -BeFalse -Because 'that is a secret in hexadecimal'
    }

    It 'has secrets as SecureStrings' {
        $objects.Connection.Options.client_secret | Should -BeOfType [Auth0Secret]
        Get-PlainText $objects.Connection.Options.gateway_authentication.secret | Should -Be 's3cret-2'
        Get-PlainText $objects.Api.SigningSecret | Should -Be 's3cret-1'
        Get-PlainText $objects.Identity.RefreshToken | Should -Be 's3cret-3'
    }

    It 'sends a connection''s options back as they came, with the secrets' {
        $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = '{}' })
        Invoke-Auth0Api connections/con_1 -Method PATCH -Body @{ options = $objects.Connection.Options } | Out-Null

        ($tenant.Requests | Select-Object -Last 1).ReadBody() |
            Should -Be '{"options":{"client_id":"public-1","client_secret":"s3cret-1","gateway_authentication":{"method":"bearer","secret":"s3cret-2"},"configuration":{"DB":"s3cret-3"}}}'
    }

    It 'comes out of a file with its options, but for the secrets' {
        $file = Join-Path $TestDrive 'connection.xml'
        $objects.Connection | Export-Clixml $file
        $read = Import-Clixml $file

        $read.Name | Should -Be 'acme-oidc'
        $read.PublicOptions.client_id | Should -Be 'public-1'
        $read.PublicOptions.Contains('client_secret') | Should -BeFalse
    }

    It 'fills a path''s names with <Path>' -ForEach @(
        @{ Name = 'User'; Path = 'users/{user_id}/roles'; Expected = 'users/auth0%7C507f1f77bcf86cd799439020/roles' }
        @{ Name = 'Member'; Path = 'users/{user_id}'; Expected = 'users/auth0%7C507f1f77bcf86cd799439020' }
        @{ Name = 'Organization'; Path = 'organizations/{id}/members'; Expected = 'organizations/org_0000000000000001/members' }
        @{ Name = 'Organization'; Path = 'organizations/{organization_id}/members'; Expected = 'organizations/org_0000000000000001/members' }
        @{ Name = 'Connection'; Path = 'connections/{connection_id}'; Expected = 'connections/con_0000000000000001' }
        @{ Name = 'Role'; Path = 'roles/{role_id}/users'; Expected = 'roles/rol_0000000000000001/users' }
        @{ Name = 'Api'; Path = 'resource-servers/{id}'; Expected = 'resource-servers/5f0000000000000000000001' }
        @{ Name = 'Invitation'; Path = 'organizations/{organization_id}/invitations/{invitation_id}'; Expected = 'organizations/org_0000000000000001/invitations/uinv_0000000000000001' }
        @{ Name = 'Exchange'; Path = 'token-exchange-profiles/{token_exchange_profile_id}'; Expected = 'token-exchange-profiles/tep_0000000000000001' }
        @{ Name = 'SelfService'; Path = 'self-service-profiles/{self_service_profile_id}'; Expected = 'self-service-profiles/ssp_0000000000000000000001' }
        @{ Name = 'Grant'; Path = 'client-grants/{client_grant_id}'; Expected = 'client-grants/cgr_0000000000000001' }
        @{ Name = 'Job'; Path = 'jobs/{job_id}/errors'; Expected = 'jobs/job_0000000000000001/errors' }
        @{ Name = 'UserSession'; Path = 'sessions/{session_id}'; Expected = 'sessions/ses_0000000000000001' }
        @{ Name = 'UserRefreshToken'; Path = 'refresh-tokens/{refresh_token_id}'; Expected = 'refresh-tokens/rt_0000000000000001' }
        @{ Name = 'UserGrant'; Path = 'grants/{user_grant_id}'; Expected = 'grants/64536d37bcb1beb69830d075' }
        @{ Name = 'Log'; Path = 'logs/{log_id}'; Expected = 'logs/90020260809101112' }
    ) {
        $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = '{}' })
        $objects[$Name] | Invoke-Auth0Api $Path | Out-Null

        ($tenant.Requests | Select-Object -Last 1).Path | Should -Be "/api/v2/$Expected"
    }
}

Describe 'An object with properties that its type does not know' {
    BeforeAll {
        $tenant.AddFault(@{ Path = '/api/v2/users/*'; StatusCode = 200; Body = '{"user_id":"auth0|1","email":"ada@example.com","shoe_size":43,"a_first":"x"}' })
        $shown = Get-Auth0User -UserId 'auth0|1' -Session $session
        $names = [Auth0User].GetProperties().Name | Where-Object { $_ -notin 'AdditionalProperties', 'UnreadProperties' }
    }

    It 'gives them after those of the type, in a CSV file: <Name>' -ForEach @(
        @{ Name = 'ConvertTo-Csv'; Command = { ($shown | ConvertTo-Csv)[0] -replace '"' -split ',' } }
        @{ Name = 'Select-Object *'; Command = { ($shown | Select-Object *).PSObject.Properties.Name } }
        @{ Name = 'the properties'; Command = { $shown.PSObject.Properties.Name } }
    ) {
        (& $Command)[0..($names.Count + 1)] | Should -Be (@($names) + 'shoe_size', 'a_first')
    }

    It 'is still the typed object, with its own values' {
        $shown.PSObject.BaseObject | Should -BeOfType ([Auth0User])
        $shown.UserId | Should -Be 'auth0|1'
        $shown.Email | Should -BeExactly $shown.PSObject.BaseObject.Email
        $shown.shoe_size | Should -Be 43
        $copy = $shown.PSObject.Copy()
        $copy.Email | Should -Be 'ada@example.com'
        $shown.PSObject.Properties['LoginsCount'].TypeNameOfValue | Should -BeLike '*Nullable*'
    }

    It 'is the same as JSON, with each property once' {
        $json = $shown | ConvertTo-Json -Depth 4 | ConvertFrom-Json -AsHashtable

        $json.UserId | Should -Be 'auth0|1'
        $json.shoe_size | Should -Be 43
    }

    It 'comes through a job with all of them' {
        $there = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($shown))

        $there.UserId | Should -Be 'auth0|1'
        $there.shoe_size | Should -Be 43
        @($there.PSObject.Properties.Name -eq 'UserId') | Should -HaveCount 1
    }
}
