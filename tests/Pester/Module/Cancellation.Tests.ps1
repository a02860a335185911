# Stops each wait of a cmdlet like Ctrl+C does, repeatedly at random moments. tests/Auth0Flows.Tests/Cancellation stops the library's own
# waits more often, and counts what they leave.
BeforeDiscovery {
    $pending = @{ Path = '/oauth/token'; StatusCode = 403; Times = 0; Body = '{"error":"authorization_pending"}' }
    $job = '{"id":"job_1","type":"users_export","status":"processing","percentage_done":1}'
    $waits = @(
        @{ Name = 'a token'; Script = 'Get-Auth0Token urn:held -Force'; Faults = @{ Path = '/oauth/token'; Kind = 'Hold'; Times = 0 } }
        @{ Name = 'the next try after a 503'; Script = 'Get-Auth0Token $Orders -Force'; Faults = @{ Path = '/oauth/token'; StatusCode = 503; Headers = @{ 'Retry-After' = 30 }; Times = 0 } }
        @{ Name = 'the end of a 429'; Script = 'Invoke-Auth0Api roles'; Faults = @{ Path = '/api/v2/roles'; StatusCode = 429; Headers = @{ 'Retry-After' = 2 }; Times = 0 } }
        @{ Name = 'a page of a list'; Script = 'Get-Auth0Client'; Faults = @{ Path = '/api/v2/clients'; Kind = 'Hold'; Times = 0 } }
        @{ Name = 'the answer to a change'; Script = 'New-Auth0Client held'; Faults = @{ Path = '/api/v2/clients'; Kind = 'Hold'; Times = 0 } }
        @{ Name = 'new entries of the log'; Script = 'Get-Auth0Log -Tail -PollingInterval 00:01'; Faults = @() }
        @{ Name = 'a job'; Script = 'Export-Auth0User -JobId job_1'; Faults = @{ Path = '/api/v2/jobs/*'; StatusCode = 200; Times = 0; Body = $job } }
        @{ Name = 'the file of an export'; Script = 'Export-Auth0User'; Faults = @{ Path = '/exports/*'; Kind = 'Hold'; Times = 0 } }
        @{ Name = 'an upload'; Script = '1..200 | ForEach-Object { @{ email = "held$_@example.com" } } | Import-Auth0User con_database'; Faults = @{ Path = '/api/v2/jobs/users-imports'; Kind = 'Hold'; Times = 0 } }
        @{ Name = 'a refresh'; Script = '$token | Update-Auth0Token -Force'; Faults = @{ Path = '/oauth/token'; Kind = 'Hold'; Times = 0 }; IsUser = $true }
        @{ Name = 'a user at another device'; Script = 'Start-Auth0DeviceLogin'; Faults = $pending; IsUser = $true; Application = 'Mobile for iOS' }
        @{ Name = 'a user at another place'; Script = 'Start-Auth0BackchannelLogin $frank.UserId "Order 4711"'; Faults = @{ Path = '/oauth/token'; StatusCode = 400; Times = 0; Body = '{"error":"authorization_pending"}' }; IsUser = $true }
        @{ Name = 'the challenge of a passkey'; Script = 'Start-Auth0PasskeyLogin'; Faults = @{ Path = '/passkey/challenge'; Kind = 'Hold'; Times = 0 }; IsUser = $true }
        @{ Name = 'the browser'; Script = 'Start-Auth0BrowserLogin -NoBrowser -RedirectUri $callback'; Faults = @(); IsUser = $true }
    )
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $alice = $tenant.GetUser('alice')
    $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
    $listener.Start()
    $callback = "http://$($listener.LocalEndpoint)/callback"
    $listener.Stop()
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Ctrl+C' {
    BeforeEach {
        $connection = Get-ConnectParameter $tenant
        $connection.MaximumRetryCount = 3
        $session = Connect-Auth0 @connection -Name machine
        $application = Get-ApplicationParameter $tenant ($Application ?? 'Web Portal')
        $user = Connect-Auth0 @application -Name user
    }

    AfterEach {
        $tenant.ClearFaults()
        $session, $user | Disconnect-Auth0
    }

    It 'ends the wait for <Name> within 200 ms, ten times over, and the session works on' -ForEach $waits {
        $meant = $IsUser ? $user : $session
        $token = $IsUser ? (Get-Auth0Token -Credential (Get-UserCredential $alice) -Audience $Orders -Scope openid, offline_access, read:orders -Session $user) : $null
        if (-not $IsUser) { Get-Auth0Role -First 1 -Session $session | Out-Null } # gets the Management API's token
        $Faults | ForEach-Object { $tenant.AddFault($_) }
        $seed = [System.Random]::Shared.Next()
        $random = [System.Random]::new($seed)
        $other = Start-InNewRunspace '$null' @{ PSDefaultParameterValues = @{ '*-Auth0*:Session' = $meant }; token = $token; callback = $callback; frank = $tenant.GetUser('frank'); Orders = $Orders }
        try {
            $other.Shell.EndInvoke($other.Invocation)
            foreach ($round in 1..10) {
                $other.Shell.Commands.Clear()
                $null = $other.Shell.AddScript($Script).BeginInvoke()
                [System.Threading.Thread]::Sleep($random.Next(60)) # the random moment
                $stopping = Measure-Command { $other.Shell.Stop() }

                $stopping.TotalMilliseconds | Should -BeLessThan 200 -Because "seed $seed, round $round"
                $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
                $other.Shell.Streams.Error | Should -BeNullOrEmpty
            }
        }
        finally {
            $other.Shell.Runspace.Dispose()
            $other.Shell.Dispose()
        }

        $tenant.ClearFaults()
        (Get-Auth0Token -Credential (Get-UserCredential $alice) -Audience $Orders -Session $user).Subject | Should -Be $alice.UserId
        (Get-Auth0Role -First 1 -Session $session) | Should -HaveCount 1
    }
}
