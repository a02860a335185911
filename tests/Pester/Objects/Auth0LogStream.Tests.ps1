BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $key = ConvertTo-SecureString 's3cret-of-a-stream' -AsPlainText
    $sink = @{ httpEndpoint = 'https://logs.example.com/'; httpAuthorization = $key }

    function Get-Sent { (Get-Change $tenant).ForEach{ "$($_.Method) $($_.Path) $($_.ReadBody())".TrimEnd() } }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'A log stream' {
    BeforeEach {
        Get-Auth0LogStream | Remove-Auth0LogStream -Force
        $stream = New-Auth0LogStream Archive http $sink -Filter auth.login.fail
        $tenant.ClearRequests()
    }

    AfterEach { $tenant.ClearFaults() }

    It 'is created with its sink and its categories' {
        New-Auth0LogStream Alerts datadog ([ordered]@{ datadogApiKey = $key; datadogRegion = 'eu' }) -Filter auth.login.fail, user.fail -StartFrom '2026-11-01T00:00:00Z' -Property @{ status = 'paused' } | Out-Null

        Get-Sent | Should -Be ('POST /api/v2/log-streams {"name":"Alerts","type":"datadog","sink":{"datadogApiKey":"s3cret-of-a-stream","datadogRegion":"eu"},"startFrom":"2026-11-01T00:00:00.0000000Z",' +
            '"filters":[{"type":"category","name":"auth.login.fail"},{"type":"category","name":"user.fail"}],"status":"paused"}')
    }

    It 'shows where it delivers to, and no secret' {
        $stream | Should -BeOfType [Auth0LogStream]
        $stream.Sink['httpAuthorization'] | Should -BeOfType [Auth0Secret]
        $stream.PublicSink['httpEndpoint'], $stream.FilterNames | Should -Be 'https://logs.example.com/', 'auth.login.fail'
        $shown = Get-Shown { Get-Auth0LogStream; Get-Auth0LogStream | Format-List | Out-String; New-Auth0LogStream Archive http $sink; New-Auth0LogStream Other http $sink -WhatIf }
        $shown | Should -Match 'https://logs.example.com/'
        $shown | Should -Not -Match 's3cret'
    }

    It 'is found by name and by id' {
        New-Auth0LogStream Alerts http $sink | Out-Null

        (Get-Auth0LogStream).Name | Should -Be 'Archive', 'Alerts'
        (Get-Auth0LogStream a*v*).Id | Should -Be $stream.Id
        (Get-Auth0LogStream -LogStreamId $stream.Id).Name | Should -Be 'Archive'
        ($stream | Get-Auth0LogStream).Name | Should -Be 'Archive'
        (Get-Failure { Get-Auth0LogStream Nothing }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        (Get-Failure { Get-Auth0LogStream -Id lst_nothing }).TargetObject | Should -Be 'lst_nothing'
    }

    It 'is paused and renamed' {
        $stream | Set-Auth0LogStream -Status paused -Name Old | Should -BeNullOrEmpty

        Get-Sent | Should -Be "PATCH /api/v2/log-streams/$($stream.Id) {`"name`":`"Old`",`"status`":`"paused`"}"
        (Get-Auth0LogStream Old).Status | Should -Be 'paused'
    }

    It 'gets more categories, and fewer, without losing others' {
        ($stream | Set-Auth0LogStream -AddFilter user.fail, auth.login.fail -PassThru).FilterNames | Should -Be 'auth.login.fail', 'user.fail'
        ($stream | Set-Auth0LogStream -RemoveFilter auth.login.fail -AddFilter scim.event -PassThru).FilterNames | Should -Be 'user.fail', 'scim.event'
        ($stream | Set-Auth0LogStream -Filter @() -PassThru).FilterNames | Should -BeNullOrEmpty

        (Get-Sent)[0] | Should -Be "PATCH /api/v2/log-streams/$($stream.Id) {`"filters`":[{`"type`":`"category`",`"name`":`"auth.login.fail`"},{`"type`":`"category`",`"name`":`"user.fail`"}]}"
    }

    It 'gets another sink' {
        Set-Auth0LogStream $stream.Id -Sink @{ httpEndpoint = 'https://other.example.com/'; httpAuthorization = $key }

        (Get-Auth0LogStream Archive).PublicSink['httpEndpoint'] | Should -Be 'https://other.example.com/'
    }

    It 'is deleted only after yes' {
        (Invoke-WithPerson $tenant 'Get-Auth0LogStream | Remove-Auth0LogStream' 2).Questions | Should -HaveCount 1
        Get-Auth0LogStream | Should -HaveCount 1
        Invoke-WithPerson $tenant 'Get-Auth0LogStream | Remove-Auth0LogStream' 0
        Get-Auth0LogStream | Should -BeNullOrEmpty
    }

    It 'has its types and categories completed' {
        (TabExpansion2 'New-Auth0LogStream x da').CompletionMatches.CompletionText | Should -Be 'datadog'
        (TabExpansion2 'New-Auth0LogStream x http @{} -Filter user.s').CompletionMatches.CompletionText | Should -Be 'user.success'
    }
}
