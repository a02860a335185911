BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $admin = Get-ConnectParameter $tenant

    # An application that may only read applications.
    $portal = Get-ApplicationParameter $tenant 'Web Portal'
    $tenant.ConfigureApplication($portal.ClientId, '{"grant_types":["client_credentials"]}')
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'What the Management API refuses' {
    BeforeEach {
        Connect-Auth0 @admin | Out-Null
        $tenant.ClearRequests()
    }

    AfterEach { . Disconnect-Tenant }

    Context '403' {
        BeforeEach {
            $tenant.AddClientGrant($portal.ClientId, $tenant.ManagementAudience, 'read:clients')
            Connect-Auth0 @portal -Name portal | Out-Null
        }

        It 'names the scopes missing, the application, and the command that grants them' {
            $failure = Get-Failure { Invoke-Auth0Api roles }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InsufficientScope,*'
            $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
            "$failure" | Should -BeLike "GET $($tenant.Domain)/api/v2/roles: *expected any of: read:roles*(insufficient_scope, HTTP 403)."
            $failure.Exception.RequiredScopes | Should -Be 'read:roles'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "Grant read:roles to application $($portal.ClientId), in a session that is allowed to do so: Set-Auth0ClientGrant -ClientId $($portal.ClientId) -Audience $($tenant.ManagementAudience) -AddScope read:roles; then get a new token (Get-Auth0Token -Force). Find-Auth0Scope read:roles shows*Find-Auth0Endpoint -Path 'roles' -Method GET *"
        }

        It 'of every cmdlet: <_>' -ForEach 'Get-Auth0Log -First 1', 'Export-Auth0User -NoWait', 'Get-Auth0Job job_1' {
            $failure = Get-Failure ([scriptblock]::Create($_))

            $failure.FullyQualifiedErrorId | Should -BeLike 'InsufficientScope,*'
            $failure.ErrorDetails.RecommendedAction | Should -Match 'Set-Auth0ClientGrant .* -AddScope read:(logs|users)|-AddScope create:users'
        }

        It 'is gone once the scope is granted and the token is new' {
            Get-Failure { Invoke-Auth0Api roles } | Out-Null
            $tenant.AddClientGrant($portal.ClientId, $tenant.ManagementAudience, 'read:clients', 'read:roles')
            (Get-Failure { Invoke-Auth0Api roles }).FullyQualifiedErrorId | Should -BeLike 'InsufficientScope,*' -Because 'the old token goes on to say what it said'
            Get-Auth0Token $tenant.ManagementAudience -Force | Out-Null

            (Invoke-Auth0Api roles).name | Should -Contain 'admin'
        }

        It 'is gone once the command was run that it names' {
            $action = (Get-Failure { Invoke-Auth0Api roles }).ErrorDetails.RecommendedAction
            $grant, $renew = [regex]::Match($action, 'Set-Auth0ClientGrant [^;]+').Value, 'Get-Auth0Token -Force'
            Connect-Auth0 @admin -Name admin | Out-Null
            . ([scriptblock]::Create($grant))
            Connect-Auth0 @portal -Audience $tenant.ManagementAudience -Name again | Out-Null
            . ([scriptblock]::Create($renew)) | Out-Null

            (Invoke-Auth0Api roles).name | Should -Contain 'admin'
        }
    }

    Context '404' {
        It 'names what was asked: <Name>' -ForEach @(
            @{ Name = 'an object'; Command = { Invoke-Auth0Api 'users/auth0|nobody' }; Message = '*/api/v2/users/auth0%7Cnobody: The user does not exist*'; Advice = 'Check the path, the id or the name*' }
            @{ Name = 'a path'; Command = { Invoke-Auth0Api user }; Message = '*/api/v2/user: Not Found*'; Advice = 'The catalogue of * has no endpoint GET user. Similar ones are GET users*' }
            @{ Name = 'a log entry'; Command = { Get-Auth0Log -LogId 900 }; Message = '*/api/v2/logs/900: *'; Advice = 'Check the path, the id or the name*' }
        ) {
            $failure = Get-Failure $Command

            $failure.FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
            "$failure" | Should -BeLike $Message
            $failure.ErrorDetails.RecommendedAction | Should -BeLike $Advice
        }
    }

    Context '400' {
        It 'shows the field: <Name>' -ForEach @(
            @{ Name = 'of another type'; Body = @{ name = 1 }; Property = 'name' }
            @{ Name = 'of no known value'; Body = @{ name = 'x'; app_type = 'toaster' }; Property = 'app_type' }
        ) {
            $failure = Get-Failure { Invoke-Auth0Api clients -Method POST -Body $Body }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidBody,*'
            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            "$failure" | Should -BeLike "*$Property*(invalid_body, HTTP 400).*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$Property*"
        }
    }

    Context '409' {
        It 'gives the object that exists: <Name>' -ForEach @(
            @{ Name = 'a user'; Path = 'users'; Body = @{ email = 'alice@example.com'; password = 'Xyz-12345!aB'; connection = 'Username-Password-Authentication' }; Key = 'email'; Value = 'alice@example.com' }
            @{ Name = 'a role'; Path = 'roles'; Body = @{ name = 'admin' }; Key = 'name'; Value = 'admin' }
            @{ Name = 'an organization'; Path = 'organizations'; Body = @{ name = 'acme' }; Key = 'name'; Value = 'acme' }
            @{ Name = 'a connection'; Path = 'connections'; Body = @{ name = 'employees'; strategy = 'auth0' }; Key = 'name'; Value = 'employees' }
            @{ Name = 'an API'; Path = 'resource-servers'; Body = @{ identifier = 'https://orders.example.com/' }; Key = 'identifier'; Value = 'https://orders.example.com/' }
        ) {
            $failure = Get-Failure { Invoke-Auth0Api $Path -Method POST -Body $Body }

            $failure.FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceExists'
            $failure.TargetObject.$Key | Should -Be $Value
            "$failure" | Should -BeLike "*HTTP 409). The existing object is $($failure.TargetObject.user_id ?? $failure.TargetObject.id)."
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*TargetObject*'
        }

        It 'lets a script go on with that object' {
            try { Invoke-Auth0Api roles -Method POST -Body @{ name = 'editor' } | Out-Null }
            catch { $role = $_.TargetObject | Invoke-Auth0Api 'roles/{id}' -Method PATCH -Body @{ description = 'there before' } }

            $role.name, $role.description | Should -Be 'editor', 'there before'
        }
    }
}
