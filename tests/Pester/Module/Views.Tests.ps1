BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $portal = Get-ApplicationParameter $tenant 'Web Portal'
    $alice = $tenant.GetUser('alice')

    # The display of objects on a screen of 80 columns.
    function Get-View($InputObject, [scriptblock] $Format = { $input | Format-Table }) { $InputObject | & $Format | Out-String -Width 80 }

    # Creates an unsigned JWT with these claims.
    function New-Jwt([string] $Claims) {
        $parts = '{"alg":"none"}', $Claims | ForEach-Object { [System.Buffers.Text.Base64Url]::EncodeToString([System.Text.Encoding]::UTF8.GetBytes($_)) }
        "$($parts -join '.')."
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Whose a token is' {
    BeforeAll {
        $session = Connect-Auth0 @connection -Name robot -Audience $Orders
        $own = Get-Auth0Token
        $login = Connect-Auth0 @portal -Name person
        $users = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Audience $Orders -Scope openid, email
    }
    AfterAll { $login, $session | Disconnect-Auth0 }

    It 'stands in the table of tokens' {
        $lines = (Get-View @($own, $users)).Trim() -split '\r?\n'

        $lines[0] | Should -Match '^Audience +User +ExpiresIn +Scope$'
        $lines[2] | Should -Match "^$([regex]::Escape($Orders)) +\(application\) +\d"
        $lines[3] | Should -Match "^$([regex]::Escape($Orders)) +$([regex]::Escape($alice.Email)) +\d"
        $lines | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
    }

    It 'stands in their list, and in those of sessions' {
        Get-View $users { $input | Format-List } | Should -Match "(?m)^User +: $([regex]::Escape($alice.Email))"
        Get-View $session | Should -Match '(?m)^robot +1 \(application\) '
        Get-View $login | Should -Match "(?m)^person +1 $([regex]::Escape($alice.Email)) "
        (Get-View $login { $input | Format-List }) -replace '\s' | Should -BeLike "*,expires*,of$($alice.Email)*"
    }
}

Describe 'The colour of a token' {
    BeforeAll {
        # The column of a view, as this host would show it; the view checks whether the output is a screen, and here it isn't.
        $view = (Get-FormatData -TypeName Auth0Flows.Auth0Token -PowerShellVersion 7.6).FormatViewDefinition.Where({ $_.Control -is [System.Management.Automation.TableControl] })[0]
        $script = $view.Control.Rows[0].Columns[2].DisplayEntry.Value
        function Get-Cell([timespan] $Life, [string] $Rendering = 'Host', [bool] $HasTerminal = $true, [bool] $IsRedirected = $false) {
            $now = [DateTimeOffset]::Now
            $token = [pscustomobject]@{ IsExpired = $Life -le 0; ExpiresIn = $Life; ExpiresAt = $now + $Life; RenewsAt = $now + $Life - [timespan]'00:05:00' }
            $style = [pscustomobject]@{ OutputRendering = $Rendering; Reset = 'RESET'; Foreground = [pscustomobject]@{ Red = 'RED'; Yellow = 'YELLOW' } }
            $screen = [pscustomobject]@{ UI = [pscustomobject]@{ SupportsVirtualTerminal = $HasTerminal } }
            $text = $script.Replace('[Console]::IsOutputRedirected', '$IsRedirected').Replace('$Host', '$screen').Replace('$PSStyle', '$style')
            $token | ForEach-Object ([scriptblock]::Create($text))
        }
    }

    It 'is red when it has expired, yellow when it is about to, and none else' {
        Get-Cell 0 | Should -Be 'REDexpiredRESET'
        Get-Cell '00:04:59' | Should -Be 'YELLOW00:04:59RESET'
        Get-Cell '00:05:01' | Should -Be '00:05:01'
        Get-Cell '1.02:03:04' | Should -Be '1.02:03:04'
    }

    It 'is none where the host has none, wants none, or writes into a file' {
        Get-Cell 0 -HasTerminal $false | Should -Be 'expired'
        Get-Cell 0 -Rendering PlainText | Should -Be 'expired'
        Get-Cell 0 -IsRedirected $true | Should -Be 'expired'
    }

    It 'asks the screen, not only the preference' {
        $script | Should -BeLike '*`[Console`]::IsOutputRedirected*'
    }

    It 'leaves text plain: a process with NO_COLOR or whose output is taken' {
        Invoke-WithEnvironment @{} {
            $shown = Invoke-InNewProcess @"
Import-Module '$ModulePath'
`$tenant = Start-Auth0LocalTenant
`$tenant.TokenLifetime = [timespan]::FromSeconds(1)
`$null = Connect-Auth0 -Domain `$tenant.Domain -ClientId `$tenant.ClientId -ClientSecret `$tenant.ClientSecret -Audience $Orders
`$token = Get-Auth0Token
`$null = [System.Threading.SpinWait]::SpinUntil([Func[bool]] { `$token.IsExpired }, 20000)
`$token | Format-Table -HideTableHeaders | Out-String | ConvertTo-Json
"@
            $shown | Should -BeLike '* expired *'
            $shown | Should -Not -Match ([char] 27)
        }
    }
}

Describe 'Format-Custom -View Claims' {
    It 'shows what stands in a token as a tree, and never the token' {
        $null = Connect-Auth0 @portal
        try {
            $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Audience $Orders -Scope openid, email, offline_access
            $tree = $token | Format-Custom -View Claims | Out-String -Width 200
        }
        finally { Disconnect-Auth0 }

        $jwt = Read-Jwt (Get-PlainText $token.AccessToken)
        $lines = $tree.Trim() -split '\r?\n'
        $lines[0] | Should -Be 'Header'
        $lines | Should -Contain '  alg: RS256'
        $lines | Should -Contain 'Claims'
        $lines | Should -Contain "  sub: $($alice.UserId)"
        $lines | Should -Contain "    - $Orders"
        $lines | Should -Contain '    - offline_access'
        $lines | Should -Contain 'IdClaims'
        $lines | Should -Contain "  email: $($alice.Email)"
        $lines | Should -Contain "  exp: $($jwt.Claims.exp) ($([DateTimeOffset]::FromUnixTimeSeconds($jwt.Claims.exp).ToLocalTime().ToString('yyyy-MM-dd HH:mm:ss zzz')))"
        foreach ($secret in $token.AccessToken, $token.RefreshToken, $token.IdToken) {
            $text = Get-PlainText $secret
            $tree | Should -Not -Match ([regex]::Escape($text.Substring($text.Length - 20)))
        }
    }

    It 'indents what is nested, of any JWT' {
        $jwt = New-Jwt '{"sub":"x","https://acme.example.com/roles":["admin",{"a":1,"b":[true,null]}],"act":{"sub":"svc","deep":{"n":1.5}},"none":[],"nobody":{}}'

        ($jwt | ConvertFrom-Auth0Token | Format-Custom -View Claims | Out-String -Width 200).Trim() -split '\r?\n' | Should -Be @(
            'Header'
            '  alg: none'
            'Claims'
            '  sub: x'
            '  https://acme.example.com/roles:'
            '    - admin'
            '    -'
            '      a: 1'
            '      b:'
            '        - true'
            '        - null'
            '  act:'
            '    sub: svc'
            '    deep:'
            '      n: 1.5'
            '  none: []'
            '  nobody: {}'
        )
    }

    It 'gives a terminal nothing to obey' {
        $tree = New-Jwt '{"na\u001b[31mme":"te\u001b[2Jxt","list":["\u0007"]}' | ConvertFrom-Auth0Token | Format-Custom -View Claims | Out-String

        $tree | Should -Not -Match '[\x07\x1b]'
        $tree | Should -BeLike '*na`?`[31mme: te`?`[2Jxt*'
    }
}

Describe 'Views of a screen of 80 columns' {
    BeforeAll { $null = Connect-Auth0 @connection }
    AfterAll { Disconnect-Auth0 }

    It 'shows <Name> in a line each, no wider than that' -ForEach @(
        @{ Name = 'clients'; Get = { Get-Auth0Client } }
        @{ Name = 'users'; Get = { Get-Auth0User } }
        @{ Name = 'connections'; Get = { Get-Auth0Connection } }
        @{ Name = 'organizations'; Get = { Get-Auth0Organization } }
        @{ Name = 'APIs'; Get = { Get-Auth0ResourceServer } }
        @{ Name = 'grants'; Get = { Get-Auth0ClientGrant } }
        @{ Name = 'endpoints'; Get = { [Auth0Endpoints]::All } }
        @{ Name = 'types of log entries'; Get = { [Auth0LogTypes]::All } }
    ) {
        $objects = @(& $Get)
        $lines = (Get-View $objects).Trim() -split '\r?\n'

        $lines.Count | Should -Be ($objects.Count + 2) -Because 'there are two lines of headers, and one for each object'
        $lines | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 80 }
    }
}
