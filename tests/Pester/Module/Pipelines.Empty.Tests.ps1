BeforeDiscovery {
    . $PSScriptRoot/../Helpers/Common.ps1

    # The optional parameters of every cmdlet that are bound by property name.
    $optional = Get-Command -Module Auth0Flows -CommandType Cmdlet | ForEach-Object {
        foreach ($parameter in $_.ImplementingType.GetProperties()) {
            $attributes = @($parameter.GetCustomAttributes([Parameter], $true))
            if ($attributes.ValueFromPipelineByPropertyName -contains $true -and $attributes.Mandatory -notcontains $true) {
                @{ Cmdlet = $_.Name; Parameter = $parameter.Name; Attributes = $parameter.GetCustomAttributes($true).ForEach{ $_.GetType().Name } }
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $web = Get-ApplicationParameter $tenant 'Web Portal'
    Connect-Auth0 @connection | Out-Null
    function Get-Id([scriptblock] $Command) { (Get-Failure $Command).FullyQualifiedErrorId }
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Objects that pipe on with nothing in a property' {
    It 'are not refused by validation: <Cmdlet> -<Parameter>' -ForEach $optional {
        # PowerShell's validation can't distinguish typed from piped values.
        $Attributes -like 'Validate*' | Should -BeNullOrEmpty
    }

    It 'are refused where somebody wrote them down: <Name>' -ForEach @(
        @{ Name = 'Get-Auth0Token -Audience'; Command = { Get-Auth0Token -Audience $empty } }
        @{ Name = 'Get-Auth0ClientGrant -Audience'; Command = { Get-Auth0ClientGrant -Audience $empty } }
        @{ Name = 'Get-Auth0Log -UserId'; Command = { Get-Auth0Log -UserId $empty } }
        @{ Name = 'Get-Auth0Log -ClientId'; Command = { Get-Auth0Log -ClientId $empty } }
    ) {
        foreach ($empty in '', $null) { Get-Id $Command | Should -BeLike 'ParameterArgumentValidationError,Auth0Flows.PowerShell.*' }
    }

    It 'mean the session''s default' {
        $session = Connect-Auth0 @connection -Name empty
        Get-Id { $session | Get-Auth0Token } | Should -BeLike 'MissingAudience,*'
        Connect-Auth0 @connection -Name with -Audience $Orders | Out-Null
        foreach ($empty in '', $null) { ([pscustomobject]@{ Audience = $empty } | Get-Auth0Token).Audience | Should -Be $Orders }
        Connect-Auth0 @connection | Out-Null
    }

    It 'are told where nothing is left to look for: <Name>' -ForEach @(
        @{ Name = 'Get-Auth0Log'; Command = { [pscustomobject]@{ UserId = $empty; ClientId = $empty } | Get-Auth0Log } }
        @{ Name = 'Get-Auth0ClientGrant'; Command = { [pscustomobject]@{ Audience = $empty } | Get-Auth0ClientGrant } }
    ) {
        foreach ($empty in '', $null) { Get-Id $Command | Should -BeLike 'MissingParameter,*' }
    }

    It 'are looked for by what they have' {
        $user = $tenant.GetUser('alice')
        Get-Auth0Token $Orders | Out-Null

        [pscustomobject]@{ UserId = $user.UserId; ClientId = $null } | Get-Auth0Log | Out-Null
        [uri]::UnescapeDataString($tenant.Requests[-1].Query) | Should -BeLike "*q=user_id:*$($user.UserId)*"
        $tenant.Requests[-1].Query | Should -Not -BeLike '*client_id*'
        [pscustomobject]@{ UserId = $null; ClientId = $tenant.ClientId } | Get-Auth0Log | ForEach-Object ClientId | Sort-Object -Unique | Should -Be $tenant.ClientId
    }

    It 'of which one says nothing, leave the others alone' {
        $found = [pscustomobject]@{ Audience = $null }, [pscustomobject]@{ Audience = 'urn:example:reports' } | Get-Auth0ClientGrant -ErrorAction SilentlyContinue -ErrorVariable failures

        $found.Audience | Should -Be 'urn:example:reports'
        $failures.Count | Should -Be 1
    }

    It 'have no scopes to grant' {
        $application = Get-Auth0Client -First 1 -Name web-*
        foreach ($empty in $null, @()) {
            $grant = [pscustomobject]@{ ClientId = $application.ClientId; Audience = $Orders; Scope = $empty } | New-Auth0ClientGrant
            $grant.Scope | Should -BeNullOrEmpty
            $grant | Remove-Auth0ClientGrant -Force
        }
    }

    It 'go on with a second factor, after a login without an audience' {
        Connect-Auth0 @web -Name web | Out-Null
        $waiting = (Get-Failure { Get-Auth0Token -GrantType Password -Credential (Get-UserCredential $tenant.GetUser('erin')) -NonInteractive }).TargetObject
        $waiting.Audience | Should -BeNullOrEmpty
        $sent = $waiting | Request-Auth0MfaChallenge
        $sent.AuthenticatorId | Should -BeNullOrEmpty

        foreach ($command in { $sent | Get-Auth0Token -GrantType MfaOob }, { $sent | Get-Auth0Token -GrantType MfaOtp }, { $waiting | Get-Auth0Token -GrantType MfaOob }) {
            Get-Id $command | Should -BeLike 'MissingParameter,*' # each lacks its code, and nothing else
        }
    }
}
