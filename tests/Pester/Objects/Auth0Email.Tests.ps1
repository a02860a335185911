BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $key = ConvertTo-SecureString 's3cret-of-a-provider' -AsPlainText
    $login = [pscredential]::new('mailer', (ConvertTo-SecureString 's3cret-of-the-mailer' -AsPlainText))

    function Get-Sent { (Get-Change $tenant).ForEach{ "$($_.Method) $($_.Path) $($_.ReadBody())".TrimEnd() } }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'An e-mail template' {
    BeforeEach {
        if (-not (Get-Auth0EmailTemplate verify_email -ErrorAction Ignore)) { New-Auth0EmailTemplate verify_email -Subject Verify -Body '<p>1</p>' -Enabled | Out-Null }
        $tenant.ClearRequests()
    }

    AfterEach { $tenant.ClearFaults() }

    It 'is created, with a body from a file' {
        '<p>blocked</p>' | Set-Content TestDrive:/body.html -NoNewline
        $new = New-Auth0EmailTemplate blocked_account -BodyPath TestDrive:/body.html -From 'Acme <a@example.com>' -UrlLifetimeInSeconds 60 -IncludeEmailInRedirect:$false

        $new | Should -BeOfType [Auth0EmailTemplate]
        $new.Body, $new.UrlLifetimeInSeconds, $new.IncludeEmailInRedirect, $new.Syntax | Should -Be '<p>blocked</p>', 60, $false, 'liquid'
        (Get-Failure { New-Auth0EmailTemplate blocked_account }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
    }

    It 'is found among all, or by its name' {
        (Get-Auth0EmailTemplate).Template | Should -Contain 'verify_email'
        (Get-Call $tenant).Count | Should -Be 14
        (Get-Auth0EmailTemplate verify_email).Subject | Should -Be 'Verify'
        (Get-Failure { Get-Auth0EmailTemplate reset_email }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'is changed, and the rest of it stays' {
        Get-Auth0EmailTemplate verify_email | Set-Auth0EmailTemplate -Subject 'Please verify' -Enabled:$false | Should -BeNullOrEmpty

        Get-Sent | Should -Be 'PATCH /api/v2/email-templates/verify_email {"subject":"Please verify","enabled":false}'
        (Set-Auth0EmailTemplate verify_email -ResultUrl https://r.example.com/ -PassThru).Body | Should -Be '<p>1</p>'
        (Get-Failure { Set-Auth0EmailTemplate reset_email -Subject x }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'shows with -WhatIf what would be sent, and nothing is' {
        Get-WhatIf $tenant 'Set-Auth0EmailTemplate verify_email -From a@example.com -WhatIf' | Should -BeLike 'What if: PATCH http*/api/v2/email-templates/verify_email*from: *a@example.com*'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'has its name completed' {
        (TabExpansion2 'Set-Auth0EmailTemplate verify').CompletionMatches.CompletionText | Should -Be 'verify_email', 'verify_email_by_code'
    }
}

Describe 'The e-mail provider' {
    BeforeEach {
        Remove-Auth0EmailProvider -Force
        New-Auth0EmailProvider smtp -SmtpHost mail.example.com -SmtpPort 587 -SmtpCredential $login -DefaultFromAddress a@example.com | Out-Null
        $tenant.ClearRequests()
    }

    It 'is set up with its credentials, which nothing shows' {
        Remove-Auth0EmailProvider -Force
        $tenant.ClearRequests()
        $provider = New-Auth0EmailProvider ses -AccessKeyId AKIA -SecretAccessKey $key -Region eu-west-1 -Enabled

        $provider | Should -BeOfType [Auth0EmailProvider]
        Get-Sent | Should -Be 'POST /api/v2/emails/provider {"name":"ses","enabled":true,"credentials":{"region":"eu-west-1","accessKeyId":"AKIA","secretAccessKey":"s3cret-of-a-provider"}}'
        $shown = Get-Shown { Get-Auth0EmailProvider | Format-List | Out-String; New-Auth0EmailProvider ses -SecretAccessKey $key; Set-Auth0EmailProvider -SecretAccessKey $key -WhatIf; Set-Auth0EmailProvider -SmtpCredential $login -WhatIf }
        $shown | Should -Not -Match 's3cret'
    }

    It 'is read with all that the API gives' {
        $provider = Get-Auth0EmailProvider

        $provider.Name, $provider.DefaultFromAddress, $provider.PublicCredentials['smtp_host'], $provider.PublicCredentials['smtp_user'] | Should -Be 'smtp', 'a@example.com', 'mail.example.com', 'mailer'
        Get-Call $tenant | Should -BeLike '*fields=name%2Cenabled%2Cdefault_from_address%2Ccredentials%2Csettings*'
    }

    It 'is changed, and the rest of it stays' {
        Set-Auth0EmailProvider -DefaultFromAddress b@example.com
        (Set-Auth0EmailProvider -SmtpPort 25 -PassThru).PublicCredentials['smtp_host'] | Should -Be 'mail.example.com'
        Set-Auth0EmailProvider -SmtpCredential ([pscredential]::new('other', $key))

        Get-Sent | Select-Object -First 1 | Should -Be 'PATCH /api/v2/emails/provider {"default_from_address":"b@example.com"}'
        $last = (Get-Change $tenant)[-1].ReadBody() | ConvertFrom-Json
        $last.credentials.smtp_host, $last.credentials.smtp_user, $last.credentials.smtp_pass | Should -Be 'mail.example.com', 'other', 's3cret-of-a-provider'
        (Get-Failure { Set-Auth0EmailProvider }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
    }

    It 'keeps the other settings where one of them is given by its path' {
        Set-Auth0EmailProvider -Setting ([ordered]@{ headers = [ordered]@{ 'X-A' = '1'; 'X-B' = '2' }; message = @{ view_content_link = $true } })

        Set-Auth0EmailProvider -Property @{ 'settings.headers.X-B' = '3' }
        Set-Auth0EmailProvider -Setting @{ headers = @{ 'X-C' = '4' } }

        $sent = (Get-Change $tenant).ForEach{ $_.ReadBody() }
        $sent[1] | Should -Be '{"settings":{"headers":{"X-A":"1","X-B":"3"},"message":{"view_content_link":true}}}'
        $sent[2] | Should -Be '{"settings":{"headers":{"X-C":"4"}}}'
    }

    It 'is not changed where it could not be read: <_>' -ForEach '{}', '[]', '{"credentials":{"smtp_host":"other"}}', '{"message":"upstream"}' {
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/emails/provider'; StatusCode = 200; Body = $_; Times = 2 })

        (Get-Failure { Set-Auth0EmailProvider -SmtpPort 25 }).FullyQualifiedErrorId | Should -BeLike 'Invalid*,*'
        $tenant.ClearFaults()
        (Get-Change $tenant).Where{ $_.Method -ne 'GET' } | Should -BeNullOrEmpty
    }

    It 'is removed only after yes' {
        (Invoke-WithPerson $tenant 'Remove-Auth0EmailProvider' 2).Questions | Should -HaveCount 1
        (Get-Auth0EmailProvider).Name | Should -Be 'smtp'
        Invoke-WithPerson $tenant 'Remove-Auth0EmailProvider' 0
        (Get-Failure { Get-Auth0EmailProvider }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }
}
