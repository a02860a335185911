BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $alice = $tenant.GetUser('alice')
    $back = 'https://web-portal.example.com'
    # A redirect that isn't followed is an error of Invoke-WebRequest; the answer comes all the same, and is what is looked at.
    function Open-Page([string] $Address) { Invoke-WebRequest $Address -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction Ignore }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'New-Auth0LogoutUri' {
    BeforeEach {
        . Connect-Portal
        $token = Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope openid
        $idToken = Get-PlainText $token.IdToken
        $tenant.SignInAs = $alice
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    It 'of a piped token has its ID token, which logs the user out without a question' {
        $logout = $token | New-Auth0LogoutUri -RedirectUri $back -State abc -UiLocales de, en -LogoutHint ses_1 -Federated

        $tenant.CountRequests() | Should -Be 0 -Because 'an address is made, and nothing sent'
        $logout.HasIdTokenHint | Should -BeTrue
        $logout.Uri | Should -BeNullOrEmpty
        $logout.Endpoint | Should -Be "$($tenant.Issuer)oidc/logout"
        $answer = Open-Page (Get-PlainText $logout.SecretUri)
        $answer.StatusCode | Should -Be 302
        $answer.Headers['Location'] | Should -Be "$back/?state=abc"
        $tenant.SignInAs | Should -BeNullOrEmpty
        $query = [System.Web.HttpUtility]::ParseQueryString($tenant.Requests[-1].ReadQuery())
        $query['id_token_hint'] | Should -BeExactly $idToken
        $query['client_id'] | Should -Be $connection.ClientId
        $query['post_logout_redirect_uri'] | Should -Be $back
        $query['ui_locales'] | Should -Be 'de en'
        $query['logout_hint'] | Should -Be 'ses_1'
        $tenant.Requests[-1].Query | Should -BeLike '*&federated'
    }

    It 'without a token asks the user, and can be shown' {
        $logout = New-Auth0LogoutUri -RedirectUri $back

        $logout.HasIdTokenHint | Should -BeFalse
        "$($logout.Uri.AbsoluteUri)" | Should -Be "$($tenant.Issuer)oidc/logout?client_id=$($connection.ClientId)&post_logout_redirect_uri=https%3A%2F%2Fweb-portal.example.com"
        (Open-Page $logout.Uri).Content | Should -BeLike '*Are you sure you want to log out?*'
        $tenant.SignInAs | Should -Be $alice
    }

    It 'with -V2 uses the older endpoint' {
        $logout = New-Auth0LogoutUri -V2 -RedirectUri $back

        "$($logout.Uri.AbsoluteUri)" | Should -Be "$($tenant.Issuer)v2/logout?client_id=$($connection.ClientId)&returnTo=https%3A%2F%2Fweb-portal.example.com"
        (Open-Page $logout.Uri).Headers['Location'] | Should -Be "$back/"
        $tenant.SignInAs | Should -BeNullOrEmpty
    }

    It 'takes an ID token that was stored elsewhere' {
        $logout = New-Auth0LogoutUri -IdTokenHint $token.IdToken -RedirectUri $back

        (Open-Page (Get-PlainText $logout.SecretUri)).StatusCode | Should -Be 302
    }

    # Elsewhere the system opens the browser itself, and no program can stand in for it.
    It 'opens the browser with -Open, and returns nothing' -Skip:(-not $IsLinux) {
        Set-Content "$TestDrive/xdg-open" "#!/bin/sh`nprintf %s `"`$1`" > '$TestDrive/opened.new' && mv '$TestDrive/opened.new' '$TestDrive/opened.txt'"
        chmod +x "$TestDrive/xdg-open"
        $before = @{ PATH = $env:PATH; DISPLAY = $env:DISPLAY; WSL_DISTRO_NAME = $env:WSL_DISTRO_NAME }
        try {
            $env:PATH, $env:DISPLAY, $env:WSL_DISTRO_NAME = "$TestDrive$([System.IO.Path]::PathSeparator)$env:PATH", ':99', $null
            $token | New-Auth0LogoutUri -Open -WhatIf | Should -BeNullOrEmpty
            "$TestDrive/opened.txt" | Should -Not -Exist
            $token | New-Auth0LogoutUri -Open | Should -BeNullOrEmpty
        }
        finally {
            $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
        }

        Wait-Until { Test-Path "$TestDrive/opened.txt" }
        Get-Content "$TestDrive/opened.txt" -Raw | Should -BeLike "*id_token_hint=$idToken*"
    }

    It 'says of <Name>: <Id>' -ForEach @(
        @{ Name = 'a token without an ID token'; Id = 'MissingOpenIdScope'; Call = { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $alice) -Scope read:orders | New-Auth0LogoutUri } }
        @{ Name = 'a hint that is no JWT'; Id = 'InvalidJwt'; Call = { New-Auth0LogoutUri -IdTokenHint (ConvertTo-SecureString s3cret -AsPlainText) } }
        @{ Name = 'a state without an address'; Id = 'ConflictingParameters'; Call = { New-Auth0LogoutUri -State x } }
        @{ Name = 'an address that is none'; Id = 'InvalidRedirectUri'; Call = { New-Auth0LogoutUri -RedirectUri /home } }
    ) {
        $failure = Get-Failure $Call

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.NewAuth0LogoutUriCommand"
        "$failure $($failure.Exception)" | Should -Not -BeLike '*s3cret*'
    }

    It 'shows the ID token nowhere' {
        $shown = Get-Shown {
            $logout = $token | New-Auth0LogoutUri -RedirectUri $back -Verbose -Debug
            $logout
            "$logout"
            $logout | ConvertTo-Json -Depth 5
            $logout | ConvertTo-Csv
            $logout | Get-Member -Force
            [System.Management.Automation.PSSerializer]::Serialize($logout, 5)
            $token | New-Auth0LogoutUri -Open -WhatIf
        }

        $shown | Should -BeLike '*oidc/logout*'
        $shown.Contains($idToken) | Should -BeFalse
        $shown.Contains([Convert]::ToHexString([System.Text.Encoding]::Unicode.GetBytes($idToken)), [System.StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
    }
}
