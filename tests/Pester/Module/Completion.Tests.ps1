BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    # The completions at the end of a line.
    function Get-Completion([string] $Line) { (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches }
}

Describe 'Tab at Invoke-Auth0Api' {
    It 'gives the paths that begin so' {
        $found = Get-Completion 'Invoke-Auth0Api us'

        $found.CompletionText | Should -Contain 'users'
        $found.CompletionText | Should -Contain 'user-blocks'
        $found.ListItemText | Should -Contain 'users/{user_id}/roles'
        $found.ListItemText | ForEach-Object { $_ | Should -BeLike 'us*' }
    }

    It 'gives each path once, with its methods and their scopes' {
        $found = @(Get-Completion "Invoke-Auth0Api -Path 'users/{user_id}/roles")

        $found.Count | Should -Be 1
        $found[0].ToolTip -split "`n" | Should -Be @(
            'DELETE: Take roles from a user (update:users, delete:role_members)'
            'GET: List the roles of a user (read:users, read:roles, read:role_members)'
            'POST: Give roles to a user (update:users, create:role_members)'
        )
    }

    It 'heeds -Method, before the path or behind it' {
        $typed = "Invoke-Auth0Api 'users/{user_id}/'"
        $found = @((TabExpansion2 -inputScript "$typed -Method PUT" -cursorColumn $typed.Length).CompletionMatches)

        $found.CompletionText | Should -Be "'users/{user_id}/authentication-methods'"
        $found.ToolTip | Should -Be 'PUT: Replace all authentication methods of a user (update:authentication_methods)'
        (Get-Completion "Invoke-Auth0Api -Method put 'users/{user_id}/").CompletionText | Should -Be $found.CompletionText
    }

    It 'keeps a real id, and other names in braces' {
        (Get-Completion 'Invoke-Auth0Api users/auth0%7C1/ro').CompletionText | Should -Be 'users/auth0%7C1/roles'
        (Get-Completion "Invoke-Auth0Api 'users/{id}/ro").CompletionText | Should -Be "'users/{id}/roles'"
        (Get-Completion 'Invoke-Auth0Api /api/v2/tenants/').CompletionText | Should -Be '/api/v2/tenants/settings'
    }

    It 'keeps the quotes, and closes them' {
        (Get-Completion "Invoke-Auth0Api 'tenants/s").CompletionText | Should -Be "'tenants/settings'"
        (Get-Completion 'Invoke-Auth0Api "tenants/s').CompletionText | Should -Be '"tenants/settings"'
    }

    It 'takes the value of a variable, and quotes it where it must' {
        Set-Variable user 'auth0|1$2' -Scope Global
        try {
            (Get-Completion 'Invoke-Auth0Api users/$user/ro').CompletionText | Should -Be "'users/auth0|1`$2/roles'"
            (Get-Completion 'Invoke-Auth0Api "users/$user/ro').CompletionText | Should -Be '"users/auth0|1`$2/roles"'
        }
        finally { Remove-Variable user -Scope Global }
    }

    It 'quotes what would be more than one word, as names in braces are' {
        (Get-Completion 'Invoke-Auth0Api grants/').CompletionText | Should -Be "'grants/{id}'"
        (Get-Completion "Invoke-Auth0Api 'users/a b''c/ro").CompletionText | Should -Be "'users/a b''c/roles'"
    }

    It 'gives one word to PowerShell, whatever the path' {
        foreach ($match in Get-Completion 'Invoke-Auth0Api ') {
            $errors = $null
            $ast = [System.Management.Automation.Language.Parser]::ParseInput("Invoke-Auth0Api $($match.CompletionText)", [ref] $null, [ref] $errors)

            $errors | Should -BeNullOrEmpty
            $elements = $ast.EndBlock.Statements[0].PipelineElements[0].CommandElements
            $elements.Count | Should -Be 2
            $elements[1].Value | Should -Be $match.ListItemText
        }
    }

    It 'gives every path of the catalogue where nothing was typed, except what Auth0 ended' {
        $paths = ([Auth0Endpoints]::All | Where-Object IsEnded -EQ $false).Path | Select-Object -Unique

        (Get-Completion 'Invoke-Auth0Api ').ListItemText | Should -Be $paths
    }

    It 'offers nothing that Auth0 ended' {
        Get-Completion 'Invoke-Auth0Api rules' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
        Get-Completion 'Invoke-Auth0Api hooks/' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
    }

    It 'needs no session, and is silent where it knows nothing' {
        Invoke-WithEnvironment @{} {
            $before = $global:Error.Count
            Get-Completion 'Invoke-Auth0Api no/such/path' | Where-Object ResultType -EQ 'ParameterValue' | Should -BeNullOrEmpty
            (Get-Completion 'Invoke-Auth0Api tenants/').CompletionText | Should -Be 'tenants/settings'
            $global:Error.Count | Should -Be $before
        }
    }
}

Describe 'Tab at a type of log entries' {
    BeforeAll {
        $type = (Get-Command Invoke-Auth0Api).ImplementingType.Assembly.GetType('Auth0Flows.PowerShell.LogTypeCompleter')
        $completer = [Activator]::CreateInstance($type, $true)
        function Get-LogType([string] $Word) { $completer.CompleteArgument('', 'Type', $Word, $null, @{}) }
    }

    It 'gives the code, and shows its name and meaning' {
        $found = @(Get-LogType 'fdea')

        $found.CompletionText | Should -Be 'fdeac', 'fdeaz'
        $found[1].ListItemText | Should -Be 'fdeaz: Device authorization failed'
        $found[1].ToolTip | Should -Be "A device's request for a code was refused"
    }

    It 'finds a code by its name, where no code begins so' {
        (Get-LogType 'device code exchanged').CompletionText | Should -Be 'sede'
        (Get-LogType "'wrong pass").CompletionText | Should -Be "'fp'"
    }

    It 'gives all where nothing was typed, and none where it knows none' {
        @(Get-LogType '').Count | Should -Be ([Auth0LogTypes]::All.Count)
        Get-LogType 'no such thing' | Should -BeNullOrEmpty
    }
}

Describe 'The catalogues at the prompt' {
    It 'finds the endpoint of a call' {
        $endpoint = [Auth0Endpoints]::Find('GET', 'users/auth0%7C1/logs?per_page=10')

        $endpoint.Path | Should -Be 'users/{user_id}/logs'
        $endpoint.Scopes | Should -Be 'read:logs', 'read:logs_users'
        $endpoint.Paging | Should -Be ([Auth0Paging]::Page)
    }

    It 'says what a code of the log means' {
        [Auth0LogTypes]::Find('fdeaz').Name | Should -Be 'Device authorization failed'
    }
}

Describe 'Tab at a scope' {
    It 'gives those of the Management API, with what each is for: <_>' -ForEach 'Set-Auth0ClientGrant -AddScope', 'Set-Auth0ClientGrant -RemoveScope', 'Set-Auth0ClientGrant -Scope', 'New-Auth0ClientGrant -Scope' {
        $found = Get-Completion "$_ read:users, read:organization_members"

        $found.CompletionText | Should -Be 'read:organization_members'
        $found.ToolTip -split "`n" | Should -Contain 'GET organizations/{id}/members: List the members of an organization'
    }

    It 'gives none of them for another API' {
        (Get-Completion 'Set-Auth0ClientGrant -Audience https://orders.example.com/ -AddScope read:u').CompletionText | Should -Not -Contain 'read:users'
        (Get-Completion 'Set-Auth0ClientGrant -Audience https://acme.eu.auth0.com/api/v2/ -AddScope read:u').CompletionText | Should -Contain 'read:users'
    }
}
