# A token store that fails during a refresh: the next refresh token must not be lost with the session, or with the process.
# A store refuses a folder that others can write to, which is the fault here.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'A refresh token that its store could not take' -Skip:$IsWindows {
    BeforeEach {
        . Start-ProfileTest
        $env:AUTH0_CACHE_KEY = 'a key of sixteen characters'
        $mobile = @{ Domain = $tenant.Domain; ClientId = $tenant.GetApplication('Mobile for iOS').ClientId; TokenStore = 'File' }
        $folder = "$env:AUTH0_CONFIG_FOLDER/tokens"
        $alice = Get-UserCredential $tenant.GetUser('alice')
        $null = Connect-Auth0 @mobile
        $null = Get-Auth0Token -GrantType Password -Credential $alice -Audience $Orders -Scope openid, offline_access

        # Refreshes with the store out of order, which is well again afterwards.
        function Update-Unsaved([switch] $KeepsFault) {
            chmod 777 $folder
            Get-Auth0Token -Audience $Orders | Update-Auth0Token -Force -WarningVariable script:said -WarningAction SilentlyContinue
            if (-not $KeepsFault) { chmod 700 $folder }
        }

        # Fails if the refresh token was rotated since it was stored.
        function Assert-LiveLogin {
            $null = Connect-Auth0 @mobile
            Get-Auth0Token -Audience $Orders | Update-Auth0Token -Force -ErrorAction Stop | Should -Not -BeNullOrEmpty
        }
    }

    AfterEach {
        Get-Auth0Session -ListAvailable | Disconnect-Auth0 6> $null
        Remove-Item Env:AUTH0_CACHE_KEY -ErrorAction Ignore
        . Stop-ProfileTest
    }

    It 'is stored by Disconnect-Auth0, if the fault is over' {
        Update-Unsaved | Should -Not -BeNullOrEmpty
        $said[-1] | Should -BeLike 'The new refresh token of the login of auth0|* is not in the token store File yet*'

        Disconnect-Auth0 6> $null -WarningVariable warnings
        $warnings | Should -BeNullOrEmpty

        Assert-LiveLogin
    }

    It 'is named by Disconnect-Auth0, if the fault goes on' {
        Update-Unsaved -KeepsFault | Should -Not -BeNullOrEmpty

        Disconnect-Auth0 6> $null -WarningVariable warnings -WarningAction SilentlyContinue
        chmod 700 $folder

        @($warnings) | Should -HaveCount 1
        $warnings[0] | Should -BeLike '*does not have the newest refresh token of the login of auth0|*sign in again.'
    }

    # SIGHUP, too, but a run by nohup ignores that.
    It 'is stored when the process <Name>' -ForEach @(
        @{ Name = 'ends without Disconnect-Auth0'; End = '' }
        @{ Name = 'is told to end by SIGTERM'; End = 'sh -c "kill -TERM $PID"; Wait-Event -Timeout 20; "still there"' }
    ) {
        Disconnect-Auth0 6> $null
        $said = & $PSScriptRoot/../../../build/Invoke-PowerShell.ps1 -NoProfile -NonInteractive -Command @"
            Import-Module '$ModulePath'
            `$null = Connect-Auth0 '$($mobile.Domain)' '$($mobile.ClientId)' -TokenStore File
            `$token = Get-Auth0Token -Audience $Orders
            chmod 777 '$folder'
            `$token | Update-Auth0Token -Force -WarningAction SilentlyContinue | ForEach-Object { 'renewed' }
            chmod 700 '$folder'
            $End
"@
        $said | Should -Be 'renewed'

        Assert-LiveLogin
    }
}
