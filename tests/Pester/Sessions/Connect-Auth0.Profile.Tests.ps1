BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0 with profiles' {
    BeforeEach { . Start-ProfileTest }

    AfterEach { . Stop-ProfileTest }

    Context 'saving one' {
        It 'saves the connection without its secret, and connects' {
            $session = Connect-Auth0 @connection -Audience $Orders -Organization org_1 -ManagementAudience https://m.example.com/ -SaveAs acme-prod

            $session.Name, $session.Profile | Should -Be acme-prod, acme-prod
            $saved = Get-Auth0Profile acme-prod
            $saved.Domain, $saved.ClientId, $saved.Audience, $saved.Organization, $saved.ManagementAudience, $saved.ClientAuthenticationMethod |
                Should -Be $tenant.Domain, $tenant.ClientId, $Orders, 'org_1', 'https://m.example.com/', 'ClientSecretPost'
            Get-ChildItem $folder -File | Get-Content -Raw | Should -Not -BeLike "*$secret*"
        }

        It 'saves a public application, a private key by its path, and HTTP Basic' {
            $key = [System.Security.Cryptography.RSA]::Create(2048)
            $key.ExportPkcs8PrivateKeyPem() | Set-Content $TestDrive/key.pem
            $null = Connect-Auth0 $tenant.Domain public -SaveAs public
            $null = Connect-Auth0 $tenant.Domain key -PrivateKeyPath TestDrive:/key.pem -KeyId kid -SigningAlgorithm PS256 -SaveAs key
            $null = Connect-Auth0 @connection -ClientAuthenticationMethod ClientSecretBasic -SaveAs basic

            $session = Connect-Auth0 key
            $session.ClientAuthenticationMethod, (Connect-Auth0 public).ClientAuthenticationMethod, (Get-Auth0Profile basic).ClientAuthenticationMethod |
                Should -Be PrivateKeyJwt, None, ClientSecretBasic
            (Get-Auth0Profile key).PrivateKeyPath | Should -Be (Convert-Path TestDrive:/key.pem)
            (Get-Auth0Profile key).KeyId, (Get-Auth0Profile key).SigningAlgorithm | Should -Be kid, PS256
        }

        It 'saves a profile under another name, with what the parameters change' {
            $null = Connect-Auth0 @connection -SaveAs acme-prod
            $null = Connect-Auth0 acme-prod -Audience $Orders -ClientSecret $tenant.ClientSecret -SaveAs acme-orders

            (Get-Auth0Profile acme-prod).Audience | Should -BeNullOrEmpty
            (Get-Auth0Profile acme-orders).Audience | Should -Be $Orders
        }

        It 'refuses <Name>: <Id>, and saves nothing' -ForEach @(
            @{ Name = 'a name that can''t be a file''s'; Id = 'InvalidProfileName'; Command = { Connect-Auth0 @connection -SaveAs a/b } }
            @{ Name = '-Default without a name'; Id = 'MissingParameter'; Command = { Connect-Auth0 @connection -Default } }
            @{ Name = 'a vault without the secret''s name'; Id = 'MissingParameter'; Command = { Connect-Auth0 $tenant.Domain x -Vault Ops -SaveAs x } }
        ) {
            (Get-Failure $Command).FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.ConnectAuth0Command"
            Get-Auth0Profile | Should -BeNullOrEmpty
            Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
        }
    }

    Context 'connecting with one' {
        BeforeEach {
            $null = Connect-Auth0 @connection -SaveAs acme-prod
            Get-Auth0Session -ListAvailable | Disconnect-Auth0
        }

        It 'takes the secret from <Name>' -ForEach @(
            @{ Name = 'its parameter'; Command = { Connect-Auth0 acme-prod -ClientSecret $tenant.ClientSecret } }
            @{ Name = 'the environment'; Command = { $env:AUTH0_CLIENT_SECRET = $secret; Connect-Auth0 acme-prod } }
            @{ Name = 'the environment of the same application'; Command = { $env:AUTH0_CLIENT_SECRET = $secret; $env:AUTH0_CLIENT_ID = $tenant.ClientId; Connect-Auth0 -ProfileName ACME-PROD } }
        ) {
            $session = & $Command

            $session.Profile | Should -Be acme-prod
            (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
        }

        It 'asks a person for the secret, and takes what is typed' {
            $prompt = Invoke-AtPrompt 'Connect-Auth0 acme-prod | Out-Null; (Get-Auth0Client -First 1).ClientId' @{} $secret

            $prompt.Questions | Should -Be "Client secret of $($tenant.ClientId) at $($tenant.Domain): "
            "$($prompt.Output)" | Should -BeLike "*$($tenant.ClientId)*"
        }

        It 'asks for the passphrase of an encrypted key' {
            $options = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000)
            [System.Security.Cryptography.RSA]::Create(2048).ExportEncryptedPkcs8PrivateKeyPem('p4ss', $options) | Set-Content $TestDrive/locked.pem
            $null = Connect-Auth0 $tenant.Domain key -PrivateKeyPath $TestDrive/locked.pem -PrivateKeyPassphrase (ConvertTo-SecureString p4ss -AsPlainText) -SaveAs locked

            $prompt = Invoke-AtPrompt '(Connect-Auth0 locked).ClientId' @{} p4ss

            $prompt.Questions | Should -Be "Passphrase of $(Convert-Path $TestDrive/locked.pem): "
            $prompt.Output | Should -Be key
        }

        It 'says what is missing where a person <Name>' -ForEach @(
            @{ Name = 'types nothing'; Prompt = { Invoke-AtPrompt 'Connect-Auth0 acme-prod' @{} '' } }
            @{ Name = 'is there, but the host can''t ask'; Prompt = { Invoke-AtPrompt 'Connect-Auth0 acme-prod' @{} -Mute } }
        ) {
            (& $Prompt).Failure.FullyQualifiedErrorId | Should -BeLike 'MissingClientSecret,*'
        }

        It 'says what is missing where nobody can be asked: <Name>' -ForEach @(
            @{ Name = 'nothing is set'; Set = { } }
            @{ Name = 'the environment has the secret of another application'; Set = { $env:AUTH0_CLIENT_SECRET = $secret; $env:AUTH0_CLIENT_ID = 'other' } }
        ) {
            . $Set
            $failure = Get-Failure { Connect-Auth0 acme-prod }

            $failure.FullyQualifiedErrorId | Should -Be 'MissingClientSecret,Auth0Flows.PowerShell.ConnectAuth0Command'
            "$failure" | Should -BeLike '*The profile acme-prod needs the secret of*'
        }

        It 'takes the default profile, and the one that AUTH0_PROFILE names before it' {
            $env:AUTH0_CLIENT_SECRET = $secret
            $null = Connect-Auth0 acme-prod -SaveAs acme-dev
            $null = Connect-Auth0 acme-prod -Default

            (Connect-Auth0).Profile | Should -Be acme-prod
            (Get-Auth0Profile).Where{ $_.IsDefault }.Name | Should -Be acme-prod
            $env:AUTH0_PROFILE = 'acme-dev'
            (Connect-Auth0).Profile | Should -Be acme-dev
        }

        It 'takes parameters before what is saved: a vault, a method, a secret for a public application' {
            $null = Connect-Auth0 acme-prod -ClientSecret $tenant.ClientSecret -ClientAuthenticationMethod ClientSecretBasic -SaveAs basic
            (Get-Auth0Profile basic).ClientAuthenticationMethod | Should -Be ClientSecretBasic
            $null = Connect-Auth0 $tenant.Domain $tenant.ClientId -SaveAs public
            (Connect-Auth0 public -ClientSecret $tenant.ClientSecret).ClientAuthenticationMethod | Should -Be ClientSecretPost
        }

        It 'refuses <Name>' -ForEach @(
            @{ Name = 'a passphrase for a secret''s profile'; Command = { Connect-Auth0 -ProfileName acme-prod -PrivateKeyPassphrase $tenant.ClientSecret } }
            @{ Name = 'a key''s method for a secret''s profile'; Command = { Connect-Auth0 acme-prod -ClientAuthenticationMethod PrivateKeyJwt } }
            @{ Name = 'a secret for a key''s profile'; Command = {
                    [System.Security.Cryptography.RSA]::Create(2048).ExportPkcs8PrivateKeyPem() | Set-Content $TestDrive/key2.pem
                    $null = Connect-Auth0 $tenant.Domain key -PrivateKeyPath $TestDrive/key2.pem -SaveAs key
                    Connect-Auth0 key -ClientSecret $tenant.ClientSecret
                }
            }
        ) {
            (Get-Failure $Command).FullyQualifiedErrorId | Should -BeLike 'ConflictingParameters,*'
        }

        It 'says what is wrong: <Name>' -ForEach @(
            @{ Name = 'no such profile'; Id = 'ProfileNotFound'; Command = { Connect-Auth0 acme-prd } }
            @{ Name = 'no such profile, by its parameter'; Id = 'ProfileNotFound'; Command = { Connect-Auth0 -ProfileName acme.prd } }
            @{ Name = 'a domain without a client id'; Id = 'MissingParameter'; Command = { Connect-Auth0 acme.eu.auth0.com } }
            @{ Name = 'an address without a client id'; Id = 'MissingParameter'; Command = { Connect-Auth0 http://127.0.0.1:1 } }
            @{ Name = 'a client id without a domain'; Id = 'MissingParameter'; Command = { Connect-Auth0 -ClientId x } }
            @{ Name = 'nothing, and no default profile'; Id = 'MissingParameter'; Command = { Connect-Auth0 } }
            @{ Name = 'a damaged profile'; Id = 'InvalidProfile'; Command = { Set-Content $folder/acme-prod.json '{"version": 1, "dom'; Connect-Auth0 acme-prod } }
            @{ Name = 'a profile of a newer version'; Id = 'ProfileTooNew'; Command = { Set-Content $folder/acme-prod.json '{"version": 2}'; Connect-Auth0 acme-prod } }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.ConnectAuth0Command"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
        }

        # Windows has no modes: there the folder belongs to its user.
        It 'says that a profile can be changed by others' -Skip:$IsWindows {
            chmod g+w $folder/acme-prod.json

            (Get-Failure { Connect-Auth0 acme-prod -ClientSecret $tenant.ClientSecret }).FullyQualifiedErrorId | Should -BeLike 'ProfileNotProtected,*'
        }

        It 'takes a damaged default for none' {
            Set-Content $folder/default ('x' * 1000)

            (Get-Auth0Profile).Name | Should -Be acme-prod
            (Get-Failure { Connect-Auth0 }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        }

        It 'completes the names of profiles' {
            (TabExpansion2 'Connect-Auth0 acm' 17).CompletionMatches.CompletionText | Should -Be acme-prod
            (TabExpansion2 'Get-Auth0Client -Session ac' 27).CompletionMatches.CompletionText | Should -Be acme-prod
        }
    }

    Context 'without Connect-Auth0' {
        BeforeEach {
            $null = Connect-Auth0 @connection -SaveAs acme-prod
            Get-Auth0Session -ListAvailable | Disconnect-Auth0
        }

        It 'takes a profile by its name for -Session, once, and makes it not the current one' {
            $env:AUTH0_CLIENT_SECRET = $secret

            (Get-Auth0Client -First 1 -Session acme-prod).ClientId | Should -Be $tenant.ClientId
            $null = Get-Auth0Client -First 1 -Session acme-prod
            Get-Auth0Session | Should -BeNullOrEmpty
            @(Get-Auth0Session -ListAvailable).Name | Should -Be acme-prod
            $tenant.CountRequests('POST', '/oauth/token') | Should -BeGreaterThan 0
        }

        It 'says for -Session that there is neither a session nor a profile, or what the profile lacks' {
            "$(Get-Failure { Get-Auth0Client -Session nope })" | Should -BeLike "*no session and no profile named 'nope'*"
            "$(Get-Failure { Get-Auth0Client -Session acme-prod })" | Should -BeLike '*needs the secret of*'
        }

        It 'takes the profile that AUTH0_PROFILE names, but a domain and a client id before it' {
            $env:AUTH0_CLIENT_SECRET = $secret
            $env:AUTH0_PROFILE = 'acme-prod'
            (Get-Auth0Session).Profile | Should -Be acme-prod
            (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId

            Invoke-WithEnvironment @{ AUTH0_PROFILE = 'acme-prod'; AUTH0_DOMAIN = 'other.example.com'; AUTH0_CLIENT_ID = 'x' } { (Get-Auth0Session).Domain } |
                Should -Be other.example.com
        }

        It 'takes the other variables before the profile, and another folder at once' {
            $env:AUTH0_CLIENT_SECRET = $secret
            Invoke-WithEnvironment @{ AUTH0_PROFILE = 'acme-prod'; AUTH0_CLIENT_SECRET = $secret; AUTH0_CONFIG_FOLDER = $env:AUTH0_CONFIG_FOLDER; AUTH0_AUDIENCE = $Orders } {
                (Get-Auth0Session).Audience | Should -Be $Orders
                $env:AUTH0_CONFIG_FOLDER = "$TestDrive/elsewhere"
                (Get-Failure { Get-Auth0Client }).FullyQualifiedErrorId | Should -BeLike 'ProfileNotFound,*'
            }
        }

        It 'takes a profile that was changed meanwhile, also by another process, and keeps the session otherwise' {
            $env:AUTH0_CLIENT_SECRET = $secret
            $env:AUTH0_PROFILE = 'acme-prod'
            $before = Get-Auth0Session
            $null = Get-Auth0Client -First 1

            Get-Auth0Session | Should -Be $before
            (Get-Auth0Session).Audience | Should -BeNullOrEmpty
            $file = Get-Item "$folder/acme-prod.json"
            $saved = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
            $saved['audience'] = $Orders
            $saved | ConvertTo-Json | Set-Content $file
            (Get-Auth0Session).Audience | Should -Be $Orders
            Get-Auth0Session | Should -Not -Be $before

            Remove-Item $file
            (Get-Failure { Get-Auth0Client }).FullyQualifiedErrorId | Should -BeLike 'ProfileNotFound,*'
        }

        It 'says that the profile of AUTH0_PROFILE is missing' {
            $env:AUTH0_PROFILE = 'nope'

            (Get-Failure { Get-Auth0Client }).FullyQualifiedErrorId | Should -Be 'ProfileNotFound,Auth0Flows.PowerShell.GetAuth0ClientCommand'
        }
    }

    Context 'across processes' {
        It 'connects a session that comes from another process again by its profile' {
            $env:AUTH0_CLIENT_SECRET = $secret
            $session = Connect-Auth0 @connection -SaveAs acme-prod
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($session))

            (Get-Auth0Client -First 1 -Session $copy).ClientId | Should -Be $tenant.ClientId
            $copy.psobject.Properties.Value | Out-String | Should -Not -BeLike "*$secret*"
        }

        It 'keeps the session''s own audience, and refuses a profile of another application' {
            $env:AUTH0_CLIENT_SECRET = $secret
            $session = Connect-Auth0 @connection -SaveAs acme-prod
            $other = Connect-Auth0 acme-prod -Audience $Orders
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($other))
            $session, $other | Disconnect-Auth0
            (Use-Auth0Session $copy).Audience | Should -Be $Orders

            $null = Connect-Auth0 other.example.com x -SaveAs acme-prod
            Get-Auth0Session -ListAvailable | Disconnect-Auth0
            "$(Get-Failure { Use-Auth0Session $copy })" | Should -BeLike "*; on this machine, the profile 'acme-prod' is for x at other.example.com."
        }

        It 'says of a session without a profile what to do' {
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Connect-Auth0 @connection)))

            "$(Get-Failure { Get-Auth0Client -Session $copy })" | Should -BeLike '*comes from another process*-SaveAs*'
        }

        It 'says that the profile of such a session is missing here' {
            $session = Connect-Auth0 @connection -SaveAs acme-prod
            $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($session))
            $session | Disconnect-Auth0
            Remove-Auth0Profile acme-prod -Force

            "$(Get-Failure { Get-Auth0Client -Session $copy })" | Should -BeLike "*profile 'acme-prod'. There is no such profile here.*"
        }

        It 'works in Start-ThreadJob and ForEach-Object -Parallel' {
            $session = Connect-Auth0 @connection -SaveAs acme-prod

            $ids = Start-ThreadJob { Import-Module $using:ModulePath; (Get-Auth0Client -First 1 -Session $using:session).ClientId } | Receive-Job -Wait -AutoRemoveJob
            $ids = @($ids) + @(1..3 | ForEach-Object -Parallel { Import-Module $using:ModulePath; (Get-Auth0Client -First 1 -Session $using:session).ClientId })

            $ids | Should -Be (@($tenant.ClientId) * 4)
        }
    }
}
