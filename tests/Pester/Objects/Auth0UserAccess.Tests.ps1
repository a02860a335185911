# How users authenticate: methods, linked accounts, blocks after failed logins, and the links that are created for them.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    $application = Get-ApplicationParameter $tenant 'Web Portal'
    $web = Connect-Auth0 @application -Name web -Audience $Orders
    Connect-Auth0 @connection | Out-Null
    $alice, $bob, $dave, $grace = 'alice', 'bob', 'dave', 'grace' | ForEach-Object { $tenant.GetUser($_) }
    $database = Get-Auth0Connection Username-Password-Authentication

    function Get-Sent { (Get-Change $tenant) | ForEach-Object { "$($_.Method) $($_.Path)$($_.Query ? "?$($_.Query)" : '') $($_.ReadBody())".TrimEnd() } }

    function ConvertTo-Segment([string] $Text) { [uri]::EscapeDataString($Text) }
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Authentication methods' {
    BeforeEach { $tenant.ClearRequests() }

    It 'are listed with their user, or one by its id' {
        $methods = $dave | Get-Auth0UserAuthenticationMethod

        $methods | Should -BeOfType [Auth0AuthenticationMethod]
        $methods.Type | Should -Contain 'totp'
        $methods.UserId | Select-Object -Unique | Should -Be $dave.UserId
        (Get-Auth0UserAuthenticationMethod $dave.UserId $methods[0].Id).Id | Should -Be $methods[0].Id
        (Get-Auth0UserAuthenticationMethod $dave.UserId $methods[0].Id).UserId | Should -Be $dave.UserId
        Get-Call $tenant | Select-Object -First 1 | Should -Be "GET /api/v2/users/$(ConvertTo-Segment $dave.UserId)/authentication-methods?page=0&per_page=100&include_totals=true"
    }

    It 'are removed by being piped' {
        $method = $dave | Get-Auth0UserAuthenticationMethod | Where-Object Type -EQ totp
        $method | Remove-Auth0UserAuthenticationMethod -Force

        Get-Sent | Should -Be "DELETE /api/v2/users/$(ConvertTo-Segment $dave.UserId)/authentication-methods/$(ConvertTo-Segment $method.Id)"
        ($dave | Get-Auth0UserAuthenticationMethod).Type | Should -Not -Contain 'totp'
    }

    It 'are removed all, only where that is said, and after yes' {
        (Get-Failure { $dave | Remove-Auth0UserAuthenticationMethod -Force }).FullyQualifiedErrorId | Should -Match '^(MissingMandatoryParameter|AmbiguousParameterSet|InputObjectMissingMandatory),'
        (Invoke-WithPerson $tenant "Remove-Auth0UserAuthenticationMethod '$($dave.UserId)' -All" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty

        $dave | Remove-Auth0UserAuthenticationMethod -All -Force
        Get-Sent | Should -Be "DELETE /api/v2/users/$(ConvertTo-Segment $dave.UserId)/authentication-methods"
        $dave | Get-Auth0UserAuthenticationMethod | Should -BeNullOrEmpty
        Remove-Auth0UserAuthenticationMethod $dave.UserId -All:$false -Force
        Get-Sent | Should -HaveCount 1
    }
}

Describe 'Identities' {
    BeforeEach { $tenant.ClearRequests() }

    It 'are linked by a user, and unlinked by an identity' {
        $other = Get-Auth0User -UserId $grace.UserId
        $linked = $alice | Add-Auth0UserIdentity -Identity $other -Force -PassThru

        $linked | Should -BeOfType [Auth0UserIdentity]
        $linked.Connection | Should -Be 'Username-Password-Authentication', 'employees'
        Get-Sent | Should -Be "POST /api/v2/users/$(ConvertTo-Segment $alice.UserId)/identities {`"provider`":`"auth0`",`"user_id`":`"$($linked[1].UserId)`"}"
        (Get-Failure { Get-Auth0User -UserId $grace.UserId }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'

        (Get-Auth0User -UserId $alice.UserId).Identities[1] | Remove-Auth0UserIdentity -UserId $alice.UserId -Force
        (Get-Auth0User -UserId $alice.UserId).Identities | Should -HaveCount 1
        (Get-Auth0User -UserId $grace.UserId).Email | Should -Be 'grace@example.com'
        Get-Sent | Select-Object -Last 1 | Should -Be "DELETE /api/v2/users/$(ConvertTo-Segment $alice.UserId)/identities/auth0/$($linked[1].UserId)"
    }

    It 'are taken as <Name>' -ForEach @(
        @{ Name = 'text'; Value = { 'google-oauth2|115015' }; Sent = '{"provider":"google-oauth2","user_id":"115015"}' }
        @{ Name = 'text with two bars'; Value = { 'waad|acme|x' }; Sent = '{"provider":"waad","user_id":"acme|x"}' }
        @{ Name = 'a user out of a file'; Value = { Get-Auth0User -UserId $grace.UserId | ConvertTo-Deserialized }; Sent = '{"provider":"auth0","user_id":"\w+"}' }
        @{ Name = 'an identity out of a file'; Value = { (Get-Auth0User -UserId $grace.UserId).Identities[0] | ConvertTo-Deserialized }; Sent = '{"provider":"auth0","user_id":"\w+"}' }
    ) {
        $value = & $Value
        $tenant.AddFault(@{ Path = '/api/v2/users/*'; StatusCode = 201; Body = '[]' })
        $alice | Add-Auth0UserIdentity -Identity $value -Force

        (Get-Change $tenant).ReadBody() | Should -Match "^$($Sent.Replace('|', '\|').Replace('{', '\{'))$"
    }

    It 'need a provider: <_>' -ForEach '115015', '|115015', 'google-oauth2|' {
        (Get-Failure { Add-Auth0UserIdentity $alice.UserId -Identity $_ }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        (Get-Failure { Get-Auth0Role editor | Remove-Auth0UserIdentity -UserId $alice.UserId -Force }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
    }

    It 'are linked in a database by its connection, or by an ID token, which nobody sees' {
        $tenant.AddFault(@{ Path = '/api/v2/users/*'; StatusCode = 201; Body = '[]'; Times = 2 })
        Add-Auth0UserIdentity $alice.UserId 'auth0|1' -ConnectionId con_1 -Force
        $shown = Get-Shown { Add-Auth0UserIdentity $alice.UserId -IdToken (ConvertTo-SecureString 'canary.in.mine' -AsPlainText) -Force }

        Get-Sent | ForEach-Object { ($_ -split ' ', 3)[2] } | Should -Be '{"provider":"auth0","user_id":"1","connection_id":"con_1"}', '{"link_with":"canary.in.mine"}'
        $shown.Contains('canary') | Should -BeFalse
        Get-WhatIf $tenant "Add-Auth0UserIdentity '$($alice.UserId)' -IdToken (ConvertTo-SecureString canary.in.mine -AsPlainText) -WhatIf" | Should -Match 'link_with: \*{5}'
    }

    It 'are linked and unlinked only after yes' {
        (Invoke-WithPerson $tenant "Add-Auth0UserIdentity '$($alice.UserId)' '$($grace.UserId)'" 2).Questions | Should -HaveCount 1
        (Invoke-WithPerson $tenant "Remove-Auth0UserIdentity '$($alice.UserId)' '$($grace.UserId)'" 2).Questions | Should -HaveCount 1
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Blocks after failed logins' {
    BeforeAll {
        function Block-ByFailure($User) {
            # Each login must fail; the last failure, which the test checks, says that the user is blocked.
            1..11 | ForEach-Object { try { Get-Auth0Token -Session $web -GrantType Password -Credential ([pscredential]::new($User.Email, (ConvertTo-SecureString "wrong-$_" -AsPlainText))) } catch { $last = $_ } }
            $last.FullyQualifiedErrorId
        }
    }

    BeforeEach {
        $tenant.ClearFailedLogins()
        Block-ByFailure $alice | Should -BeLike 'TooManyAttempts,*'
        $tenant.ClearRequests()
    }

    It 'are found by the user, and by what was typed' {
        $block = $alice | Get-Auth0UserBlock

        $block | Should -BeOfType [Auth0UserBlock]
        $block.Identifier | Should -Be 'alice@example.com'
        $block.Ip | Should -Be '127.0.0.1'
        $block.UserId | Should -Be $alice.UserId
        "$block" | Should -Be 'alice@example.com from 127.0.0.1'
        (Get-Auth0UserBlock -Identifier alice@example.com).Ip | Should -Be '127.0.0.1'
        $grace | Get-Auth0UserBlock | Should -BeNullOrEmpty
        Get-Call $tenant | Should -Be "GET /api/v2/user-blocks/$(ConvertTo-Segment $alice.UserId)", 'GET /api/v2/user-blocks?identifier=alice%40example.com', "GET /api/v2/user-blocks/$(ConvertTo-Segment $grace.UserId)"
    }

    It 'are removed by <Name>' -ForEach @(
        @{ Name = 'being piped'; Command = { $alice | Get-Auth0UserBlock | Remove-Auth0UserBlock -Force }; Sent = { 'DELETE /api/v2/user-blocks?identifier=alice%40example.com' } }
        @{ Name = 'what was typed'; Command = { Remove-Auth0UserBlock -Identifier alice@example.com -Force }; Sent = { 'DELETE /api/v2/user-blocks?identifier=alice%40example.com' } }
        @{ Name = 'the user'; Command = { $alice | Remove-Auth0UserBlock -Force }; Sent = { "DELETE /api/v2/user-blocks/$(ConvertTo-Segment $alice.UserId)" } }
    ) {
        & $Command

        Get-Sent | Should -Be (& $Sent)
        $alice | Get-Auth0UserBlock | Should -BeNullOrEmpty
    }

    It 'are removed only after yes, which says whose' {
        (Invoke-WithPerson $tenant 'Remove-Auth0UserBlock -Identifier alice@example.com' 2).Questions | Should -Match 'identifier: alice@example.com'
        Get-Change $tenant | Should -BeNullOrEmpty
    }
}

Describe 'Links for users' {
    BeforeEach { $tenant.ClearRequests() }

    It 'change a password' {
        $ticket = $alice | New-Auth0PasswordTicket -Lifetime 01:00:00 -MarkEmailAsVerified -ClientId $application.ClientId

        $ticket | Should -BeOfType [Auth0Ticket]
        $ticket.Ticket | Should -BeLike "http*$($tenant.Domain -replace '.*//')*ticket=*"
        $ticket.UserId | Should -Be $alice.UserId
        "$ticket" | Should -Be $ticket.Ticket
        (Get-Change $tenant).ReadBody() | ConvertFrom-Json | ConvertTo-Json -Compress |
            Should -Be "{`"user_id`":`"$($alice.UserId)`",`"mark_email_as_verified`":true,`"client_id`":`"$($application.ClientId)`",`"ttl_sec`":3600}"
    }

    It 'change the password of an address in a connection' {
        $ticket = New-Auth0PasswordTicket -Email alice@example.com -ConnectionId $database.Id

        $ticket.Email | Should -Be 'alice@example.com'
        (Get-Change $tenant).ReadBody() | Should -Be "{`"email`":`"alice@example.com`",`"connection_id`":`"$($database.Id)`"}"
    }

    It 'are created for many, and say for whom' {
        $tickets = $alice, [pscustomobject]@{ UserId = 'auth0|nobody' }, $bob | New-Auth0PasswordTicket -ErrorAction SilentlyContinue -ErrorVariable failures

        $tickets.UserId | Should -Be $alice.UserId, $bob.UserId
        ($tickets | ConvertTo-Csv)[0] | Should -BeLike '"Ticket","UserId",*'
        $failures.TargetObject | Should -Be 'auth0|nobody'
    }

    It 'verify an address' {
        $ticket = $alice | New-Auth0EmailVerificationTicket -ResultUrl https://example.com/done -IncludeEmailInRedirect -Identity (Get-Auth0User -UserId $alice.UserId).Identities[0]

        $ticket.Ticket | Should -BeLike '*email-verification*'
        (Get-Change $tenant).ReadBody() | ConvertFrom-Json | ConvertTo-Json -Compress | Should -Be ("{`"user_id`":`"$($alice.UserId)`",`"result_url`":`"https://example.com/done`",`"includeEmailInRedirect`":true," +
            "`"identity`":{`"user_id`":`"$($alice.UserId -replace '.*\|')`",`"provider`":`"auth0`"}}")
    }

    It 'are sent by Auth0, as a job' {
        $job = $alice | Send-Auth0VerificationEmail -ClientId $application.ClientId

        $job | Should -BeOfType [Auth0Job]
        $job.Type | Should -Be 'verification_email'
        $job.UserId | Should -Be $alice.UserId
        $tenant.LastMessageTo($alice.Email) | Should -BeLike '*email-verification*'
        ($job | Get-Auth0Job).Status | Should -Be 'completed'
        Get-Sent | Should -Be "POST /api/v2/jobs/verification-email {`"user_id`":`"$($alice.UserId)`",`"client_id`":`"$($application.ClientId)`"}"
    }

    It 'enrol a second factor' {
        $ticket = $alice | New-Auth0MfaEnrollmentTicket -Factor otp -SendMail -Email a@example.com -EmailLocale de -AllowMultipleEnrollment

        $ticket | Should -BeOfType [Auth0MfaEnrollmentTicket]
        $ticket.TicketUrl | Should -BeLike "*$($ticket.TicketId)"
        $ticket.UserId | Should -Be $alice.UserId
        (Get-Change $tenant).ReadBody() | Should -Be "{`"user_id`":`"$($alice.UserId)`",`"send_mail`":true,`"email`":`"a@example.com`",`"email_locale`":`"de`",`"factor`":`"otp`",`"allow_multiple_enrollments`":true}"
        (Invoke-Auth0Api guardian/enrollments/ticket -Method POST -Body @{ user_id = $alice.UserId }).ticket_url | Should -BeOfType [string] -Because 'it is there to be passed on'
    }

    It 'are not created with -WhatIf: <_>' -ForEach 'New-Auth0PasswordTicket', 'New-Auth0EmailVerificationTicket', 'Send-Auth0VerificationEmail', 'New-Auth0MfaEnrollmentTicket' {
        Get-WhatIf $tenant "$_ '$($alice.UserId)' -WhatIf" | Should -Match "What if: POST http\S+\s+user_id: $([regex]::Escape($alice.UserId))"
        Get-Change $tenant | Should -BeNullOrEmpty
        (Invoke-WithPerson $tenant "$_ '$($alice.UserId)'").Questions | Should -BeNullOrEmpty
    }
}
