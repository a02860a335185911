BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $secret = ConvertTo-SecureString 's3cret-of-the-provider' -AsPlainText
    $database = New-Auth0Connection acme-db auth0 @{ enabledDatabaseCustomization = $true; configuration = @{ MONGO_URL = 'mongodb://u:p@h' } }
    $stream = New-Auth0LogStream hook -Type http -Sink @{ httpEndpoint = 'https://h.example/'; httpCustomHeaders = @(@{ header = 'X-Key'; value = 'v' }) }
    $made = New-Auth0Connection acme-oidc oidc @{ client_id = 'a'; client_secret = $secret }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'A secret that was serialised' {
    BeforeEach {
        $tenant.ClearRequests()
        $read = Invoke-Auth0Api "connections/$($made.Id)"
        $typed = Get-Auth0Connection -ConnectionId $made.Id
    }

    It 'is not sent back in the place of the secret: <Name>' -ForEach @(
        @{ Name = 'ConvertTo-Json'; Send = { Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -Body ($read | Select-Object options | ConvertTo-Json -Depth 9) } }
        @{ Name = 'Export-Clixml, as a body'; Send = { Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -Body (Get-Copy $read | Select-Object options) } }
        @{ Name = 'Export-Clixml, as a property'; Send = { Set-Auth0Connection $made.Id -Property @{ options = (Get-Copy $typed).Options } } }
        @{ Name = 'Export-Clixml, as options'; Send = { Set-Auth0Connection $made.Id -Option @{ client_secret = (Get-Copy $typed).Options.client_secret } } }
        @{ Name = 'twice through a job'; Send = { Set-Auth0Connection $made.Id -Property @{ options = (Get-Copy (Get-Copy $typed)).Options } } }
        @{ Name = 'a text'; Send = { Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -Body @{ options = @{ client_secret = "$($read.options.client_secret)" } } } }
        @{ Name = 'a header'; Send = { Invoke-Auth0Api -Uri "$($tenant.Domain)/echo/a" -Audience $Orders -Headers @{ 'X-Api-Key' = "Bearer $($read.options.client_secret)" } } }
        @{ Name = '-WhatIf'; Send = { Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -WhatIf -Body ($read | Select-Object options | ConvertTo-Json -Depth 9) } }
        @{ Name = 'ConvertTo-Json of headers, hidden by what they are in'; Send = { Set-Auth0LogStream $stream.Id -Sink ((Get-Auth0LogStream -LogStreamId $stream.Id | ConvertTo-Json -Depth 9 | ConvertFrom-Json -AsHashtable).Sink) } }
        @{ Name = 'ConvertTo-Json of a database''s settings'; Send = { Set-Auth0Connection $database.Id -Property @{ options = (Get-Auth0Connection -ConnectionId $database.Id | ConvertTo-Json -Depth 9 | ConvertFrom-Json).Options } } }
        @{ Name = 'ConvertTo-Json that ends too early'; Send = { Set-Auth0LogStream $stream.Id -Sink ((Get-Auth0LogStream -LogStreamId $stream.Id | ConvertTo-Json -Depth 2 -WarningAction Ignore | ConvertFrom-Json -AsHashtable).Sink) } }
        @{ Name = 'ConvertTo-Json of a SecureString'; Send = { Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -Body (@{ options = @{ client_secret = $secret } } | ConvertTo-Json -Depth 9) } }
        @{ Name = 'a SecureString as a text'; Send = { Set-Auth0User $tenant.GetUser('alice').UserId -Property @{ password = "$secret" } } }
        @{ Name = 'metadata'; Send = { Set-Auth0Client $tenant.ClientId -Property @{ client_metadata = @{ api_key = "$($read.options.client_secret)" } } } }
    ) {
        function Get-Copy($Value) { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Value, 9)) }

        $failure = Get-Failure $Send

        $failure.FullyQualifiedErrorId | Should -BeLike 'MaskedSecret,*'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'ConvertFrom-SecureString -AsPlainText'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'is sent back from the object that was read' {
        Invoke-Auth0Api "connections/$($made.Id)" -Method Patch -Body ($read | Select-Object options) | Out-Null
        Set-Auth0Connection $made.Id -Property @{ options = $typed.Options }

        (Get-Change $tenant).ForEach{ ($_.ReadBody() | ConvertFrom-Json).options.client_secret } | Should -Be 's3cret-of-the-provider', 's3cret-of-the-provider'
    }
}

Describe 'Objects of other kinds in a body' {
    BeforeEach { $tenant.ClearRequests() }

    It 'are sent as what they are: <Name>' -ForEach @(
        @{ Name = 'a JObject'; Value = { , [Newtonsoft.Json.JsonConvert]::DeserializeObject('{"lang":"de","n":[1,2.5,null],"o":{}}') }; Json = '{"lang":"de","n":[1,2.5,null],"o":{}}' }
        @{ Name = 'a JArray'; Value = { , [Newtonsoft.Json.Linq.JArray]::Parse('[1,"a"]') }; Json = '[1,"a"]' }
        @{ Name = 'a JValue'; Value = { , [Newtonsoft.Json.Linq.JValue]::new('de') }; Json = '"de"' }
        @{ Name = 'a NameValueCollection'; Value = { , [System.Web.HttpUtility]::ParseQueryString('a=1&b=2&b=3') }; Json = '{"a":"1","b":["2","3"]}' }
    ) {
        Set-Auth0User ($tenant.GetUser('alice').UserId) -UserMetadata @{ it = (& $Value) }

        (Get-Change $tenant)[-1].ReadBody() | Should -Be "{`"user_metadata`":{`"it`":$Json}}"
    }

    It 'are refused if JSON has nothing for them: XML' {
        $failure = Get-Failure { Invoke-Auth0Api clients -Method Post -Body @{ it = [xml] '<a><b>1</b></a>' } }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
        "$failure" | Should -BeLike '*XML*'
    }
}

Describe 'A name that is no pattern' {
    It 'is an error with its own id: <_>' -ForEach 'a[', '[]', '*[' {
        $pattern = $_
        (Get-Failure { Get-Auth0Client -Name $pattern }).FullyQualifiedErrorId | Should -BeLike 'InvalidPattern,*'
        (Get-Failure { Get-Auth0Role -Name $pattern }).FullyQualifiedErrorId | Should -BeLike 'InvalidPattern,*'
        (Get-Failure { Find-Auth0Scope $pattern }).FullyQualifiedErrorId | Should -BeLike 'InvalidPattern,*'
    }
}

Describe 'A ticket' {
    BeforeAll {
        function Read-Answer([string] $Path, [string] $Body) {
            $tenant.AddFault(@{ Path = '/api/v2/*'; StatusCode = 200; Body = $Body })
            Invoke-Auth0Api $Path
        }
    }

    It 'is shown where it was requested, and nowhere else' {
        (Read-Answer 'tickets/x' '{"ticket":"https://a.example/?ticket=1"}').ticket | Should -Be 'https://a.example/?ticket=1'
        (Read-Answer 'guardian/x' '{"ticket_id":"i","ticket_url":"https://a.example/"}').ticket_id | Should -Be 'i'

        $invitation = Read-Answer 'organizations/org_1/invitations/i' '{"id":"uinv_1","invitation_url":"https://a.example/","ticket_id":"i"}'
        $invitation.ticket_id | Should -BeOfType [Auth0Secret]
        (Read-Answer 'logs/1' '{"details":{"response":{"body":{"ticket":"https://a.example/"}}}}').details.response.body.ticket | Should -BeOfType [Auth0Secret]
    }
}
