BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant -UserCount 250
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Get-Auth0User' {
    BeforeEach { $tenant.ClearRequests() }

    Context 'by id' {
        It 'gives those of ids, as a parameter and from the pipeline' {
            $alice, $bob = $tenant.GetUser('alice').UserId, $tenant.GetUser('bob').UserId

            (Get-Auth0User -UserId $alice, $bob).Email | Should -Be 'alice@example.com', 'bob@example.com'
            ($alice, $bob | Get-Auth0User).Email | Should -Be 'alice@example.com', 'bob@example.com'
            ([pscustomobject]@{ user_id = $bob } | Get-Auth0User).Email | Should -Be 'bob@example.com'
            ([pscustomobject]@{ UserId = $bob; Email = 'alice@example.com' } | Get-Auth0User).Email | Should -Be 'bob@example.com'
            Get-Call $tenant | Select-Object -First 1 | Should -Be "GET /api/v2/users/$([uri]::EscapeDataString($alice))"
            Get-Call $tenant | Should -HaveCount 6
        }

        It 'reports one that nobody has, and goes on: <Name>' -ForEach @(
            @{ Name = 'piped in'; Command = { $ids | Get-Auth0User -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
            @{ Name = 'as a parameter'; Command = { Get-Auth0User -UserId $ids -ErrorAction SilentlyContinue -ErrorVariable script:failures } }
        ) {
            $ids = $tenant.GetUser('alice').UserId, 'auth0|nobody', $tenant.GetUser('bob').UserId

            (& $Command).Email | Should -Be 'alice@example.com', 'bob@example.com'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -Be 'NotFound,Auth0Flows.PowerShell.GetAuth0UserCommand'
            $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $failures[0].TargetObject | Should -Be 'auth0|nobody'
        }
    }

    Context 'by e-mail address' {
        It 'asks for each to the letter, and without pages' {
            (Get-Auth0User -Email alice@example.com, erin@example.com).Name | Should -Be 'Alice Adams', 'erin@example.com'
            Get-Call $tenant | Should -Be 'GET /api/v2/users-by-email?email=alice%40example.com', 'GET /api/v2/users-by-email?email=erin%40example.com'
        }

        It 'asks again in small letters, and says so' {
            $found = Get-Auth0User -Email ALICE@Example.COM -Verbose 4>&1
            $user, $said = $found.Where({ $_ -isnot [System.Management.Automation.VerboseRecord] }, 'Split')

            $user.Name | Should -Be 'Alice Adams'
            "$said" | Should -BeLike "*Auth0 keeps addresses in small letters: asking for 'alice@example.com'.*"
            Get-Call $tenant | Should -Be 'GET /api/v2/users-by-email?email=ALICE%40Example.COM', 'GET /api/v2/users-by-email?email=alice%40example.com'
        }

        It 'asks once where the address is in small letters, and names the one that was asked for' {
            $null = Get-Auth0User -Email NOBODY@example.com -ErrorAction SilentlyContinue -ErrorVariable failures
            "$($failures[0])" | Should -Be "No user has the e-mail address 'NOBODY@example.com'."
            $tenant.ClearRequests()
            $null = Get-Auth0User -Email nobody@example.com -ErrorAction SilentlyContinue
            Get-Call $tenant | Should -HaveCount 1
        }

        It 'reports one that nobody has, and gives the others' {
            $users = Get-Auth0User -Email nobody@example.com, bob@example.com -ErrorAction SilentlyContinue -ErrorVariable failures

            $users.Email | Should -Be 'bob@example.com'
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
            "$($failures[0])" | Should -Be "No user has the e-mail address 'nobody@example.com'."
            $failures[0].TargetObject | Should -Be 'nobody@example.com'
        }
    }

    Context 'as a list' {
        It 'gives all, page by page' {
            Get-Auth0User | Should -HaveCount 250
            Get-Call $tenant | Should -Be @(0..2 | ForEach-Object { "GET /api/v2/users?page=$_&per_page=100&include_totals=true" })
        }

        It 'sends a search in Lucene''s syntax' {
            (Get-Auth0User 'name:Al* AND NOT blocked:true' -First 1).Email | Should -Be 'alice@example.com'
            Get-Call $tenant | Should -Be 'GET /api/v2/users?q=name%3AAl%2A%20AND%20NOT%20blocked%3Atrue&search_engine=v3&page=0&per_page=1&include_totals=true'
        }

        It 'looks for the users of connections by a search, alone and with another one' {
            $users = Get-Auth0User -Connection employees
            $users | Should -HaveCount 26
            $users.ForEach{ $_.Identities[0].Connection } | Sort-Object -Unique | Should -Be 'employees'
            Get-Auth0User 'email:alice* OR email:grace*' -Connection employees, 'odd"one' | Should -HaveCount 1

            $sent = $tenant.Requests | Where-Object Path -EQ '/api/v2/users' | ForEach-Object { [uri]::UnescapeDataString($_.Query.Split('&')[0]) }
            $sent | Should -Be @(
                'q=identities.connection:"employees"'
                'q=(email:alice* OR email:grace*) AND (identities.connection:"employees" OR identities.connection:"odd\"one")')
        }

        It 'has the list sorted' {
            $users = Get-Auth0User 'email:alice@example.com OR email:bob@example.com' -Sort email:-1

            $users.Email | Should -Be 'bob@example.com', 'alice@example.com'
            Get-Call $tenant | Should -BeLike '*&search_engine=v3&sort=email%3A-1&page=0*'
            { Get-Auth0User -Sort email } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        }

        It 'counts, skips and takes' {
            $total, $user = Get-Auth0User -Connection employees -First 1 -IncludeTotalCount
            $total, $user.Email | Should -Be 26, 'grace@example.com'

            (Get-Auth0User -Skip 1 -First 2).Email | Should -Be 'bob@example.com', 'carol@example.com'
        }

        It 'gives what Auth0 says of a search that it does not understand' {
            $failure = Get-Failure { Get-Auth0User 'name:(' }

            $failure.CategoryInfo.Category | Should -Be 'InvalidArgument'
            $failure.TargetObject | Should -Be 'name:('
        }

        It 'warns where Auth0 ends the list at 1,000' {
            $crowd = Start-Auth0LocalTenant -UserCount 1234
            $toMany = Get-ConnectParameter $crowd
            $session = Connect-Auth0 @toMany -Name crowd
            Get-Auth0User -Session $session -WarningVariable warnings -WarningAction SilentlyContinue | Should -HaveCount 1000

            "$warnings" | Should -BeLike '*1,000 of 1,234*'
            $session | Disconnect-Auth0
            $crowd | Stop-Auth0LocalTenant
            Connect-Auth0 @connection | Out-Null
        }
    }

    Context 'the user' {
        It 'has properties of real types' {
            $alice = Get-Auth0User -Email alice@example.com

            $alice | Should -BeOfType [Auth0User]
            $alice.EmailVerified | Should -BeTrue
            $alice.CreatedAt | Should -BeOfType [DateTimeOffset]
            $alice.Identities[0].Connection | Should -Be 'Username-Password-Authentication'
            "$alice" | Should -Be 'Alice Adams'
        }
    }
}

Describe 'Set-Auth0User' {
    BeforeAll {
        $users = 'alice', 'heidi' | ForEach-Object { Get-Auth0User -Email "$_@example.com" }
        $alice, $heidi = $users
    }

    BeforeEach { $tenant.ClearRequests() }

    It 'blocks, and lets in again' {
        $users | Set-Auth0User -Blocked | Should -BeNullOrEmpty
        (Get-Change $tenant).ReadBody() | Should -Be '{"blocked":true}', '{"blocked":true}'
        ($users | Get-Auth0User).Blocked | Should -Be $true, $true

        ($users | Set-Auth0User -Blocked:$false -PassThru).Blocked | Should -Not -Contain $true
        (Get-Change $tenant).ReadBody() | Select-Object -Last 1 | Should -Be '{"blocked":false}'
    }

    It 'sends <Parameter> as <Body>' -ForEach @(
        @{ Parameter = @{ Email = 'alice.a@example.com'; EmailVerified = $true }; Body = '{"email":"alice.a@example.com","email_verified":true}' }
        @{ Parameter = @{ Email = 'alice@example.com'; EmailVerified = $true; VerifyEmail = $false }; Body = '{"email":"alice@example.com","email_verified":true,"verify_email":false}' }
        @{ Parameter = @{ PhoneNumber = '+15550177'; PhoneVerified = $true }; Body = '{"phone_number":"+15550177","phone_verified":true}' }
        @{ Parameter = @{ Name = 'Alice A.'; Nickname = 'ali' }; Body = '{"name":"Alice A.","nickname":"ali"}' }
        @{ Parameter = @{ GivenName = 'Alice'; FamilyName = 'Adams' }; Body = '{"given_name":"Alice","family_name":"Adams"}' }
        @{ Parameter = @{ Picture = 'https://example.com/alice.png' }; Body = '{"picture":"https://example.com/alice.png"}' }
        @{ Parameter = @{ UserMetadata = @{ theme = 'dark' } }; Body = '{"user_metadata":{"theme":"dark"}}' }
        @{ Parameter = @{ AppMetadata = @{ plan = $null } }; Body = '{"app_metadata":{"plan":null}}' }
        @{ Parameter = @{ Property = @{ nickname = $null } }; Body = '{"nickname":null}' }
        @{ Parameter = @{ Username = 'ali'; Connection = 'Username-Password-Authentication' }; Body = '{"username":"ali","connection":"Username-Password-Authentication"}' }
    ) {
        $alice | Set-Auth0User @Parameter

        $request = Get-Change $tenant
        "$($request.Method) $($request.Path)" | Should -Be "PATCH /api/v2/users/$([uri]::EscapeDataString($alice.UserId))"
        $request.ReadBody() | ConvertFrom-Json | ConvertTo-Json -Compress | Should -Be $Body
        $request.StatusCode | Should -Be 200
    }

    It 'merges metadata name by name' {
        $heidi | Set-Auth0User -AppMetadata @{ plan = 'gold'; seats = 5 }
        $changed = $heidi | Set-Auth0User -AppMetadata @{ plan = $null; since = 2026 } -PassThru

        $changed.AppMetadata.Keys | Sort-Object | Should -Be 'seats', 'since'
    }

    It 'changes a password, which then signs in' {
        $password = ConvertTo-SecureString 'correct Horse 7 battery' -AsPlainText
        $heidi | Set-Auth0User -Password $password

        $web = Get-ApplicationParameter $tenant 'Web Portal'
        $session = Connect-Auth0 @web -Name portal
        $failure = Get-Failure { Get-Auth0Token -Session $session -GrantType Password -Credential ([pscredential]::new('heidi@example.com', $password)) -Audience $Orders }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Mfa*' -Because 'the password is right, and a second factor is asked for'
        $session | Disconnect-Auth0
        Connect-Auth0 @connection | Out-Null
    }

    It 'shows the password nowhere' {
        $shown = Get-Shown { $heidi | Set-Auth0User -Password (ConvertTo-SecureString 'Canary-in-the-mine-7' -AsPlainText) -PassThru }

        $shown | Should -BeLike '*PATCH*heidi*'
        $shown.Contains('Canary') | Should -BeFalse
    }

    It 'says what Auth0 refuses' {
        $failure = Get-Failure { Set-Auth0User $alice.UserId -Email x@example.com -Password (ConvertTo-SecureString 'correct Horse 7 battery' -AsPlainText) }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidBody,*'
        "$failure" | Should -BeLike '*password and email*'
        $failure.TargetObject | Should -Be $alice.UserId
        (Get-Failure { Set-Auth0User $alice.UserId -Name '' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
        (Get-Failure { Set-Auth0User $alice.UserId }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'reports one user among many that is not there, and goes on' {
        $given = $alice, [pscustomobject]@{ UserId = 'auth0|nobody' }, $heidi |
            Set-Auth0User -Blocked:$false -PassThru -ErrorAction SilentlyContinue -ErrorVariable failures

        $given.UserId | Should -Be $alice.UserId, $heidi.UserId
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failures[0].TargetObject | Should -Be 'auth0|nobody'
    }

    It 'shows each change with -WhatIf, secrets masked, and sends none' {
        $alice | Set-Auth0User -AppMetadata @{ plan = 'gold' }
        $tenant.ClearRequests()
        $shown = Get-WhatIf $tenant "Set-Auth0User '$($alice.UserId)' -Blocked -AppMetadata @{ plan = 'silver'; api_key = 'k-123' } -Connection employees -WhatIf"

        $shown | Should -BeLike "What if: PATCH http*/api/v2/users/$([uri]::EscapeDataString($alice.UserId))*"
        $shown | Should -Match '(?m)^    blocked: \(nothing\) → true$'
        $shown | Should -Match '(?m)^    app_metadata\.plan: gold → silver$'
        $shown | Should -Match '(?m)^    app_metadata\.api_key: \(nothing\) → \*{8}$'
        $shown | Should -Not -Match 'k-123'
        Get-WhatIf $tenant "Set-Auth0User '$($alice.UserId)' -Password (ConvertTo-SecureString 'correct Horse 8' -AsPlainText) -WhatIf" | Should -Match '(?m)^    password: \(nothing\) → \*{8}$'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'asks with -Confirm, and takes no for an answer' {
        $run = Invoke-WithPerson $tenant "Set-Auth0User '$($alice.UserId)' -Nickname al -Confirm -PassThru" 2

        $run.Questions | Should -HaveCount 1
        $run.Questions[0] | Should -Match 'nickname: \S+ → al'
        $run.Output | Should -BeNullOrEmpty
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Remove-Auth0User' {
    BeforeEach {
        $frank = Invoke-Auth0Api users -Method POST -Body @{
            email = "$([guid]::NewGuid())@example.com"; password = 'correct Horse 7 battery'; connection = 'Username-Password-Authentication'
        }
        $tenant.ClearRequests()
    }

    It 'deletes without a question where -Force is given' {
        $run = Invoke-WithPerson $tenant "'$($frank.user_id)' | Remove-Auth0User -Force"

        $run.Questions | Should -BeNullOrEmpty
        "$((Get-Change $tenant).Method) $((Get-Change $tenant).Path)" | Should -Be "DELETE /api/v2/users/$([uri]::EscapeDataString($frank.user_id))"
        (Get-Failure { $frank | Get-Auth0User }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'asks otherwise, and tells who it is' {
        $run = Invoke-WithPerson $tenant "Remove-Auth0User '$($frank.user_id)'" 2

        $run.Questions | Should -HaveCount 1
        $run.Questions[0] | Should -BeLike "DELETE http*/users/*$($frank.email)*"
        Get-Change $tenant | Should -BeNullOrEmpty

        (Invoke-WithPerson $tenant "Remove-Auth0User '$($frank.user_id)'" 0).Failure | Should -BeNullOrEmpty
        (Get-Change $tenant).StatusCode | Should -Be 204
    }

    It 'names whom it would delete, with -WhatIf, -Force or not' {
        Get-WhatIf $tenant "Remove-Auth0User '$($frank.user_id)' -Force -WhatIf" | Should -BeLike "What if: DELETE http*$($frank.email)*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'reports one that can''t be deleted, and goes on' {
        $ids = $frank.user_id, 'auth0|locked', $tenant.GetUser('dave').UserId
        $tenant.AddFault(@{ Method = 'DELETE'; Path = '/api/v2/users/auth0%7Clocked'; StatusCode = 404; Body = '{"statusCode":404,"error":"Not Found","message":"The user does not exist.","errorCode":"inexistent_user"}' })
        Remove-Auth0User $ids -Force -ErrorAction SilentlyContinue -ErrorVariable failures

        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'auth0|locked'
        (Get-Change $tenant).StatusCode | Should -Be 204, 404, 204
    }
}
