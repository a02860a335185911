BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    function Get-Completion([string] $Line) { (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches }
}

Describe 'Find-Auth0Endpoint' {
    It 'finds by words, without quotation marks, the best match first' {
        $found = @(Find-Auth0Endpoint rotate secret)

        "$($found[0])" | Should -Be 'POST clients/{client_id}/rotate-secret'
        $found[0].Scope | Should -Be 'update:client_keys'
        $found[0].Family | Should -Be 'clients'
        $found[0].DocumentationUri | Should -Be 'https://auth0.com/docs/api/management/v2/clients'
        $found[0].PSTypeNames[0] | Should -Be 'Auth0Flows.PowerShell.Auth0EndpointInfo'
    }

    It 'offers the cmdlet where there is one' {
        $found = Find-Auth0Endpoint -Path 'users/{id}/roles' -Method GET

        $found.Cmdlet | Should -Be 'Get-Auth0Role'
        $found.Command | Should -Be 'Get-Auth0Role -UserId $userId'
    }

    It 'offers the parameter that selects the endpoint' {
        (Find-Auth0Endpoint -Path users-by-email).Command | Should -Be 'Get-Auth0User -Email $email'
    }

    It 'offers Invoke-Auth0Api where there is no cmdlet: <Path>' -ForEach @(
        @{ Path = 'agents'; Method = 'GET'; Command = 'Invoke-Auth0Api agents -All' }
        @{ Path = 'agents'; Method = 'POST'; Command = 'Invoke-Auth0Api agents -Method POST -Body $body' }
        @{ Path = 'agents/{id}'; Method = 'DELETE'; Command = '$agentId | Invoke-Auth0Api ''agents/{id}'' -Method DELETE' }
        @{
            Path = 'verifiable-credentials/verification/templates/{id}'; Method = 'GET'
            Command = '$templateId | Invoke-Auth0Api ''verifiable-credentials/verification/templates/{id}'''
        }
        @{
            Path = 'organizations/{id}/groups/{group_id}/roles'; Method = 'POST'
            Command = '@{ id = $organizationId; group_id = $groupId } | Invoke-Auth0Api ''organizations/{id}/groups/{group_id}/roles'' -Method POST -Body $body'
        }
    ) {
        (Find-Auth0Endpoint -Path $Path -Method $Method).Command | Should -Be $Command
    }

    # Every line, whatever cmdlets come: PowerShell can read it, and its parameters are those of one parameter set.
    It 'gives lines that PowerShell can read, with parameters that the command has' {
        $all = @(Find-Auth0Endpoint)
        $all.Count | Should -Be ([Auth0Endpoints]::All.Count)

        foreach ($endpoint in $all) {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput($endpoint.Command, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $endpoint.Command
            $line = $ast.Find({ param($node) $node -is [System.Management.Automation.Language.CommandAst] }, $false)
            $command = Get-Command $line.GetCommandName() -ErrorAction Stop
            $typed = @($line.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] }).ParameterName
            $fits = $command.ParameterSets | Where-Object {
                $set = $_
                $missing = $set.Parameters | Where-Object IsMandatory | Where-Object Name -NotIn (@($typed) + 'Path')
                -not ($typed | Where-Object { $_ -notin $set.Parameters.Name }) -and -not $missing
            }
            $fits | Should -Not -BeNullOrEmpty -Because $endpoint.Command
        }
    }

    It 'names only cmdlets that the module has' {
        (Find-Auth0Endpoint).Cmdlet | Select-Object -Unique | Where-Object { $_ -notin (Get-Command -Module Auth0Flows).Name } | Should -BeNullOrEmpty
    }

    It 'filters by path, with wildcards, real ids, or any names in braces' {
        (Find-Auth0Endpoint -Path 'users/*/roles' -Method GET).Path | Should -Be 'users/{user_id}/roles'
        (Find-Auth0Endpoint -Path 'users/auth0%7C1/roles' -Method get).Path | Should -Be 'users/{user_id}/roles'
        (Find-Auth0Endpoint -Path 'users/{whoever}/roles').Method | Should -Be 'DELETE', 'GET', 'POST'
        Find-Auth0Endpoint -Path no/such/path | Should -BeNullOrEmpty
    }

    It 'filters by scope, family and cmdlet' {
        "$(Find-Auth0Endpoint -Scope delete:roles)" | Should -Be 'DELETE roles/{id}'
        (Find-Auth0Endpoint -Resource stats).Path | Should -Be 'stats/active-users', 'stats/daily'
        "$(Find-Auth0Endpoint -Cmdlet Remove-Auth0Client)" | Should -Be 'DELETE clients/{client_id}'
        "$(Find-Auth0Endpoint roles -Method POST -Scope create:roles)" | Should -Be 'POST roles'
    }

    It 'takes scopes from the pipeline' {
        (Find-Auth0Scope create:roles | Find-Auth0Endpoint).Path | Should -Be 'roles'
    }

    It 'shows what Auth0 ended, and what replaces it' {
        $rules = @(Find-Auth0Endpoint -Family rules, rules-configs, hooks)

        $rules.Count | Should -Be 17
        $rules.IsEnded | Should -Not -Contain $false
        $rules[0].Summary | Should -BeLike 'Ended by Auth0 on 18 November 2026; use actions/actions.*'
        $rules.Command | Select-Object -Unique | Should -Be (Find-Auth0Endpoint -Path actions/actions -Method GET).Command
        (Find-Auth0Endpoint -Family roles).IsEnded | Should -Not -Contain $true
    }

    It 'finds nothing without an error' {
        $before = $global:Error.Count
        Find-Auth0Endpoint weather in london | Should -BeNullOrEmpty
        $global:Error.Count | Should -Be $before
    }

    It 'needs no session' {
        Invoke-WithEnvironment @{} { (Find-Auth0Endpoint daily stats).Path | Should -Be 'stats/daily' }
    }

    # The best of several, so that a busy machine doesn't matter.
    It 'is as fast as typing' {
        $null = Find-Auth0Endpoint roles
        $null = Find-Auth0Scope roles
        $best = { param($Script) (1..10 | ForEach-Object { (Measure-Command $Script).TotalMilliseconds } | Measure-Object -Minimum).Minimum }

        & $best { Find-Auth0Endpoint organization member roles } | Should -BeLessThan 50
        & $best { Find-Auth0Scope organization member roles } | Should -BeLessThan 50
    }

    It 'completes families, scopes and cmdlets' {
        (Get-Completion 'Find-Auth0Endpoint -Family log').CompletionText | Should -Be 'log-streams', 'logs'
        (Get-Completion 'Find-Auth0Endpoint -Family rules-').ToolTip | Should -Be '3 endpoints, ended by Auth0'
        (Get-Completion 'Find-Auth0Endpoint -Scope read:stat').CompletionText | Should -Be 'read:stats'
        (Get-Completion 'Find-Auth0Endpoint -Cmdlet Export-Auth0U').CompletionText | Should -Be 'Export-Auth0User'
    }
}

Describe 'Find-Auth0Scope' {
    It 'finds scopes by name, with wildcards, several at once' {
        (Find-Auth0Scope read:roles).Scope | Should -Be 'read:roles'
        (Find-Auth0Scope '*:roles').Scope | Should -Be 'create:roles', 'delete:roles', 'read:roles', 'update:roles'
        (Find-Auth0Scope read:roles create:roles).Scope | Should -Be 'create:roles', 'read:roles'
    }

    It 'gives the endpoints and the cmdlets of a scope' {
        $scope = Find-Auth0Scope delete:users

        $scope.Endpoint | Should -Contain 'DELETE users/{user_id}'
        $scope.Cmdlet | Should -Contain 'Remove-Auth0User'
        "$scope" | Should -Be 'delete:users'
    }

    It 'finds scopes by what they allow' {
        (Find-Auth0Scope rotate secret).Scope | Should -Be 'update:client_keys'
        (Find-Auth0Scope role member).Scope | Should -Contain 'create:role_members'
        (Find-Auth0Scope role member)[0].Scope | Should -BeLike '*member*role*' -Because 'names with the words come first'
    }

    It 'finds what cmdlets need, and endpoints' {
        (Find-Auth0Scope -Cmdlet Remove-Auth0Client).Scope | Should -Be 'delete:clients'
        (Find-Auth0Scope -Path 'roles/{id}' -Method DELETE).Scope | Should -Be 'delete:roles'
        (Find-Auth0Endpoint -Path stats/daily | Find-Auth0Scope).Scope | Should -Be 'read:stats'
    }

    It 'knows every scope of the catalogue' {
        (Find-Auth0Scope).Scope | Should -Be @([string[]] $names = [Auth0Endpoints]::All.Scopes | Select-Object -Unique; [array]::Sort($names, [System.StringComparer]::Ordinal); $names)
    }

    It 'finds nothing for a piped object whose property is empty' {
        foreach ($empty in '', $null) {
            [pscustomobject]@{ Path = $empty } | Find-Auth0Scope | Should -BeNullOrEmpty
            [pscustomobject]@{ Scope = $empty } | Find-Auth0Endpoint | Should -BeNullOrEmpty
        }
        { Find-Auth0Endpoint -Scope '' } | Should -Throw -ErrorId 'ParameterArgumentValidationError*'
    }

    It 'completes methods' {
        (Get-Completion 'Find-Auth0Scope -Method P').CompletionText | Should -Be 'PATCH', 'POST', 'PUT'
    }

    It 'finds nothing without an error' {
        Find-Auth0Scope weather | Should -BeNullOrEmpty
        Find-Auth0Scope read:weather | Should -BeNullOrEmpty
    }
}

Describe 'A refused call' {
    BeforeAll {
        $tenant = Start-Auth0LocalTenant
        $null = Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret
        function Get-Advice([scriptblock] $Script) {
            # A call that isn't refused returns its objects, which are no advice: the test fails.
            try { & $Script } catch { return $_.ErrorDetails.RecommendedAction }
            throw 'It was not refused.'
        }
    }

    AfterAll { $tenant | Stop-Auth0LocalTenant }

    It 'names the scope, and the lines to find more, where one is missing' {
        $body = @{ statusCode = 403; error = 'Forbidden'; message = 'Insufficient scope, expected any of: read:stats'; errorCode = 'insufficient_scope' }
        $tenant.AddFault(@{ Path = '/api/v2/stats/daily'; StatusCode = 403; Body = $body | ConvertTo-Json })
        $advice = Get-Advice { Invoke-Auth0Api stats/daily }

        $advice | Should -BeLike '*-AddScope read:stats*'
        $advice | Should -BeLike "*Find-Auth0Scope read:stats*Find-Auth0Endpoint -Path 'stats/daily' -Method GET*"
    }

    It 'names similar paths, where the path is unknown' {
        $advice = Get-Advice { Invoke-Auth0Api user/auth0%7C1/role }

        $advice | Should -BeLike "*no endpoint GET user/auth0%7C1/role*users/{user_id}/roles*Find-Auth0Endpoint*"
    }

    It 'says nothing about paths, where the object is unknown' {
        Get-Advice { Invoke-Auth0Api clients/nobody } | Should -BeLike '*404 for both an unknown path and an unknown object.'
    }

    It 'warns once where Auth0 ended the endpoint' {
        $warned = $null
        'rol_1', 'rol_2' | Invoke-Auth0Api 'rules/{id}' -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue

        $warned | Should -HaveCount 1
        $warned[0].Message | Should -BeLike "Auth0 ended rules on 18 November 2026; actions/actions replaces it: Find-Auth0Endpoint -Path 'actions/actions``*'"
        $null = Invoke-Auth0Api roles -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }
}
