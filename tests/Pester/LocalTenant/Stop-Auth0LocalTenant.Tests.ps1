BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
}

Describe 'Stop-Auth0LocalTenant' {
    BeforeEach {
        $one = Start-Auth0LocalTenant
        $two = Start-Auth0LocalTenant
    }

    AfterEach { $one, $two | Stop-Auth0LocalTenant }

    It 'stops all that this runspace started, and gives nothing' {
        Stop-Auth0LocalTenant | Should -BeNullOrEmpty

        $one.IsRunning, $two.IsRunning | Should -Be $false, $false
        { Invoke-RestMethod "$($one.Domain)/.well-known/openid-configuration" } | Should -Throw
    }

    It 'stops those that are piped in, or named' {
        $one | Stop-Auth0LocalTenant
        $one.IsRunning, $two.IsRunning | Should -Be $false, $true

        Stop-Auth0LocalTenant -Tenant $one, $two
        $two.IsRunning | Should -BeFalse
    }

    It 'leaves those of another runspace alone' {
        1 | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            Stop-Auth0LocalTenant
        }

        $one.IsRunning, $two.IsRunning | Should -Be $true, $true
    }

    It 'stops one of another runspace where that is what one says' {
        $theirs = $one, $two | ForEach-Object -Parallel {
            Import-Module $using:ModulePath
            $_ | Stop-Auth0LocalTenant
            $_.IsRunning
        }

        $theirs | Should -Be $false, $false
    }

    It 'keeps what the tenant recorded' {
        Invoke-RestMethod "$($one.Domain)/.well-known/openid-configuration" | Out-Null
        $one | Stop-Auth0LocalTenant

        "$($one.Requests)" | Should -Be 'GET /.well-known/openid-configuration 200'
        "$one" | Should -BeLike '*(stopped)'
    }

    It 'ends requests under way' {
        $connection = Get-ConnectParameter $one
        $session = Connect-Auth0 @connection
        $one.AddFault(@{ Path = '/oauth/token'; Kind = 'Hold' })
        $other = Start-InNewRunspace 'Get-Auth0Token $Orders -Session $session' @{ Orders = $Orders; session = $session }
        Wait-Until { $one.CountRequests('POST', '/oauth/token') -eq 1 }
        $one | Stop-Auth0LocalTenant

        $other.Shell.EndInvoke($other.Invocation) | Should -BeNullOrEmpty
        $other.Shell.Streams.Error.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $session | Disconnect-Auth0
    }

    It 'may be said twice' {
        $one | Stop-Auth0LocalTenant
        $one | Stop-Auth0LocalTenant -ErrorAction Stop
        $one.IsRunning | Should -BeFalse
    }

    It 'stops nothing with -WhatIf' {
        Stop-Auth0LocalTenant -WhatIf
        $one.IsRunning, $two.IsRunning | Should -Be $true, $true
    }
}
