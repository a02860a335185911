BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $mobile = $tenant.GetApplication('Mobile for iOS')
    $alice = $tenant.GetUser('alice')

    # The response to a device that requests a code.
    function New-DeviceCode([string] $Scope = 'openid offline_access read:orders') {
        Invoke-RestMethod "$($tenant.Domain)/oauth/device/code" -Method Post -Body @{ client_id = $mobile.ClientId; scope = $Scope; audience = $Orders }
    }
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token -GrantType DeviceCode' {
    BeforeEach {
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        $connection.MaximumRetryCount = 2
        $session = Connect-Auth0 @connection
        $device = New-DeviceCode
        $tenant.ClearRequests()
    }

    AfterEach {
        . Disconnect-Tenant
        $tenant.ClockSkew = [timespan]::Zero
    }

    It 'exchanges a code that the user approved' {
        $tenant.ApproveDevice($device.user_code, $alice)
        $token = Get-Auth0Token -GrantType DeviceCode -DeviceCode $device.device_code
        $request = $tenant.Requests[0]

        "$request" | Should -Be 'POST /oauth/token 200'
        $request.Form.Keys | Sort-Object | Should -Be 'client_id', 'device_code', 'grant_type'
        $request.Form['grant_type'] | Should -Be 'urn:ietf:params:oauth:grant-type:device_code'
        $request.Form['device_code'] | Should -BeExactly $device.device_code
        $token.GrantType | Should -Be 'DeviceCode'
        $token.Subject | Should -Be $alice.UserId
        $token.Audience | Should -Contain $Orders
        $token.IdClaims.sub | Should -Be $alice.UserId
        $token.RefreshToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
    }

    It 'may be splatted, with the code as SecureString, in a script block' {
        $tenant.ApproveDevice($device.user_code, $alice)
        $exchange = @{ GrantType = 'DeviceCode'; DeviceCode = ConvertTo-SecureString $device.device_code -AsPlainText }

        (& { Get-Auth0Token @exchange }).Subject | Should -Be $alice.UserId
    }

    It 'asks once, and says what the answer is, of <Name>: <Id>' -ForEach @(
        @{ Name = 'a user who has not answered yet'; Id = 'AuthorizationPending'; Category = 'ResourceBusy'; Advice = '*Try again*'; Prepare = { } }
        @{ Name = 'a question asked too soon'; Id = 'SlowDown'; Category = 'ResourceBusy'; Advice = '*five seconds*'; Prepare = { Get-Failure { Get-Auth0Token -DeviceCode $device.device_code } } }
        @{ Name = 'a user who declined'; Id = 'DeviceLoginDenied'; Category = 'PermissionDenied'; Advice = '*declined*'; Prepare = { $tenant.DenyDevice($device.user_code) } }
        @{ Name = 'a user who is blocked'; Id = 'DeviceLoginDenied'; Category = 'PermissionDenied'; Advice = '*Action*'; Prepare = { $tenant.ApproveDevice($device.user_code, $tenant.GetUser('bob')) } }
        @{ Name = 'a code that is too old'; Id = 'DeviceCodeExpired'; Category = 'AuthenticationError'; Advice = '*again*'; Prepare = { $tenant.ClockSkew = [timespan]'00:15:01' } }
        @{ Name = 'a code that was used'; Id = 'DeviceCodeExpired'; Category = 'AuthenticationError'; Advice = '*again*'
            Prepare = { $tenant.ApproveDevice($device.user_code, $alice); Get-Auth0Token -DeviceCode $device.device_code } }
    ) {
        & $Prepare | Out-Null
        $tenant.ClearRequests()
        $failure = Get-Failure { Get-Auth0Token -GrantType DeviceCode -DeviceCode $device.device_code }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)".Contains($device.device_code) | Should -BeFalse
        $tenant.CountRequests() | Should -Be 1
    }

    It 'says of an application with a secret: UnauthorizedClient' {
        $connection = Get-ApplicationParameter $tenant 'Web Portal'
        Connect-Auth0 @connection | Out-Null
        $failure = Get-Failure { Get-Auth0Token -GrantType DeviceCode -DeviceCode $device.device_code }

        $failure.FullyQualifiedErrorId | Should -BeLike 'UnauthorizedClient,*'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
    }
}
