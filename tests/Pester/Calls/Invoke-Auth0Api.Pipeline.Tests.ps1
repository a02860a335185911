BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant -ClientCount 60 -UserCount 60
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $clients = Get-Auth0Client -First 50

    # How many calls for single applications have arrived; all are pending while none has a response.
    function Get-CallCount { $tenant.CountRequests('GET', '/api/v2/clients/*') }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invoke-Auth0Api in the pipeline' {
    BeforeEach { $tenant.ClearRequests() }

    AfterEach { $tenant.ClearFaults() }

    Context 'paths filled from typed objects' {
        It 'but not by a secret, of which only the mask would go' {
            { $clients[0] | Invoke-Auth0Api 'clients/{client_secret}' } |
                Should -Throw -ErrorId 'TemplateValueMissing,*' -ExpectedMessage "*'client_secret' is a secret, which must not appear in an address."
            { @{ client_secret = $clients[0].ClientSecret } | Invoke-Auth0Api 'clients/{client_secret}' } | Should -Throw -ErrorId 'TemplateValueMissing,*'
            $tenant.Requests | Should -BeNullOrEmpty
        }

        It 'of users: users/{user_id}/roles' {
            $users = Invoke-Auth0Api users -First 3
            $roles = $users | Invoke-Auth0Api 'users/{user_id}/roles'

            $roles | Should -HaveCount 3
            $roles.name | ForEach-Object { $_ | Should -BeIn 'admin', 'editor', 'viewer' }
            $tenant.Requests.Where{ $_.Path -like '*/roles' }.Path | Should -Be $users.user_id.ForEach{ "/api/v2/users/$([uri]::EscapeDataString($_))/roles" }
        }

        It 'of exported users, of log entries, of jobs' {
            $user = Export-Auth0User -Limit 1
            $entry = Get-Auth0Log -First 1
            $job = Export-Auth0User -Limit 1 -NoWait

            ($user | Invoke-Auth0Api 'users/{user_id}').email | Should -Be 'alice@example.com'
            ($entry | Invoke-Auth0Api 'logs/{log_id}').log_id | Should -Be $entry.LogId
            ($job | Invoke-Auth0Api 'jobs/{id}').type | Should -Be 'users_export'
        }
    }

    Context '-ThrottleLimit' {
        It 'has one call under way by default' {
            $tenant.AddFault(@{ Path = '/api/v2/clients/*'; Kind = 'Hold'; Times = 0 })
            $other = Start-InNewRunspace '$clients | Invoke-Auth0Api "clients/{client_id}" -Session $session' @{ session = $session; clients = $clients }
            Wait-Until { (Get-CallCount) -eq 1 }
            $tenant.ClearFaults()

            $other.Shell.EndInvoke($other.Invocation) | Should -HaveCount 50
            $other.Shell.Dispose()
        }

        It 'has as many calls under way as it says, and no more' {
            $held = [Auth0LocalTenantFault]@{ Path = '/api/v2/clients/*'; Kind = 'Hold'; Times = 0 }
            $tenant.AddFault($held)
            $other = Start-InNewRunspace '$clients | Invoke-Auth0Api "clients/{client_id}" -ThrottleLimit 8 -Session $session' @{ session = $session; clients = $clients }
            Wait-Until { (Get-CallCount) -eq 8 } # none has a response: all eight are pending at once
            Get-CallCount | Should -Be 8
            $held.Release()

            $other.Shell.EndInvoke($other.Invocation).client_id | Should -Be $clients.ClientId
            $other.Shell.Dispose()
        }

        It 'writes the answers in the order of the objects, though the first comes last' {
            # The first call is held until the three after it have a response.
            $first = [Auth0LocalTenantFault]@{ Path = "/api/v2/clients/$($clients[0].ClientId)"; Kind = 'Hold'; Times = 0 }
            $tenant.AddFault($first)
            $other = Start-InNewRunspace '$clients | Invoke-Auth0Api "clients/{client_id}" -ThrottleLimit 4 -Session $session' @{ session = $session; clients = $clients[0..9] }
            Wait-Until { $tenant.Requests.Where{ $_.StatusCode -eq 200 -and $_.Path -like '/api/v2/clients/*' }.Count -eq 3 }
            $first.Release()

            $other.Shell.EndInvoke($other.Invocation).client_id | Should -Be $clients[0..9].ClientId
            $other.Shell.Dispose()
        }

        It 'reports one bad object among many as one error, in its place, and the rest go on' {
            $ids = $clients[0..4].ClientId + 'nope' + $clients[5..9].ClientId
            $answers = $ids | Invoke-Auth0Api 'clients/{id}' -ThrottleLimit 4 -ErrorAction SilentlyContinue -ErrorVariable failures

            $answers.client_id | Should -Be $clients[0..9].ClientId
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            $failures[0].TargetObject | Should -Be 'nope'
        }

        It 'ends at the first error with -ErrorAction Stop' {
            $given = [System.Collections.Generic.List[object]]::new()
            { 'nope', $clients[0].ClientId | Invoke-Auth0Api 'clients/{id}' -ThrottleLimit 2 -ErrorAction Stop | ForEach-Object { $given.Add($_) } } | Should -Throw -ErrorId 'NotFound,*'

            $given | Should -BeNullOrEmpty
        }

        It 'lets go of what is under way on Ctrl+C' {
            $tenant.AddFault(@{ Path = '/api/v2/clients/*'; Kind = 'Hold'; Times = 0 })
            $other = Start-InNewRunspace '$clients | Invoke-Auth0Api "clients/{client_id}" -ThrottleLimit 5 -Session $session' @{ session = $session; clients = $clients }
            Wait-Until { (Get-CallCount) -eq 5 }
            (Measure-Command { $other.Shell.Stop() }).TotalMilliseconds | Should -BeLessThan 2000

            $other.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $other.Shell.Dispose()
        }

        It 'changes many objects, each once' {
            $changed = $clients[10..29] | Invoke-Auth0Api 'clients/{client_id}' -Method PATCH -Body @{ description = 'swept' } -ThrottleLimit 8

            $changed.client_id | Should -Be $clients[10..29].ClientId
            $changed.description | Sort-Object -Unique | Should -Be 'swept'
            $tenant.CountRequests('PATCH', '/api/v2/clients/*') | Should -Be 20
        }
    }
}
