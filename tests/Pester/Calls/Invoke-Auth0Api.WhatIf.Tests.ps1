BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/ScriptedHost.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $session = Connect-Auth0 @connection
    $shop = Get-Auth0Client web-shop
    $alice = Invoke-Auth0Api users -First 1

    # The output of -WhatIf, by line.
    function Get-WhatIf([string] $Script, [hashtable] $Variables = @{}) {
        (Invoke-AtPrompt $Script (@{ session = $session; shop = $shop; alice = $alice } + $Variables)).Lines
    }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Invoke-Auth0Api -WhatIf' {
    BeforeEach { $tenant.ClearRequests() }

    It 'shows method, path, and each field before and after' {
        $lines = Get-WhatIf '$shop | Invoke-Auth0Api "clients/{client_id}" -Method PATCH -Body ([ordered]@{ description = "Sells"; callbacks = @("https://shop.example.com") }) -WhatIf -Session $session'

        "$lines" | Should -BeLike "What if: PATCH $($tenant.Domain)/api/v2/clients/$($shop.ClientId)*"
        "$lines" | Should -BeLike '*description: web-shop of Example Corp. → Sells*'
        "$lines" | Should -BeLike '*callbacks: `[*web-shop.example.com/callback*`] → `["https://shop.example.com"`]*'
        $tenant.CountRequests('PATCH', '/api/v2/*') | Should -Be 0
        (Get-Auth0Client web-shop).Description | Should -Be 'web-shop of Example Corp.'
    }

    It 'masks secrets: <Name>' -ForEach @(
        @{ Name = 'of an application'; Script = '$shop | Invoke-Auth0Api "clients/{client_id}" -Method PATCH -Body @{ client_secret = "s3cret-s3cret" } -WhatIf -Session $session'; Property = 'client_secret' }
        @{ Name = 'of a user'; Script = '$alice | Invoke-Auth0Api "users/{user_id}" -Method PATCH -Body @{ password = "s3cret-s3cret"; connection = "Username-Password-Authentication" } -WhatIf -Session $session'; Property = 'password' }
        @{ Name = 'as a SecureString'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ email = "x@example.com"; password = (ConvertTo-SecureString "s3cret-s3cret" -AsPlainText) } -WhatIf -Session $session'; Property = 'password' }
        @{ Name = 'within others'; Script = 'Invoke-Auth0Api connections -Method POST -Body @{ name = "x"; options = @{ client_secret = "s3cret-s3cret" } } -WhatIf -Session $session'; Property = 'client_secret' }
    ) {
        $lines = "$(Get-WhatIf $Script)"

        $lines | Should -BeLike 'What if: *'
        $lines | Should -BeLike "*$Property*`*`*`**"
        $lines | Should -Not -BeLike '*s3cret*'
        $lines.Contains((Get-PlainText $shop.ClientSecret)) | Should -BeFalse
    }

    It 'masks what has the type of a secret, whatever its name: <Name>' -ForEach @(
        @{ Name = 'in metadata'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ app_metadata = @{ pin = $secure; jwt = $token } } -WhatIf -Session $session' }
        @{ Name = 'in lists'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ x = @(1, @($secure, @{ y = $token })) } -WhatIf -Session $session' }
        @{ Name = 'in objects'; Script = 'Invoke-Auth0Api users -Method POST -Body ([pscustomobject]@{ a = [pscustomobject]@{ pin = $secure }; b = $tenantSecret }) -WhatIf -Session $session' }
        @{ Name = 'in a form'; Script = 'Invoke-Auth0Api users -Method POST -Form @{ pin = $secure; many = @("a", $token) } -WhatIf -Session $session' }
        @{ Name = 'in -Property of a user'; Script = 'Set-Auth0User "auth0|x" -Property @{ app_metadata = @{ pin = $secure } } -WhatIf -Session $session' }
        @{ Name = 'in -Property of an application'; Script = 'New-Auth0Client x -Property @{ client_metadata = @{ pin = $token } } -WhatIf -Session $session' }
        @{ Name = 'with -Verbose'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ pin = $secure } -Verbose -Session $session -ErrorAction Ignore 4>&1 | ForEach-Object { Write-Host $_.Message }' }
        @{ Name = 'with -Confirm'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ pin = $secure } -Confirm -Session $session'; Answers = @('2') }
        @{ Name = 'in a query and a header'; Script = 'Invoke-Auth0Api users -Method POST -Body @{ pin = $secure } -Query @{ q = $secure } -Headers @{ "X-Note" = $token } -Verbose -Session $session -ErrorAction Ignore 4>&1 | ForEach-Object { Write-Host $_.Message }' }
    ) {
        $secure = ConvertTo-SecureString 's3cret-of-a-pin' -AsPlainText -Force
        $token = (Get-Auth0Token https://orders.example.com/ -Session $session).AccessToken
        $variables = @{ session = $session; secure = $secure; token = $token; tenantSecret = $tenant.ClientSecret }
        $seen = Invoke-AtPrompt $Script $variables ($Answers ?? @())
        $text = "$($seen.Lines) $($seen.Questions)"

        $text | Should -BeLike '*`*`*`*`*`*`*`*`**'
        foreach ($secret in 's3cret-of-a-pin', (Get-PlainText $token), (Get-PlainText $tenant.ClientSecret)) {
            $text.Contains($secret.Substring(0, 14)) | Should -BeFalse
        }
    }

    It 'shows what a DELETE would delete' {
        "$(Get-WhatIf '$shop | Invoke-Auth0Api "clients/{client_id}" -Method DELETE -WhatIf -Session $session')" | Should -BeLike "*DELETE $($tenant.Domain)/api/v2/clients/$($shop.ClientId)*name: web-shop*"
        (Get-Auth0Client web-shop) | Should -Not -BeNullOrEmpty
    }

    It 'shows what a POST would send, and asks the tenant nothing' {
        "$(Get-WhatIf 'Invoke-Auth0Api clients -Method POST -Body @{ name = "new" } -WhatIf -Session $session')" | Should -BeLike "What if: POST $($tenant.Domain)/api/v2/clients*name: new*"
        $tenant.CountRequests() | Should -Be 0
    }

    It 'shows each of many objects' {
        $lines = Get-WhatIf '$alice, "auth0|nobody" | Invoke-Auth0Api "users/{user_id}" -Method PATCH -Body @{ nickname = "x" } -WhatIf -Session $session'

        $lines.Where{ $_ -like 'What if: PATCH*' } | Should -HaveCount 2
        "$lines" | Should -BeLike '*nickname: alice → x*nickname: x*' -Because 'of one who is not there nothing is known'
        $tenant.CountRequests('PATCH', '/api/v2/*') | Should -Be 0
    }

    It 'names a file without reading it out, and the fields of a form' {
        "$(Get-WhatIf 'Invoke-Auth0Api jobs/users-imports -Method POST -InFile users.json -WhatIf -Session $session')" | Should -BeLike '*the contents of *users.json*'
        "$(Get-WhatIf 'Invoke-Auth0Api jobs/users-imports -Method POST -Form @{ connection_id = "con_1" } -WhatIf -Session $session')" | Should -BeLike '*connection_id: con_1*'
    }

    It 'says of a path that is none that it is none' {
        (Get-Failure { Invoke-Auth0Api ../x -Method DELETE -WhatIf }).FullyQualifiedErrorId | Should -BeLike 'InvalidApiAddress,*'
    }

    It 'is asked with -Confirm, before and after shown: <Answer>' -ForEach @(
        @{ Answer = 'yes'; Choice = '0'; Sent = 1 }
        @{ Answer = 'no'; Choice = '2'; Sent = 0 }
    ) {
        $seen = Invoke-AtPrompt '$alice | Invoke-Auth0Api "users/{user_id}" -Method PATCH -Body @{ nickname = "al" } -Confirm -Session $session' @{ session = $session; alice = $alice } $Choice

        $seen.Questions[0] | Should -BeLike "PATCH $($tenant.Domain)/api/v2/users/auth0%7C*nickname: alice → al*Continue?"
        $tenant.CountRequests('PATCH', '/api/v2/*') | Should -Be $Sent
        $seen.Output | Should -HaveCount $Sent
        Invoke-Auth0Api 'users/{user_id}' -InputObject $alice -Method PATCH -Body @{ nickname = 'alice' } | Out-Null
    }
}
