# Tokens that outlive the process: files, vaults, and what is said of them.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    . $PSScriptRoot/../Helpers/Vault.ps1
    $tenant = Start-Auth0LocalTenant
    $modulePathBefore = $env:PSModulePath
    Get-Module Microsoft.PowerShell.SecretManagement | Remove-Module
    $env:PSModulePath = "$(New-TestVault)$([IO.Path]::PathSeparator)$env:PSModulePath"

    function Get-TokenRequestCount { $tenant.CountRequests('POST', '/oauth/token') }

    # What a new process would do: it shares no memory with the one before.
    function Reset-Connection { Get-Auth0Session -ListAvailable | Disconnect-Auth0 6> $null }

    # Runs a script in ten processes at once, and returns what they say.
    function Invoke-InProcessGroup([string] $Script) {
        $start = "$PSScriptRoot/../../../build/Invoke-PowerShell.ps1"
        1..10 | ForEach-Object -ThrottleLimit 10 -Parallel { & $using:start -NoProfile -NonInteractive -Command "Import-Module '$using:ModulePath'; $using:Script" }
    }
}

AfterAll {
    $env:PSModulePath = $modulePathBefore
    Remove-Item Env:TEST_VAULT_FOLDER
    Get-Module Microsoft.PowerShell.SecretManagement | Remove-Module
    $tenant | Stop-Auth0LocalTenant
}

Describe 'A token store' {
    BeforeEach {
        . Start-ProfileTest
        $tenant.ClearRequests()
        $warnings = @()
        Get-ChildItem $env:TEST_VAULT_FOLDER | Remove-Item
        $mobile = @{ Domain = $tenant.Domain; ClientId = $tenant.GetApplication('Mobile for iOS').ClientId }
    }

    AfterEach {
        Remove-Item Env:AUTH0_TOKEN_STORE, Env:AUTH0_CACHE_KEY, Env:AUTH0_TOKEN_STORE_PASSWORD -ErrorAction Ignore
        . Stop-ProfileTest
    }

    It '<Store> keeps the token for the next session' -ForEach @(
        @{ Store = 'File' }
        @{ Store = 'vault:Ops' }
    ) {
        $session = Connect-Auth0 @connection -TokenStore $Store
        $session.TokenStore | Should -Be $Store
        $first = Get-Auth0Token -Audience $Orders
        Reset-Connection

        $null = Connect-Auth0 @connection -TokenStore $Store
        $second = Get-Auth0Token -Audience $Orders -WarningVariable warnings

        Get-PlainText $second.AccessToken | Should -Be (Get-PlainText $first.AccessToken)
        $second.ExpiresAt | Should -Be $first.ExpiresAt
        Get-TokenRequestCount | Should -Be 1
        $warnings | Should -BeNullOrEmpty
    }

    It '<Store> has none of the tokens in its bytes' -ForEach @(
        @{ Store = 'File' }
        @{ Store = 'vault:Ops' }
    ) {
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore $Store
        $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Audience $Orders -Scope openid, offline_access

        $files = Get-ChildItem "$env:AUTH0_CONFIG_FOLDER/tokens", $env:TEST_VAULT_FOLDER -File -ErrorAction Ignore
        $files.Where{ $_.Length -gt 0 } | Should -Not -BeNullOrEmpty
        $bytes = $files | ForEach-Object { [System.IO.File]::ReadAllBytes($_.FullName) }
        $text = [System.Text.Encoding]::Latin1.GetString($bytes)
        # A vault has base64, a file doesn't: then the text itself is searched.
        $unsealed = try { [System.Text.Encoding]::Latin1.GetString([Convert]::FromBase64String($text)) } catch { $text }
        foreach ($secret in $token.AccessToken, $token.IdToken, $token.RefreshToken) {
            $plain = Get-PlainText $secret
            $utf8, $utf16 = [System.Text.Encoding]::UTF8.GetBytes($plain), [System.Text.Encoding]::Unicode.GetBytes($plain)
            $base64 = [Convert]::ToBase64String($utf8).TrimEnd('=')
            foreach ($form in $plain, [System.Text.Encoding]::Latin1.GetString($utf16), $base64.Substring(0, $base64.Length - 2)) {
                $text.Contains($form) | Should -BeFalse
                $unsealed.Contains($form) | Should -BeFalse
            }
        }
    }

    It '<Store> serves ten processes that start together by one request' -ForEach @(
        @{ Store = 'File' }
        @{ Store = 'vault:Ops' }
    ) {
        $said = Invoke-InProcessGroup @"
`$null = Connect-Auth0 $($tenant.Domain) $($tenant.ClientId) (ConvertTo-SecureString '$secret' -AsPlainText) -TokenStore $Store
`$token = Get-Auth0Token -Audience $Orders
(Get-FileHash -InputStream ([IO.MemoryStream]::new([Text.Encoding]::UTF8.GetBytes((ConvertFrom-SecureString `$token.AccessToken.ToSecureString() -AsPlainText))))).Hash
"@

        $said | Should -HaveCount 10
        $said | Select-Object -Unique | Should -HaveCount 1
        Get-TokenRequestCount | Should -Be 1
    }

    It 'is what AUTH0_TOKEN_STORE names, for all sessions' {
        $env:AUTH0_TOKEN_STORE = 'file'

        (Connect-Auth0 @connection).TokenStore | Should -Be File
        (Connect-Auth0 @connection -TokenStore None).TokenStore | Should -BeNullOrEmpty
        Invoke-WithEnvironment @{
            AUTH0_CONFIG_FOLDER = $env:AUTH0_CONFIG_FOLDER; AUTH0_TOKEN_STORE = 'File'
            AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_CLIENT_SECRET = $secret
        } { (Get-Auth0Session).TokenStore } | Should -BeNullOrEmpty -Because 'a connected session comes first'
        Reset-Connection
        Invoke-WithEnvironment @{
            AUTH0_CONFIG_FOLDER = $env:AUTH0_CONFIG_FOLDER; AUTH0_TOKEN_STORE = 'File'
            AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_CLIENT_SECRET = $secret
        } { (Get-Auth0Session).TokenStore } | Should -Be File
    }

    It 'is kept in a profile, and in a session of the profile in another process' {
        $null = Connect-Auth0 @connection -TokenStore File -SaveAs acme-prod
        (Get-Auth0Profile acme-prod).TokenStore | Should -Be File
        $null = Get-Auth0Token -Audience $Orders
        $env:AUTH0_CLIENT_SECRET = $secret

        $said = Invoke-InNewProcess "Import-Module '$ModulePath'; `$null = Connect-Auth0 acme-prod; (Get-Auth0Token -Audience $Orders).Audience | ConvertTo-Json"

        $said | Should -Be $Orders
        Get-TokenRequestCount | Should -Be 1
    }

    It 'is kept in a profile without the password of its address' {
        $null = Connect-Auth0 @connection -TokenStore 'redis://admin:s3cret@127.0.0.1:1' -SaveAs acme-prod

        (Get-Auth0Profile acme-prod).TokenStore | Should -Be 'redis://admin@127.0.0.1:1'
        Get-Content "$folder/acme-prod.json" -Raw | Should -Not -BeLike '*s3cret*'
        (Get-Auth0Session).TokenStore | Should -Be 'redis://admin@127.0.0.1:1'
    }

    It 'of a public application needs a key, or is an error that names the choices' {
        $failure = Get-Failure { Connect-Auth0 @mobile -TokenStore File -SaveAs mobile }
        $failure.FullyQualifiedErrorId | Should -BeLike 'CacheKeyMissing,*'
        "$failure" | Should -BeLike '*AUTH0_CACHE_KEY*'
        "$($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*-TokenStore Keyring*AUTH0_CACHE_KEY*'
        Get-Auth0Profile | Should -BeNullOrEmpty -Because 'nothing is saved before the connection stands'

        $key = ConvertTo-SecureString 'a key of sixteen characters' -AsPlainText
        (Connect-Auth0 @mobile -TokenStore File -CacheKey $key).TokenStore | Should -Be File
        $env:AUTH0_CACHE_KEY = 'short'
        (Get-Failure { Connect-Auth0 @mobile -TokenStore File }).FullyQualifiedErrorId | Should -BeLike 'WeakCacheKey,*'
    }

    It 'of a user goes on in the next process, and the profile is enough' {
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore File -Audience $Orders -Scope openid, offline_access -SaveAs mobile
        $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice'))

        $said = Invoke-InNewProcess "Import-Module '$ModulePath'; `$null = Connect-Auth0 mobile; `$token = Get-Auth0Token; `$new = Update-Auth0Token; @{ Subject = `$token.Subject; IsNew = `$new.IssuedAt -ge `$token.IssuedAt } | ConvertTo-Json"

        $said.Subject | Should -Be $tenant.GetUser('alice').UserId
        $said.IsNew | Should -BeTrue
        $null = Update-Auth0Token
        Get-TokenRequestCount | Should -Be 3 -Because 'the refresh token of the other process is used, not the old one'
    }

    It 'of a user is renewed, and shown, by the first command of the next session' {
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore File
        $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Audience $Orders -Scope openid, offline_access
        Reset-Connection

        $null = Connect-Auth0 @mobile -TokenStore File
        (Update-Auth0Token).Subject | Should -Be $tenant.GetUser('alice').UserId
        Reset-Connection
        $null = Connect-Auth0 @mobile -TokenStore File
        (Get-Auth0UserInfo).Subject | Should -Be $tenant.GetUser('alice').UserId
        Disconnect-Auth0 -Revoke 6> $null

        $null = Connect-Auth0 @mobile -TokenStore File
        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
    }

    It 'with a wrong AUTH0_CACHE_KEY shows nothing, warns, and keeps what was there' {
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore File
        $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -Audience $Orders
        Reset-Connection

        $env:AUTH0_CACHE_KEY = 'another key, which is wrong'
        $null = Connect-Auth0 @mobile -TokenStore File
        Get-Auth0Token -ListAvailable -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warnings" | Should -BeLike '*another key*Disconnect-Auth0 -Forget*'
        Reset-Connection

        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore File
        Get-Auth0Token -ListAvailable | Should -HaveCount 1
    }

    It 'that is <Name> is one warning, and the session works' -ForEach @(
        @{ Name = 'a Redis server that is not there'; Store = 'redis://127.0.0.1:1'; Text = '*redis://127.0.0.1:1*no connection*' }
        @{ Name = 'a vault that is not registered'; Store = 'vault:Other'; Text = "*vault:Other*No vault named 'Other'*" }
        @{ Name = 'a locked vault'; Store = 'vault:Ops'; Text = '*vault:Ops*The vault is locked*'; Prepare = { New-Item "$env:TEST_VAULT_FOLDER/locked" } }
        @{ Name = 'a folder that cannot be made'; Store = 'File'; Text = '*tokens*'; Prepare = { New-Item "$env:AUTH0_CONFIG_FOLDER/tokens" } }
    ) {
        if ($Prepare) { $null = & $Prepare }
        $null = Connect-Auth0 @connection -TokenStore $Store

        $shown = & { Get-Auth0Token -Audience $Orders; Get-Auth0Token -Audience $Orders; Get-Auth0Client -First 1 } 3>&1

        $seen = @($shown | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $seen | Should -HaveCount 1
        "$seen" | Should -BeLike $Text
        Get-TokenRequestCount | Should -Be 2
        Disconnect-Auth0 -InformationVariable said 6> $null
        $said | Should -BeNullOrEmpty -Because 'nothing was stored'
    }

    # Windows and macOS always have one.
    It 'says that a keyring is missing at once' -Skip:(-not $IsLinux) {
        $bus = $env:DBUS_SESSION_BUS_ADDRESS
        try {
            $env:DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nowhere'
            $failure = Get-Failure { Connect-Auth0 @connection -TokenStore Keyring }
        }
        finally {
            $env:DBUS_SESSION_BUS_ADDRESS = $bus
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'TokenStoreUnavailable,*'
        "$failure" | Should -BeLike '*keyring*'
    }

    It 'says that <Store> is none' -ForEach @(
        @{ Store = 'Files' }
        @{ Store = 'vault:' }
        @{ Store = 'https://user:s3cret@cache' }
    ) {
        $failure = Get-Failure { Connect-Auth0 @connection -TokenStore $Store }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidTokenStore,*'
        "$failure $($failure.TargetObject)" | Should -Not -BeLike '*s3cret*'
    }

    It 'sets a secret of another type aside as an error of its own' {
        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders
        $name = (Get-ChildItem $env:TEST_VAULT_FOLDER).Name
        Set-Content "$env:TEST_VAULT_FOLDER/$name" 'not from here' -NoNewline
        Reset-Connection

        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -BeLike '*set aside*'
        Get-ChildItem $env:TEST_VAULT_FOLDER | Should -HaveCount 2
    }

    It 'whose vault answers with another type is one warning, and the secret stays' {
        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders
        $secretFile = (Get-ChildItem $env:TEST_VAULT_FOLDER).FullName
        Set-Content $secretFile 42 -NoNewline
        Reset-Connection

        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -BeLike '*is a Int32, not text*'
        Get-Content $secretFile -Raw | Should -Be 42
    }

    It 'is shown by -ListAvailable, and dropped by Clear-Auth0Token' {
        $null = Connect-Auth0 @connection -TokenStore File
        $null = Get-Auth0Token -Audience $Orders
        Reset-Connection
        $null = Connect-Auth0 @connection -TokenStore File

        (Get-Auth0Token -ListAvailable).Audience | Should -Be $Orders
        Get-Auth0Token -ListAvailable | Clear-Auth0Token
        Reset-Connection

        $null = Connect-Auth0 @connection -TokenStore File
        Get-Auth0Token -ListAvailable | Should -BeNullOrEmpty
        Get-TokenRequestCount | Should -Be 1
    }

    It 'is mentioned by Disconnect-Auth0, and emptied by -Forget' {
        $null = Connect-Auth0 @connection -TokenStore File
        $null = Get-Auth0Token -Audience $Orders
        Disconnect-Auth0 -InformationVariable said 6> $null
        "$said" | Should -BeLike '1 token stays in the store File*Disconnect-Auth0 -Forget*'

        $null = Connect-Auth0 @connection -TokenStore File
        Disconnect-Auth0 -Forget -WhatIf -InformationVariable said 6> $null
        Get-ChildItem "$env:AUTH0_CONFIG_FOLDER/tokens/*.tokens" | Should -HaveCount 1
        Disconnect-Auth0 -Forget -InformationVariable said 6> $null

        $said | Should -BeNullOrEmpty
        Get-ChildItem "$env:AUTH0_CONFIG_FOLDER/tokens/*.tokens" | Should -BeNullOrEmpty
    }

    It 'in a vault whose extension ignores filters loses its own secrets alone by -Forget' {
        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders
        $own = Get-ChildItem $env:TEST_VAULT_FOLDER
        Copy-Item $own "$own-damaged-20261129"
        $others = "$($own.Name)2", $own.Name.Substring(0, $own.Name.Length - 1), 'my-db' | ForEach-Object { New-Item "$env:TEST_VAULT_FOLDER/$_" -Value precious }
        $null = New-Item "$env:TEST_VAULT_FOLDER/ignores-filters"

        Disconnect-Auth0 -Forget

        (Get-ChildItem $env:TEST_VAULT_FOLDER).Name | Should -Be (@($others.Name) + 'ignores-filters' | Sort-Object)
    }

    It 'in a vault whose extension <Name> is removed by -Forget' -ForEach @(
        @{ Name = 'has no wildcards'; Mark = 'has-no-wildcards' }
        @{ Name = 'lists nothing'; Mark = 'lists-nothing' }
        @{ Name = 'lists other names'; Mark = 'lists-other-names' }
    ) {
        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders
        $null = New-Item "$env:TEST_VAULT_FOLDER/$Mark"

        Disconnect-Auth0 -Forget

        (Get-ChildItem $env:TEST_VAULT_FOLDER).Name | Should -Be $Mark
    }

    It 'in a vault that lists nothing is removed with what is beside another key''s' {
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $null = Connect-Auth0 @mobile -TokenStore vault:Ops -Audience $Orders
        $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice'))
        Reset-Connection
        $env:AUTH0_CACHE_KEY = 'another key of the same user'
        $null = Connect-Auth0 @mobile -TokenStore vault:Ops -Audience $Orders
        $null = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('alice')) -WarningAction SilentlyContinue
        Get-ChildItem $env:TEST_VAULT_FOLDER | Should -HaveCount 2
        $null = New-Item "$env:TEST_VAULT_FOLDER/lists-nothing"

        Disconnect-Auth0 -Forget

        (Get-ChildItem $env:TEST_VAULT_FOLDER).Name | Should -Be 'lists-nothing'
    }

    It 'that could not be used gets its tokens at the end of the process: <Name>' -ForEach @(
        @{ Name = 'a vault'; Store = 'vault:Ops'; Break = { New-Item "$env:TEST_VAULT_FOLDER/locked" }; Mend = { Remove-Item "$env:TEST_VAULT_FOLDER/locked" } }
        @{ Name = 'a file'; Store = 'File'; Break = { Rename-Item "$env:AUTH0_CONFIG_FOLDER" "$env:AUTH0_CONFIG_FOLDER.off"; New-Item $env:AUTH0_CONFIG_FOLDER }; Mend = { Remove-Item $env:AUTH0_CONFIG_FOLDER; Rename-Item "$env:AUTH0_CONFIG_FOLDER.off" $env:AUTH0_CONFIG_FOLDER } }
    ) {
        $null = New-Item $env:AUTH0_CONFIG_FOLDER -ItemType Directory -Force
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $user = $tenant.GetUser('alice')
        $credential = Get-UserCredential $user
        $script = "Import-Module '$ModulePath'; `$null = Connect-Auth0 $($mobile.Domain) $($mobile.ClientId) -TokenStore $Store; `$null = & { $Break }; " +
            "`$login = [pscredential]::new('$($credential.UserName)', (ConvertTo-SecureString '$($credential.GetNetworkCredential().Password)' -AsPlainText)); " +
            "`$token = Get-Auth0Token -GrantType Password -Credential `$login -Audience $Orders -WarningVariable warnings -WarningAction SilentlyContinue; `$null = & { $Mend }; " +
            "@{ Subject = `$token.Subject; Warnings = @(`$warnings).Count } | ConvertTo-Json"
        $said = Invoke-InNewProcess $script

        $said.Subject, $said.Warnings | Should -Be $user.UserId, 1
        $null = Connect-Auth0 @mobile -TokenStore $Store
        (Get-Auth0Token -ListAvailable).Subject | Should -Be $user.UserId
        Get-TokenRequestCount | Should -Be 1
    }

    It 'in a vault that does not remove it, and says nothing, is an error of -Forget' {
        $null = Connect-Auth0 @connection -TokenStore vault:Ops
        $null = Get-Auth0Token -Audience $Orders
        $null = New-Item "$env:TEST_VAULT_FOLDER/removes-nothing"

        { Disconnect-Auth0 -Forget -ErrorAction Stop } | Should -Throw "The vault 'Ops' still has the secret 'Auth0Flows-*" -ErrorId 'TokenStoreUnavailable,*'
    }

    It 'is not mentioned where nothing is stored' {
        $null = Connect-Auth0 @connection -TokenStore File
        Disconnect-Auth0 -InformationVariable said

        $said | Should -BeNullOrEmpty
    }

    It 'is completed' {
        $line = 'Connect-Auth0 -TokenStore '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'File', 'Keyring', 'None', 'vault:', 'redis://', 'rediss://'
    }
}
