BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $action = (Invoke-Auth0Api actions/actions -Method POST -Body @{ name = 'exchange'; code = 'exports.onExecuteCustomTokenExchange = async () => {};'; supported_triggers = @(@{ id = 'custom-token-exchange'; version = 'v1' }) }).id
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'Token exchange profiles' {
    BeforeEach {
        $name, $type = "profile-$(Get-Random)", "urn:test:$(Get-Random)"
        $tenant.ClearFaults()
        $tenant.ClearRequests()
        $made = New-Auth0TokenExchangeProfile $name $type $action
    }

    It 'are made, found, changed and deleted' {
        $made | Should -BeOfType [Auth0TokenExchangeProfile]
        $made.Id | Should -BeLike 'tep_*'
        (Get-Change $tenant).ReadBody() | Should -Be "{`"name`":`"$name`",`"subject_token_type`":`"$type`",`"action_id`":`"$action`",`"type`":`"custom_authentication`"}"
        (Get-Auth0TokenExchangeProfile "$name*").Id | Should -Be $made.Id
        (Get-Auth0TokenExchangeProfile -Id $made.Id).ActionId | Should -Be $action

        ($made | Set-Auth0TokenExchangeProfile -Name "$name-2" -PassThru).Name | Should -Be "$name-2"
        $made | Set-Auth0TokenExchangeProfile -SubjectTokenType "$type-2" | Should -BeNullOrEmpty
        (Get-Auth0TokenExchangeProfile -Id $made.Id).SubjectTokenType | Should -Be "$type-2"

        $made | Remove-Auth0TokenExchangeProfile -Force
        (Get-Failure { Get-Auth0TokenExchangeProfile -Id $made.Id }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'are read again with -PassThru where the API confirms a change with nothing' {
        $tenant.AddFault(@{ Method = 'PATCH'; Path = '/api/v2/token-exchange-profiles/*'; StatusCode = 204; Body = '' })

        ($made | Set-Auth0TokenExchangeProfile -Name other -PassThru).Name | Should -Be $name -Because 'that is what the tenant has'
    }

    It 'have a type of subject token that no other has' {
        (Get-Failure { New-Auth0TokenExchangeProfile other $type $action }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
    }

    It 'stay as they are with -WhatIf, and where the answer is no' {
        $tenant.ClearRequests()

        Get-WhatIf $tenant "New-Auth0TokenExchangeProfile other urn:other $action -WhatIf" | Should -BeLike 'What if: POST *subject_token_type: urn:other*'
        Get-WhatIf $tenant "Set-Auth0TokenExchangeProfile $($made.Id) -Name new -WhatIf" | Should -Match "(?m)^    name: $name → new$"
        (Invoke-WithPerson $tenant "Remove-Auth0TokenExchangeProfile $($made.Id)" 2).Questions[0] | Should -BeLike "DELETE *name: $name*"
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are completed by their names' {
        Wait-Until { (TabExpansion2 "Remove-Auth0TokenExchangeProfile $name").CompletionMatches.CompletionText -contains $made.Id }
    }
}
