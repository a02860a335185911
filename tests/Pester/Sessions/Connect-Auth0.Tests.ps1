BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Connect-Auth0' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    Context 'the session' {
        It 'is given, is the current one, and has sent nothing' {
            $session = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $tenant.ClientSecret

            $session | Should -BeOfType [Auth0Session]
            $session.Name | Should -Be $tenant.Domain
            $session.Domain | Should -BeOfType [Auth0Domain]
            "$($session.Domain)" | Should -Be $tenant.Domain
            $session.ClientId | Should -Be $tenant.ClientId
            $session.ClientAuthenticationMethod | Should -Be 'ClientSecretPost'
            $session.ManagementAudience | Should -Be $tenant.ManagementAudience
            $session.ConnectedAt | Should -BeOfType [System.DateTimeOffset]
            $session.IsClosed | Should -BeFalse
            Get-Auth0Session | Should -Be $session
            $tenant.CountRequests() | Should -Be 0
        }

        It 'has what it was given' {
            $session = Connect-Auth0 acme.eu.auth0.com client -Name work -Audience $Orders -Organization acme -ManagementAudience https://acme.us.auth0.com/api/v2/

            $session.Name | Should -Be 'work'
            $session.Audience | Should -Be $Orders
            $session.Organization | Should -Be 'acme'
            $session.ManagementAudience | Should -Be 'https://acme.us.auth0.com/api/v2/'
            $session.ClientAuthenticationMethod | Should -Be 'None'
        }

        It 'takes the place of one of the same name, which who holds it can go on with' {
            $first = Connect-Auth0 @connection -Name work
            $second = Connect-Auth0 @connection -Name WORK

            Get-Auth0Session -ListAvailable | Should -Be $second
            (Get-Auth0Token $Orders -Session $first).Audience | Should -Be $Orders
            $first | Disconnect-Auth0
        }

        It 'is told from that of another application at the same tenant, without a name of its own' {
            Connect-Auth0 acme.eu.auth0.com one | Out-Null
            Connect-Auth0 acme.eu.auth0.com two | Out-Null

            (Get-Auth0Session -ListAvailable).Name | Should -Be 'acme.eu.auth0.com', 'acme.eu.auth0.com two'
        }

        It 'becomes the current one again, from the pipeline or by its name' {
            $first = Connect-Auth0 @connection -Name first
            $second = Connect-Auth0 @connection -Name second

            $first | Connect-Auth0 | Should -Be $first
            Get-Auth0Session | Should -Be $first
            Connect-Auth0 -Session second | Should -Be $second
            Get-Auth0Session | Should -Be $second
            Get-Auth0Session -ListAvailable | Should -Be $first, $second
        }

        It 'does not become the current one again once it is closed' {
            $closed = Connect-Auth0 @connection -Name closed
            Disconnect-Auth0
            $failure = Get-Failure { $closed | Connect-Auth0 }

            $failure.FullyQualifiedErrorId | Should -BeLike 'SessionClosed,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
            Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
        }

        It 'shares its tokens with another one of the same application' {
            Connect-Auth0 @connection -Name first | Out-Null
            $token = Get-Auth0Token $Orders
            Connect-Auth0 @connection -Name second | Out-Null

            Get-Auth0Token $Orders | Should -Be $token
            $tenant.CountRequests() | Should -Be 1
        }

        It 'does not get the tokens of the application by a wrong secret' {
            Connect-Auth0 @connection -Name right | Out-Null
            Get-Auth0Token $Orders | Out-Null
            $connection.ClientSecret = ConvertTo-SecureString 'wrong' -AsPlainText -Force
            Connect-Auth0 @connection -Name wrong | Out-Null

            (Get-Failure { Get-Auth0Token $Orders }).FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
        }

        It 'names itself to the tenant, without telling who the user is' {
            Connect-Auth0 @connection | Out-Null
            Get-Auth0Token $Orders | Out-Null
            $headers = ($tenant.Requests | Select-Object -Last 1).Headers
            $base64 = $headers['Auth0-Client'].Replace('-', '+').Replace('_', '/')
            $client = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($base64.PadRight([Math]::Ceiling($base64.Length / 4) * 4, '='))) | ConvertFrom-Json

            $client.name | Should -Be 'auth0flows'
            $client.version | Should -Be (Get-Module Auth0Flows).Version
            $client.env.powershell | Should -Be $PSVersionTable.PSVersion
            $headers['User-Agent'] | Should -Be "Auth0Flows/$((Get-Module Auth0Flows).Version)"
        }

        It 'is for the Management API whose audience it was given' {
            $tenant.AddApi('https://acme.eu.auth0.com/api/v2/', 'read:clients') | Out-Null
            Connect-Auth0 @connection -ManagementAudience https://acme.eu.auth0.com/api/v2/ | Out-Null
            $failure = Get-Failure { Invoke-Auth0Api clients }

            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*https://acme.eu.auth0.com/api/v2/*'
            ($tenant.Requests | Select-Object -First 1).Form['audience'] | Should -Be 'https://acme.eu.auth0.com/api/v2/'
        }
    }

    Context 'the domain' {
        It 'may be <_>' -ForEach 'acme.eu.auth0.com', 'https://acme.eu.auth0.com/', 'ACME.eu.auth0.com', ' acme.eu.auth0.com ' {
            $session = Connect-Auth0 $_ client

            "$($session.Domain)" | Should -Be 'acme.eu.auth0.com'
            $session.ManagementAudience | Should -BeExactly 'https://acme.eu.auth0.com/api/v2/'
        }

        It 'may be on this machine: <_>' -ForEach 'http://127.0.0.1:8080', 'http://localhost:8080' {
            (Connect-Auth0 $_ client).Domain.TokenEndpoint | Should -Be "$_/oauth/token"
        }

        It 'may not be <Domain>, for <Reason>' -ForEach @(
            @{ Domain = 'http://acme.eu.auth0.com'; Reason = 'http is allowed only on loopback' }
            @{ Domain = 'https://acme.eu.auth0.com/login'; Reason = 'it must not have a path, query or fragment' }
            @{ Domain = 'acme.eu.auth0.com?a=b'; Reason = 'it must not have a path, query or fragment' }
            @{ Domain = 'ftp://acme.eu.auth0.com'; Reason = "its scheme is 'ftp'" }
            @{ Domain = 'acme'; Reason = "the part after the tenant's name is missing" }
            @{ Domain = 'my tenant'; Reason = 'it is not an address' }
            @{ Domain = ' '; Reason = 'it is empty' }
        ) {
            $failure = Get-Failure { Connect-Auth0 $Domain client }

            $failure.FullyQualifiedErrorId | Should -Be 'InvalidDomain,Auth0Flows.PowerShell.ConnectAuth0Command'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike "*'$Domain' is not a tenant's domain: $Reason*"
            "$failure" | Should -BeLike '*Expected * acme.eu.auth0.com*'
            $failure.TargetObject | Should -Be $Domain
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
        }

        It 'may not hold a user name, and its password is not repeated' {
            $domain = 'https://me:hunter2@acme.eu.auth0.com'
            $failure = Get-Failure { Connect-Auth0 $domain client }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidDomain,*'
            "$failure" | Should -BeLike '*@acme.eu.auth0.com*it contains a user name*'
            "$failure" | Should -Not -BeLike '*hunter2*'
            "$($failure.TargetObject)" | Should -Not -BeLike '*hunter2*'
        }
    }

    Context 'the secret' {
        It 'goes into the body, or into HTTP Basic, whatever characters it has: <_>' -ForEach 'ClientSecretPost', 'ClientSecretBasic' {
            $secret = 'a+b&c=d%20 é:ü/?#"€'
            Connect-Auth0 @connection | Out-Null
            $application = Invoke-Auth0Api clients -Method POST -Body @{ name = 'odd'; client_secret = $secret; grant_types = @('client_credentials') }
            $tenant.AddClientGrant($application.client_id, $Orders, 'read:orders')
            $connection.ClientId = $application.client_id
            $connection.ClientSecret = ConvertTo-SecureString $secret -AsPlainText -Force
            Connect-Auth0 @connection -ClientAuthenticationMethod $_ | Out-Null
            Get-Auth0Token $Orders | Out-Null
            $request = $tenant.Requests | Select-Object -Last 1

            $request.Form['client_secret'] | Should -Be ($_ -eq 'ClientSecretPost' ? $secret : $null)
            $request.Headers['Authorization'] | Should -BeLike ($_ -eq 'ClientSecretPost' ? '' : 'Basic *')
        }

        It 'is refused as <Name>, and not repeated' -ForEach @(
            @{ Name = 'plain text'; Secret = 'correct-horse-battery-staple' }
            @{ Name = 'a number'; Secret = 31415926535 }
        ) {
            $Error.Clear()
            $shown = Get-Shown { Connect-Auth0 $tenant.Domain $tenant.ClientId -ClientSecret $Secret }

            $Error[0].FullyQualifiedErrorId | Should -Be 'ParameterArgumentTransformationError,Auth0Flows.PowerShell.ConnectAuth0Command'
            "$($Error[0])" | Should -BeLike '*SecureString*Read-Host -AsSecureString*'
            $shown.Contains("$Secret") | Should -BeFalse
            [System.Management.Automation.PSSerializer]::Serialize($Error[0], 4).Contains("$Secret") | Should -BeFalse
        }

        It 'is copied: the caller''s own outlives the session' {
            $secret = $tenant.ClientSecret.ToSecureString()
            Connect-Auth0 $tenant.Domain $tenant.ClientId $secret | Disconnect-Auth0

            Get-PlainText $secret | Should -Be (Get-PlainText $tenant.ClientSecret)
        }
    }
}
