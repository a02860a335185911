BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    # The completions at the end of a line, except file names, which PowerShell adds if there are no others.
    function Get-Completion([string] $Line) {
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches | Where-Object ResultType -EQ 'ParameterValue'
    }

    # The same, but waits for the tenant: a busy machine may not respond within the quarter of a second that a Tab waits.
    function Wait-Completion([string] $Line) {
        Wait-Until { $script:found = @(Get-Completion $Line); $script:found.Count -gt 0 }
        $script:found
    }

    $tenant = Start-Auth0LocalTenant -ClientCount 12
    $connection = Get-ConnectParameter $tenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Tab at what the tenant knows' {
    BeforeAll { $session = Connect-Auth0 @connection -Name acme }
    AfterAll { Disconnect-Auth0 }

    It 'gives the names of applications, quoted where they are several words' {
        $found = Wait-Completion 'Get-Auth0Client web'

        $found.CompletionText | Should -Contain "'Web Portal'"
        $found.Where({ $_.ListItemText -eq 'Web Portal' }).ToolTip | Should -BeLike "*$($tenant.GetApplication('Web Portal').ClientId)"
    }

    It 'gives what the cmdlet then finds, also of names with wildcards in them' {
        $null = New-Auth0Client 'Shop [old] * test?'
        $other = Connect-Auth0 @connection -Name other # has the new one; the first may still have the old list
        try {
            $found = @(Wait-Completion 'Get-Auth0Client -Name shop')

            $found.Count | Should -Be 1
            (& ([scriptblock]::Create("Get-Auth0Client -Name $($found.CompletionText)"))).Name | Should -Be 'Shop [old] * test?'
        }
        finally {
            $other | Disconnect-Auth0
            $null = $session | Connect-Auth0
        }
    }

    It 'gives ids by names: <Line>' -ForEach @(
        @{ Line = 'Set-Auth0Client -ClientId web'; Name = 'Web Portal' }
        @{ Line = 'Get-Auth0ClientGrant web'; Name = 'Web Portal' }
        @{ Line = 'Get-Auth0Log -ClientId web'; Name = 'Web Portal' }
        @{ Line = "Set-Auth0User 'auth0|1' -ClientId web"; Name = 'Web Portal' }
    ) {
        $found = Wait-Completion $Line

        $found.Where({ $_.ListItemText -eq $Name }).CompletionText | Should -Be $tenant.GetApplication($Name).ClientId
    }

    It 'gives each of a list: <Line>' -ForEach @(
        @{ Line = 'Get-Auth0Token -GrantType Password -Realm '; List = { (Get-Auth0Connection).Name } }
        @{ Line = 'Get-Auth0Connection '; List = { (Get-Auth0Connection).Name } }
        @{ Line = 'Start-Auth0BrowserLogin -Connection '; List = { (Get-Auth0Connection).Name } }
        @{ Line = 'Import-Auth0User '; List = { (Get-Auth0Connection).Name } }
        @{ Line = 'Get-Auth0Token -Organization '; List = { (Get-Auth0Organization).Name } }
        @{ Line = 'Get-Auth0Organization '; List = { (Get-Auth0Organization).Name } }
        @{ Line = 'Get-Auth0OrganizationMember '; List = { (Get-Auth0Organization).Id } }
        @{ Line = 'Get-Auth0Role '; List = { (Get-Auth0Role).Name } }
        @{ Line = 'Get-Auth0User -RoleId '; List = { (Get-Auth0Role).Id } }
        @{ Line = 'Get-Auth0ResourceServer '; List = { (Get-Auth0ResourceServer).Name } }
        @{ Line = 'Get-Auth0Connection -ConnectionId '; List = { (Get-Auth0Connection).Id } }
        @{ Line = 'Get-Auth0ClientGrant -ClientGrantId '; List = { (Get-Auth0ClientGrant).Id } }
        @{ Line = 'Set-Auth0ClientGrant '; List = { (Get-Auth0ClientGrant).Id } }
        @{ Line = 'Remove-Auth0ClientGrant '; List = { (Get-Auth0ClientGrant).Id } }
        @{ Line = 'Get-Auth0ClientGrant -Audience '; List = { (Get-Auth0ResourceServer).Identifier } }
    ) {
        $found = Wait-Completion $Line

        $found.CompletionText.Trim("'") | Sort-Object | Should -Be @(& $List | Sort-Object)
    }

    It 'gives the scopes of an API to whom they are to be allowed' {
        $found = Wait-Completion "New-Auth0ClientGrant -Audience $Orders -Scope "

        $found.CompletionText | Sort-Object | Should -Be @((Get-Auth0ResourceServer).Where({ $_.Identifier -eq $Orders }).Scopes.Value | Sort-Object)
    }

    It 'asks for each list once, however often one presses Tab' {
        $fresh = Connect-Auth0 @connection -Name fresh
        try {
            $tenant.ClearRequests()
            $null = Wait-Completion 'Get-Auth0Client '
            $null = Get-Completion 'Get-Auth0Client w'
            $null = Get-Completion 'Remove-Auth0Client w'

            $tenant.CountRequests('GET', '/api/v2/clients') | Should -Be 1
        }
        finally {
            $fresh | Disconnect-Auth0
            $null = $session | Connect-Auth0
        }
    }
}

Describe 'Tab at a session' {
    BeforeAll {
        $other = Start-Auth0LocalTenant -ConnectionCount 5
    }
    AfterAll { $other | Stop-Auth0LocalTenant }
    BeforeEach {
        $second = Get-ConnectParameter $other
        $two = Connect-Auth0 @second -Name 'two words'
        $one = Connect-Auth0 @connection -Name one
    }
    AfterEach { $one, $two | Disconnect-Auth0 }

    It 'gives the names of sessions, and which is the current one: <_>' -ForEach 'Get-Auth0Client -Session', 'Disconnect-Auth0', 'Connect-Auth0 -Session', 'Get-Auth0Session' {
        $found = @(Get-Completion "$_ ")

        $found.CompletionText | Should -Be "'two words'", 'one'
        $found[1].ToolTip | Should -Be "$($tenant.ClientId) at $($tenant.Domain) (current)"
    }

    It 'heeds -Session, by name or as an object' {
        $names = (Get-Auth0Connection -Session 'two words').Name | Sort-Object
        Set-Variable bound $two -Scope Global
        try {
            (Wait-Completion "Get-Auth0Connection -Session 'two words' -Name ").CompletionText.Trim("'") | Sort-Object | Should -Be $names
            (Wait-Completion 'Get-Auth0Connection -Session $bound -Name ').CompletionText.Trim("'") | Sort-Object | Should -Be $names
        }
        finally { Remove-Variable bound -Scope Global }
    }

    It 'gives nothing for a session that there is none of, and nothing of a closed one' {
        Get-Completion 'Get-Auth0Token -Session nobody -Audience ' | Should -BeNullOrEmpty
        Set-Variable bound $two -Scope Global
        try {
            $two | Disconnect-Auth0
            Get-Completion 'Get-Auth0Connection -Session $bound -Name ' | Should -BeNullOrEmpty
        }
        finally { Remove-Variable bound -Scope Global }
    }
}

Describe 'Tab at an audience and a scope' {
    BeforeAll {
        $session = Connect-Auth0 @connection -Name acme -Audience $Orders
        $null = Get-Auth0Token
        $tenant.ClearRequests()
    }
    AfterAll {
        $tenant.Requests | Should -BeNullOrEmpty -Because 'these are known without asking'
        Disconnect-Auth0
    }

    It 'gives the APIs that the session knows, each once: <_>' -ForEach 'Get-Auth0Token', 'Get-Auth0Token -Audience', 'Invoke-Auth0Api x -Audience', 'Start-Auth0DeviceLogin', 'Test-Auth0Token x -Audience', 'Update-Auth0Token -Audience' {
        (Get-Completion "$_ ").CompletionText | Should -Be $Orders, $tenant.ManagementAudience
    }

    It 'gives the scopes of the tokens for an API, and those of OpenID Connect' {
        $held = $session.Tokens[0].Scope

        (Get-Completion 'Get-Auth0Token -Scope ').CompletionText | Should -Be @($held + 'openid' + 'profile' + 'email' + 'offline_access')
        (Get-Completion 'Start-Auth0DeviceLogin -Scope openid, off').CompletionText | Should -Be 'offline_access'
    }

    It 'gives those of the Management API, with what each is for' {
        $found = Get-Completion "Get-Auth0Token -Audience $($tenant.ManagementAudience) -Scope read:organization_m"

        $found[0].ToolTip | Should -Match 'organizations/\{id\}/'
        Get-Completion 'Get-Auth0Token -Audience https://else.example.com/ -Scope read:' | Should -BeNullOrEmpty
    }
}

Describe 'Tab at a type of grant' {
    It 'gives the ways to a token' {
        (Get-Completion 'Get-Auth0Token -GrantType device').CompletionText | Should -Be 'DeviceCode'
    }

    It 'gives those of applications as Auth0 spells them' {
        (Get-Completion 'New-Auth0Client x -GrantType client').CompletionText | Should -Be 'client_credentials'
        (Get-Completion 'Set-Auth0Client x -GrantType authorization_code, refresh').CompletionText | Should -Be 'refresh_token'
    }
}

Describe 'Tab where the tenant is no help' {
    BeforeEach { $errors = $global:Error.Count }
    AfterEach { $global:Error.Count | Should -Be $errors -Because 'Tab writes no error' }

    It 'leaves a slow tenant to its answer' {
        $slow = Start-Auth0LocalTenant -ClientCount 3
        try {
            $parameters = Get-ConnectParameter $slow
            $null = Connect-Auth0 @parameters
            $null = Get-Completion 'Get-Auth0Client -Session nobody ' # what is compiled at the first Tab is not the tenant's time
            $slow.Latency = [timespan]::FromSeconds(5)
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty
            $watch.Stop()

            $watch.ElapsedMilliseconds | Should -BeLessThan 1500 -Because 'the tenant takes five seconds'
            $slow.CountRequests('POST', '/oauth/token') | Should -BeLessOrEqual 1
        }
        finally {
            Disconnect-Auth0
            $slow | Stop-Auth0LocalTenant
        }
    }

    It 'waits no more than 300 ms in the completer itself' {
        $slow = Start-Auth0LocalTenant -Latency ([timespan]::FromSeconds(5))
        try {
            $parameters = Get-ConnectParameter $slow
            $null = Connect-Auth0 @parameters
            $type = (Get-Command Get-Auth0Client).ImplementingType.Assembly.GetType('Auth0Flows.PowerShell.OrganizationCompleter')
            $completer = [Activator]::CreateInstance($type, $true)
            $null = $completer.CompleteArgument('', 'Organization', '', $null, @{ Session = 'nobody' })
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $found = $completer.CompleteArgument('', 'Organization', '', $null, @{})
            $watch.Stop()

            $found | Should -BeNullOrEmpty
            $watch.ElapsedMilliseconds | Should -BeGreaterThan 200 -Because 'it waits for what may come'
            $watch.ElapsedMilliseconds | Should -BeLessThan 1500 -Because 'it is 250 ms on a machine that has nothing else to do, and the tenant takes five seconds'
        }
        finally {
            Disconnect-Auth0
            $slow | Stop-Auth0LocalTenant
        }
    }

    It 'is silent without a session' {
        Invoke-WithEnvironment @{} {
            Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty
            Get-Completion 'Get-Auth0Token ' | Should -BeNullOrEmpty
            Get-Completion 'Get-Auth0Client -Session ' | Should -BeNullOrEmpty
        }
    }

    It 'is silent where the environment describes no session that there can be' {
        Invoke-WithEnvironment @{ AUTH0_DOMAIN = 'http://not.loopback.example.com'; AUTH0_CLIENT_ID = 'x' } {
            Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty
        }
    }

    It 'is silent with a wrong secret, and tries it once' {
        $wrong = $connection.Clone()
        $wrong.ClientSecret = ConvertTo-SecureString 'wrong' -AsPlainText -Force
        $null = Connect-Auth0 @wrong -Name wrong
        $tenant.ClearRequests()
        try {
            1..3 | ForEach-Object { Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty }
            Wait-Until { $tenant.CountRequests('POST', '/oauth/token') -gt 0 }
            Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty

            $tenant.CountRequests('POST', '/oauth/token') | Should -Be 1
        }
        finally { Disconnect-Auth0 }
    }

    It 'asks nothing where only a person could get a token' {
        $public = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $null = Connect-Auth0 @public -Name public
        $tenant.ClearRequests()
        try {
            Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty

            $tenant.Requests | Should -BeNullOrEmpty
        }
        finally { Disconnect-Auth0 }
    }

    It 'is silent where the tenant is gone' {
        $gone = Start-Auth0LocalTenant
        $parameters = Get-ConnectParameter $gone
        $null = Connect-Auth0 @parameters
        $gone | Stop-Auth0LocalTenant
        try { Get-Completion 'Get-Auth0Client ' | Should -BeNullOrEmpty }
        finally { Disconnect-Auth0 }
    }
}
