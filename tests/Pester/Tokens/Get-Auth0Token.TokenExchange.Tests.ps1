BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $alice = $tenant.GetUser('alice')
    $type = 'urn:legacy:session+token'
    $subject = ConvertTo-SecureString 'subject token=1&2+3%' -AsPlainText
    $tenant.AddSubjectToken($type, (Get-PlainText $subject), $alice)
}

AfterAll { $tenant | Stop-Auth0LocalTenant }

Describe 'Get-Auth0Token -GrantType TokenExchange' {
    BeforeEach { . Connect-Portal }

    AfterEach { . Disconnect-Tenant }

    It 'gives a token of this tenant for one of somebody else''s' {
        $token = Get-Auth0Token -GrantType TokenExchange -SubjectToken $subject -SubjectTokenType urn:legacy:session+token -Audience $Orders -Scope openid, read:orders
        $request = $tenant.Requests[0]

        "$request" | Should -Be 'POST /oauth/token 200'
        $request.Form.Keys | Sort-Object | Should -Be 'audience', 'client_id', 'client_secret', 'grant_type', 'scope', 'subject_token', 'subject_token_type'
        $request.Form['grant_type'] | Should -Be 'urn:ietf:params:oauth:grant-type:token-exchange'
        $request.Form['subject_token'] | Should -BeExactly (Get-PlainText $subject)
        $request.Form['subject_token_type'] | Should -BeExactly $type
        $request.Form['audience'] | Should -Be $Orders
        $request.Form['scope'] | Should -Be 'openid read:orders'
        $token.GrantType | Should -Be 'TokenExchange'
        $token.Subject | Should -Be $alice.UserId
        $token.Scope | Should -Be 'openid', 'read:orders'
        $token.IdToken | Should -Not -BeNullOrEmpty
        $session.Tokens | Should -Be $token
    }

    It 'names who acts, and the organization' {
        $actor = ConvertTo-SecureString 'actor+token' -AsPlainText
        $token = Get-Auth0Token -SubjectToken $subject -SubjectTokenType $type -ActorToken $actor -ActorTokenType urn:actor -Organization acme -Scope openid
        $form = $tenant.Requests[0].Form

        $form['actor_token'] | Should -BeExactly 'actor+token'
        $form['actor_token_type'] | Should -Be 'urn:actor'
        $form['organization'] | Should -Be 'acme'
        $token.IdClaims.org_name | Should -Be 'acme'
        $token.Claims.org_name | Should -Be 'acme'
    }

    It 'is for API and organization of the session where none is named' {
        Connect-Auth0 @connection -Audience $Orders -Organization globex | Out-Null
        Get-Auth0Token -SubjectToken $subject -SubjectTokenType $type | Out-Null

        $tenant.Requests[0].Form['audience'] | Should -Be $Orders
        $tenant.Requests[0].Form['organization'] | Should -Be 'globex'
    }

    It 'may be splatted, with the access token of another session as it is' {
        $login = Get-Auth0Token -Credential (Get-UserCredential $alice)
        $tenant.AddSubjectToken('urn:ietf:params:oauth:token-type:access_token', (Get-PlainText $login.AccessToken), $alice)
        $exchange = @{ GrantType = 'TokenExchange'; SubjectToken = $login.AccessToken; SubjectTokenType = 'urn:ietf:params:oauth:token-type:access_token' }
        $connection = Get-ApplicationParameter $tenant 'Mobile for iOS'
        Connect-Auth0 @connection -Audience $Orders | Out-Null

        (& { Get-Auth0Token @exchange }).Subject | Should -Be $alice.UserId
        $tenant.Requests[-1].Form.Keys | Should -Not -Contain 'client_secret'
    }

    It 'may need a second factor too' {
        $dave = $tenant.GetUser('dave')
        $tenant.AddSubjectToken($type, 'token of dave', $dave)
        $token = ConvertTo-SecureString 'token of dave' -AsPlainText
        $failure = Get-Failure { Get-Auth0Token -SubjectToken $token -SubjectTokenType $type -NonInteractive }

        $failure.FullyQualifiedErrorId | Should -BeLike 'MfaRequired,*'
        ($failure.TargetObject | Get-Auth0Token -GrantType MfaOtp -Otp $tenant.GetOtp($dave)).Subject | Should -Be $dave.UserId
    }

    It 'says of <Name>: <Id>, and of the token nothing' -ForEach @(
        @{ Name = 'a token that nobody knows'; Id = 'InvalidSubjectToken'; Category = 'AuthenticationError'; Change = { @{ SubjectToken = $unknown } }; Message = '*subject_token is invalid*' }
        @{ Name = 'a type that nobody knows'; Id = 'UnknownSubjectTokenType'; Category = 'ObjectNotFound'; Change = { @{ SubjectTokenType = 'urn:unknown' } }; Message = '*Unsupported subject_token_type: urn:unknown*' }
        @{ Name = 'an unknown organization'; Id = 'InvalidOrganization'; Category = 'InvalidArgument'; Change = { @{ Organization = 'nowhere' } }; Message = '*organization*' }
    ) {
        $unknown = ConvertTo-SecureString 'unknown-token' -AsPlainText
        $exchange = @{ SubjectToken = $subject; SubjectTokenType = $type }
        (& $Change).GetEnumerator() | ForEach-Object { $exchange[$_.Key] = $_.Value }
        $failure = Get-Failure { Get-Auth0Token -GrantType TokenExchange @exchange }

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.GetAuth0TokenCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        "$failure" | Should -BeLike $Message
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $shown = "$($failure.Exception)$($failure | Format-List * -Force | Out-String -Width 1000)"
        $shown.Contains((Get-PlainText $subject)) | Should -BeFalse
        $shown.Contains('unknown-token') | Should -BeFalse
    }

    It 'says of an actor without a type, or a type without an actor: MissingParameter, and sends nothing' -ForEach @(
        @{ Actor = @{ ActorToken = ConvertTo-SecureString 'actor' -AsPlainText } }
        @{ Actor = @{ ActorTokenType = 'urn:actor' } }
    ) {
        $failure = Get-Failure { Get-Auth0Token -SubjectToken $subject -SubjectTokenType $type @Actor }

        $failure.FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
        "$failure" | Should -BeLike '*-ActorToken and -ActorTokenType*'
        $tenant.CountRequests() | Should -Be 0
    }

    It 'refuses a token in plain text, and does not repeat it' {
        $Error.Clear()
        $plain = 'plain-text-subject-token'
        $shown = Get-Shown { Get-Auth0Token -GrantType TokenExchange -SubjectToken $plain -SubjectTokenType $type }

        "$($Error[0])" | Should -BeLike '*SecureString*'
        $shown.Contains($plain) | Should -BeFalse
        $tenant.CountRequests() | Should -Be 0
    }
}
