BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $environment = @{
        AUTH0_DOMAIN        = $tenant.Domain
        AUTH0_CLIENT_ID     = $tenant.ClientId
        AUTH0_CLIENT_SECRET = Get-PlainText $tenant.ClientSecret
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Session' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        $tenant.ClearRequests()
    }

    AfterEach { Get-Auth0Session -ListAvailable | Disconnect-Auth0 }

    Context 'the sessions of this runspace' {
        It 'gives nothing where there is none, and that is no error' {
            Invoke-WithEnvironment @{} { Get-Auth0Session -ErrorAction Stop } | Should -BeNullOrEmpty
            Get-Auth0Session -ListAvailable -ErrorAction Stop | Should -BeNullOrEmpty
        }

        It 'gives the current one, or all in the order of their making' {
            $first = Connect-Auth0 @connection -Name first
            $second = Connect-Auth0 @connection -Name second

            Get-Auth0Session | Should -Be $second
            Get-Auth0Session -ListAvailable | Should -Be $first, $second
        }

        It 'gives those of a name, with or without wildcards' {
            'prod-eu', 'prod-us', 'test' | ForEach-Object { Connect-Auth0 @connection -Name $_ } | Out-Null

            (Get-Auth0Session prod*).Name | Should -Be 'prod-eu', 'prod-us'
            (Get-Auth0Session TEST).Name | Should -Be 'test'
            (Get-Auth0Session prod-us, test).Name | Should -Be 'prod-us', 'test'
            Get-Auth0Session nothing* | Should -BeNullOrEmpty
        }

        It 'misses a name that nobody has, and gives the others' {
            Connect-Auth0 @connection -Name test | Out-Null
            $sessions = Get-Auth0Session test, prod -ErrorAction SilentlyContinue -ErrorVariable failures

            $sessions.Name | Should -Be 'test'
            $failures | Should -HaveCount 1
            "$failures" | Should -Be "There is no session named 'prod'."
            $failures.TargetObject | Should -Be 'prod'
            $failures.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'shows the tokens that it holds, as objects' {
            Connect-Auth0 @connection | Out-Null
            $orders, $reports = Get-Auth0Token $Orders; $reports = Get-Auth0Token urn:example:reports

            (Get-Auth0Session).Tokens | Should -HaveCount 2
            (Get-Auth0Session).Tokens | Should -Contain $reports
        }

        It 'gives sessions that cmdlets take, as objects and by name, side by side' {
            $elsewhere = Start-Auth0LocalTenant
            $parameters = Get-ConnectParameter $elsewhere
            $there = Connect-Auth0 @parameters -Name there
            Connect-Auth0 @connection -Name here | Out-Null

            (Get-Auth0Token $Orders).Issuer | Should -Be $tenant.Issuer
            (Get-Auth0Token $Orders -Session $there).Issuer | Should -Be $elsewhere.Issuer
            (Get-Auth0Token $Orders -Session THERE).Issuer | Should -Be $elsewhere.Issuer
            Get-Auth0Client -First 1 -Session there | Out-Null
            Invoke-Auth0Api clients -Session here | Out-Null
            $elsewhere.CountRequests('GET', '/api/v2/clients') | Should -Be 1
            $tenant.CountRequests('GET', '/api/v2/clients') | Should -Be 1
            $elsewhere | Stop-Auth0LocalTenant
        }

        It 'says of a session that cmdlets do not find by its name which ones there are' {
            $failure = Get-Failure { Get-Auth0Token $Orders -Session nobody }

            "$failure" | Should -BeLike "*There is no session and no profile named 'nobody'. Get-Auth0Session -ListAvailable*"
        }

        It 'does not give those of another runspace' {
            $session = Connect-Auth0 @connection -Name ours
            $there = 1 | ForEach-Object -Parallel {
                Import-Module $using:ModulePath
                Get-Auth0Session -ListAvailable
                Connect-Auth0 acme.eu.auth0.com client -Name theirs | Out-Null
                Get-Auth0Session -ListAvailable
            }

            $there.Name | Should -Be 'theirs'
            Get-Auth0Session -ListAvailable | Should -Be $session
        }
    }

    Context 'the session of the environment' {
        It 'is there where nobody connected' {
            Invoke-WithEnvironment ($environment + @{ AUTH0_AUDIENCE = $Orders; AUTH0_ORGANIZATION = 'acme' }) {
                $session = Get-Auth0Session
                $session.Domain.BaseAddress | Should -Be $tenant.Issuer
                $session.ClientId | Should -Be $tenant.ClientId
                $session.Audience | Should -Be $Orders
                $session.Organization | Should -Be 'acme'
                Get-Auth0Session | Should -Be $session -Because 'it is one, not a new one each time'

                $token = Get-Auth0Token
                $token.Audience | Should -Be $Orders
                $token.Claims.org_name | Should -Be 'acme'
                Get-Auth0Client Automation | Should -Not -BeNullOrEmpty
            }
        }

        It 'is behind one that was connected' {
            Invoke-WithEnvironment $environment {
                $connected = Connect-Auth0 acme.eu.auth0.com client
                Get-Auth0Session | Should -Be $connected
                Disconnect-Auth0
                "$((Get-Auth0Session).Domain)" | Should -Be $tenant.Domain
            }
        }

        It 'follows the environment' {
            Invoke-WithEnvironment $environment {
                $before = Get-Auth0Session
                $env:AUTH0_CLIENT_ID = 'another'
                (Get-Auth0Session).ClientId | Should -Be 'another'
                $before.IsClosed | Should -BeTrue
            }
        }

        It 'needs a domain and a client id' {
            Invoke-WithEnvironment @{ AUTH0_DOMAIN = $tenant.Domain } { Get-Auth0Session } | Should -BeNullOrEmpty
            Invoke-WithEnvironment @{ AUTH0_CLIENT_ID = $tenant.ClientId } { Get-Auth0Session } | Should -BeNullOrEmpty
        }

        It 'says where the domain is none' {
            $failure = Invoke-WithEnvironment @{ AUTH0_DOMAIN = 'acme'; AUTH0_CLIENT_ID = 'client' } { Get-Failure { Get-Auth0Token $Orders } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidDomain,*'
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }
}

Describe 'A session in a pipeline, and in another runspace' {
    BeforeAll {
        $tenant, $other = 1..2 | ForEach-Object { Start-Auth0LocalTenant }
        $second = Connect-Auth0 $other.Domain $other.ClientId $other.ClientSecret -Name other
        $first = Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret -Name main
    }

    AfterAll {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
        Stop-Auth0LocalTenant
    }

    It 'is the one that the token is asked for' {
        (Get-Auth0Session other | Get-Auth0Token https://orders.example.com/).Issuer | Should -Be $other.Issuer
    }

    It 'outlives a runspace that it was only lent to' {
        $module = $ModulePath
        1 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-Auth0 -Session $using:first | Out-Null
            Remove-Module Auth0Flows
        }

        $first.IsClosed | Should -BeFalse
    }

    It 'outlives a runspace that gave its name to another session, and closed that one' {
        $module = $ModulePath
        1 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-Auth0 -Session $using:first | Out-Null
            Connect-Auth0 ($using:tenant).Domain ($using:tenant).ClientId ($using:tenant).ClientSecret -Name main | Disconnect-Auth0
        }

        $first.IsClosed | Should -BeFalse
    }

    It 'is not taken in the place of a token that was serialised on its way' {
        $token = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-Auth0Token https://orders.example.com/)))

        { $token | Invoke-Auth0Api clients -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidToken,*'
    }
}
