BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null
    $code = 'exports.onExecutePostLogin = async (event, api) => {};'
    $secret = ConvertTo-SecureString 's3cret-of-the-crm' -AsPlainText

    function Get-Sent { (Get-Change $tenant).ForEach{ "$($_.Method) $($_.Path -replace '[0-9a-f-]{36}', '<id>')$($_.Query ? "?$($_.Query)" : '') $($_.ReadBody())".TrimEnd() } }
}

AfterAll {
    Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'An action' {
    BeforeEach {
        Get-Auth0Action | Remove-Auth0Action -Unbind -Force
        $action = New-Auth0Action 'Add plan' post-login -Code $code -Dependency @{ lodash = '4.17.21' } -Secret @{ CRM_KEY = $secret }
        $tenant.ClearRequests()
    }

    AfterEach { $tenant.ClearFaults() }

    Context 'New-Auth0Action' {
        It 'is a draft with the current version of its trigger' {
            $new = New-Auth0Action Greet post-login -Code $code -Runtime node22

            $new | Should -BeOfType [Auth0Action]
            $new.Trigger, $new.SupportedTriggers[0].Version, $new.AllChangesDeployed | Should -Be 'post-login', 'v3', $false
            Get-Sent | Should -Be "POST /api/v2/actions/actions {`"name`":`"Greet`",`"code`":`"exports.onExecutePostLogin = async (event, api) =\u003E {};`",`"runtime`":`"node22`",`"supported_triggers`":[{`"id`":`"post-login`",`"version`":`"v3`"}]}"
        }

        It 'takes its code from a file, and another version of the trigger' {
            $code | Set-Content TestDrive:/greet.js -NoNewline
            $new = New-Auth0Action Greet post-login -TriggerVersion v2 -CodePath TestDrive:/greet.js

            $new.Code, $new.SupportedTriggers[0].Version | Should -Be $code, 'v2'
            Get-Call $tenant | Should -HaveCount 1
            (Get-Failure { New-Auth0Action Other post-login -CodePath TestDrive:/nothing.js }).FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
        }

        It 'has modules and secrets, which nothing shows' {
            $action.Dependencies.ForEach{ "$_" } | Should -Be 'lodash@4.17.21'
            $action.Secrets.Name | Should -Be 'CRM_KEY'
            $shown = Get-Shown { New-Auth0Action Greet post-login -Secret @{ A = $secret }; New-Auth0Action Greet2 post-login -Secret @{ A = $secret } -WhatIf; New-Auth0Action Greet post-login -Secret @{ A = $secret } }
            $shown | Should -Not -Match 's3cret'
            ((Get-Change $tenant)[0].ReadBody() | ConvertFrom-Json).secrets.value | Should -Be 's3cret-of-the-crm'
        }

        It 'takes no secret as text, and does not repeat it' {
            $text = 's3cret-as-text'
            $failure = Get-Failure { New-Auth0Action Greet post-login -Secret @{ A = $text } }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidRequestBody,*'
            "$failure" | Should -BeLike "*'A'*SecureString*"
            Get-Shown { New-Auth0Action Greet post-login -Secret $text } | Should -Not -Match 's3cret'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'is copied from an object' {
            $copy = $action | New-Auth0Action -Name Copy

            $copy.Code, $copy.Trigger, $copy.Runtime, "$($copy.Dependencies)" | Should -Be $code, 'post-login', $action.Runtime, 'lodash@4.17.21'
        }

        It 'is not created twice' {
            (Get-Failure { New-Auth0Action 'Add plan' post-login }).FullyQualifiedErrorId | Should -BeLike 'Conflict,*'
        }
    }

    Context 'Get-Auth0Action' {
        It 'gives all, those of a name, of a trigger, of an id' {
            $other = New-Auth0Action Count credentials-exchange
            $tenant.ClearRequests()

            (Get-Auth0Action).Name | Should -Be 'Add plan', 'Count'
            (Get-Auth0Action add*).Id | Should -Be $action.Id
            (Get-Auth0Action -Trigger credentials-exchange).Name | Should -Be 'Count'
            (Get-Auth0Action -Id $other.Id, 'nothing' -ErrorAction SilentlyContinue -ErrorVariable failures).Name | Should -Be 'Count'
            $failures.TargetObject | Should -Be 'nothing'
            Get-Failure { Get-Auth0Action Nobody } | Should -BeLike "None of the actions is named 'Nobody'*"
        }

        It 'gives those that are deployed, and those that are not' {
            New-Auth0Action Greet post-login -Code $code | Publish-Auth0Action | Out-Null

            (Get-Auth0Action -Deployed).Name | Should -Be 'Greet'
            (Get-Auth0Action -Deployed:$false).Name | Should -Be 'Add plan'
        }

        It 'shows what it is, and not its code, in a table' {
            $table = $action | Format-Table | Out-String -Width 120

            $table | Should -Match 'Name +Trigger +Status +Deployed +Id'
            $table | Should -Match "Add plan +post-login +\w+ +no +$($action.Id)"
            $action | Format-List | Out-String | Should -Match 'SecretNames +: CRM_KEY'
        }
    }

    Context 'Set-Auth0Action' {
        It 'changes the draft' {
            $action | Set-Auth0Action -Code '// new' -Runtime node18 | Should -BeNullOrEmpty

            Get-Sent | Should -Be 'PATCH /api/v2/actions/actions/<id> {"code":"// new","runtime":"node18"}'
            (Get-Auth0Action 'Add plan').Code | Should -Be '// new'
        }

        It 'adds, replaces and removes modules without losing others' {
            $changed = Set-Auth0Action $action.Id -Dependency @{ axios = '1.7.9'; lodash = '4.17.20' } -PassThru
            $changed.Dependencies.ForEach{ "$_" } | Sort-Object | Should -Be 'axios@1.7.9', 'lodash@4.17.20'

            ($action | Set-Auth0Action -RemoveDependency lodash, nothing -PassThru).Dependencies.ForEach{ "$_" } | Should -Be 'axios@1.7.9'
        }

        It 'adds, replaces and removes secrets without losing others' {
            $action | Set-Auth0Action -Secret @{ OTHER = (ConvertTo-SecureString 's3cret-two' -AsPlainText) }

            ((Get-Change $tenant).ReadBody() | ConvertFrom-Json).secrets.ForEach{ "$($_.name)=$($_.value)" } | Should -Be 'CRM_KEY=', 'OTHER=s3cret-two'
            (Get-Auth0Action 'Add plan').Secrets.Name | Should -Be 'CRM_KEY', 'OTHER'
            ($action | Set-Auth0Action -RemoveSecret CRM_KEY -PassThru).Secrets.Name | Should -Be 'OTHER'
        }

        It 'changes no list of something else that a gateway answers: <_>' -ForEach '{}', '{"message":"upstream"}', '{"id":"another","secrets":[]}' {
            $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/actions/actions/$($action.Id)"; StatusCode = 200; Body = $_ })

            $failure = Get-Failure { $action | Set-Auth0Action -RemoveSecret CRM_KEY }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
            $failure.Exception.Message | Should -BeLike '*nothing was changed*'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'changes no list in which something has no name: <_>' -ForEach '"x"', '["A"]', '{"A":1}', '[null]', '[{"updated_at":"x"}]', '[{"name":""}]' {
            $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/actions/actions/$($action.Id)"; StatusCode = 200; Body = "{`"id`":`"$($action.Id)`",`"secrets`":$_,`"dependencies`":$_}"; Times = 0 })

            (Get-Failure { $action | Set-Auth0Action -RemoveSecret CRM_KEY }).FullyQualifiedErrorId | Should -BeLike 'NotAList,*'
            (Get-Failure { $action | Set-Auth0Action -Dependency @{ ms = '2.1.3' } }).FullyQualifiedErrorId | Should -BeLike 'NotAList,*'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'reads the lists again that an answer lacks' {
            $action | Set-Auth0Action -Secret @{ OTHER = (ConvertTo-SecureString 's3cret-two' -AsPlainText) } -Dependency @{ ms = '2.1.3' }
            $tenant.AddFault(@{ Method = 'GET'; Path = "/api/v2/actions/actions/$($action.Id)"; StatusCode = 200; Body = @{ id = $action.Id } | ConvertTo-Json })

            ($action | Set-Auth0Action -RemoveSecret CRM_KEY -PassThru).Secrets.Name | Should -Be OTHER
        }

        It 'shows with -WhatIf what it would send, without secrets, and sends nothing' {
            $shown = Get-WhatIf $tenant "Set-Auth0Action $($action.Id) -Code '// new' -Secret @{ B = ConvertTo-SecureString s3cret-three -AsPlainText } -WhatIf"

            $shown | Should -BeLike "What if: PATCH http*/api/v2/actions/actions/$($action.Id)*code: *// new*secrets: *"
            $shown | Should -Not -Match 's3cret'
            Get-Change $tenant | Should -BeNullOrEmpty
        }

        It 'says what is missing' {
            (Get-Failure { $action | Set-Auth0Action }).FullyQualifiedErrorId | Should -BeLike 'MissingParameter,*'
            (Get-Failure { Set-Auth0Action $action -Code x }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError,*'
        }
    }

    Context 'Publish-Auth0Action' {
        It 'deploys the draft, and returns the version' {
            $version = $action | Set-Auth0Action -Code '// new' -PassThru | Publish-Auth0Action

            $version | Should -BeOfType [Auth0ActionVersion]
            $version.Number, $version.Status, $version.Deployed, $version.Code | Should -Be 1, 'built', $true, '// new'
            (Get-Auth0Action 'Add plan').AllChangesDeployed | Should -BeTrue
            Get-Sent | Select-Object -Last 1 | Should -Be 'POST /api/v2/actions/actions/<id>/deploy'
        }

        It 'goes back to an earlier version, with the draft if that is wanted' {
            $action | Publish-Auth0Action | Out-Null
            $action | Set-Auth0Action -Code '// new' -PassThru | Publish-Auth0Action | Out-Null

            ($action | Get-Auth0ActionVersion | Where-Object Number -EQ 1 | Publish-Auth0Action).Code | Should -Be $code
            (Get-Auth0Action 'Add plan').Code | Should -Be '// new'
            $action | Get-Auth0ActionVersion | Where-Object Number -EQ 1 | Publish-Auth0Action -UpdateDraft | Out-Null
            (Get-Auth0Action 'Add plan').Code | Should -Be $code
            ($action | Get-Auth0ActionVersion).Number | Should -Be 4, 3, 2, 1
        }

        It 'does not wait with -NoWait' {
            $tenant.AddFault(@{ Path = "/api/v2/actions/actions/$($action.Id)/deploy"; StatusCode = 202; Body = '{"id":"v","number":7,"status":"pending"}' })

            ($action | Publish-Auth0Action -NoWait).Status | Should -Be 'pending'
            Get-Call $tenant | Should -HaveCount 1
        }

        It 'says why a build failed, and goes on with the next action' {
            $other = New-Auth0Action Greet post-login -Code $code
            $tenant.AddFault(@{ Path = "/api/v2/actions/actions/$($action.Id)/deploy"; StatusCode = 202; Body = '{"id":"v","status":"failed","errors":[{"id":"e","msg":"Unexpected token"}]}' })

            ($action, $other | Publish-Auth0Action -ErrorAction SilentlyContinue -ErrorVariable failures).ActionId | Should -Be $other.Id
            "$failures" | Should -BeLike '*Unexpected token*'
            $failures.FullyQualifiedErrorId | Should -BeLike 'JobFailed,*'
        }

        It 'shows with -WhatIf what it would send, and sends nothing' {
            Get-WhatIf $tenant "Get-Auth0Action | Publish-Auth0Action -WhatIf" | Should -BeLike "What if: POST http*/api/v2/actions/actions/$($action.Id)/deploy*"
            Get-Change $tenant | Should -BeNullOrEmpty
        }
    }

    Context 'Get-Auth0ActionVersion' {
        It 'gives those of actions, and one by its id' {
            $first = $action | Publish-Auth0Action
            $action | Publish-Auth0Action | Out-Null

            ($action | Get-Auth0ActionVersion).Number | Should -Be 2, 1
            ($action | Get-Auth0ActionVersion | Where-Object Deployed).Number | Should -Be 2
            (Get-Auth0ActionVersion $action.Id -VersionId $first.Id).Number | Should -Be 1
            ($first | Get-Auth0ActionVersion).Id | Should -Be $first.Id
            (Get-Failure { Get-Auth0ActionVersion nothing }).FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        }
    }

    Context 'Remove-Auth0Action' {
        It 'deletes only after yes' {
            (Invoke-WithPerson $tenant "Get-Auth0Action | Remove-Auth0Action" 2).Questions | Should -HaveCount 1
            Get-Auth0Action | Should -HaveCount 1
            Invoke-WithPerson $tenant "Get-Auth0Action | Remove-Auth0Action" 0
            Get-Auth0Action | Should -BeNullOrEmpty
        }

        It 'leaves one that is bound, unless it is unbound' {
            $action | Publish-Auth0Action | Add-Auth0ActionBinding post-login
            $tenant.ClearRequests()

            (Get-Failure { $action | Remove-Auth0Action -Force }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
            $action | Remove-Auth0Action -Unbind -Force
            Get-Sent | Should -Be 'DELETE /api/v2/actions/actions/<id>', 'DELETE /api/v2/actions/actions/<id>?force=true'
            Get-Auth0ActionBinding post-login | Should -BeNullOrEmpty
        }
    }

    Context 'Test-Auth0Action' {
        It 'sends a payload, and returns the result' {
            $tenant.AddFault(@{ Path = "/api/v2/actions/actions/$($action.Id)/test"; StatusCode = 200; Body = '{"payload":{"logs":"hello","commands":[{"type":"deny"}]}}' })
            $result = $action | Test-Auth0Action -Payload @{ event = @{ user = @{ name = 'Ada' } } }

            $result | Should -BeOfType [Auth0ActionTest]
            $result.Payload['logs'], $result.Payload['commands'][0]['type'] | Should -Be 'hello', 'deny'
            Get-Sent | Should -Be 'POST /api/v2/actions/actions/<id>/test {"payload":{"event":{"user":{"name":"Ada"}}}}'
            (Test-Auth0Action $action.Id ('{"event":{}}' | ConvertFrom-Json)).Payload['logs'] | Should -BeExactly ''
        }
    }
}

Describe 'Triggers and what is bound to them' {
    BeforeAll {
        Get-Auth0Action | Remove-Auth0Action -Unbind -Force
        $one, $two, $three = 'One', 'Two', 'Three' | ForEach-Object { New-Auth0Action $_ post-login -Code $code | Publish-Auth0Action | Get-Auth0Action }
        function Get-Order { (Get-Auth0ActionBinding post-login).DisplayName -join ' ' }
    }

    BeforeEach {
        Set-Auth0ActionBinding post-login @()
        $tenant.ClearRequests()
    }

    It 'are listed with their versions' {
        $triggers = Get-Auth0ActionTrigger
        $triggers | Should -BeOfType [Auth0ActionTrigger]
        $triggers.Id | Should -Contain 'credentials-exchange'
        (Get-Auth0ActionTrigger post-login | Where-Object Status -EQ CURRENT).Version | Should -Be 'v3'
        (Get-Auth0ActionTrigger *-identifier).Id | Should -Be 'login-post-identifier', 'signup-post-identifier'
    }

    It 'run what is set, in its order' {
        $two, $one | Set-Auth0ActionBinding post-login | Should -BeNullOrEmpty
        Get-Sent | Should -Be 'PATCH /api/v2/actions/triggers/post-login/bindings {"bindings":[{"ref":{"type":"action_id","value":"<id>"}},{"ref":{"type":"action_id","value":"<id>"}}]}'.Replace('"<id>"}},', "`"$($two.Id)`"}},").Replace('"<id>"', "`"$($one.Id)`"")
        Get-Order | Should -Be 'Two One'

        (Set-Auth0ActionBinding post-login $one.Id -PassThru).ActionId | Should -Be $one.Id
        Set-Auth0ActionBinding post-login @()
        Get-Order | Should -Be ''
    }

    It 'run what is added: at the end, or at a place, and once' {
        $one | Add-Auth0ActionBinding post-login | Should -BeNullOrEmpty
        $two, $three | Add-Auth0ActionBinding -Index 0
        Get-Order | Should -Be 'Two Three One'

        $tenant.ClearRequests()
        $three | Add-Auth0ActionBinding post-login
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'no longer run what is removed, and keep the rest with its names' {
        $one, $two, $three | Add-Auth0ActionBinding post-login
        Get-Auth0ActionBinding post-login | Where-Object DisplayName -EQ Two | Remove-Auth0ActionBinding -Force
        Get-Order | Should -Be 'One Three'
        ($one | Remove-Auth0ActionBinding post-login -Force -PassThru).DisplayName | Should -Be 'Three'
        (Get-Auth0Action).Count | Should -Be 3
    }

    It 'are not changed where the list is not whole: <Name>' -ForEach @(
        @{ Name = 'an entry is none'; List = '[{"id":"b1","action":{"id":"a1"}},null]'; Text = '*some would be missing*' }
        @{ Name = 'an entry has no action'; List = '[{"id":"b1","action":{"id":"a1"}},{"id":"b2"}]'; Text = '*without the id of its action*' }
        @{ Name = 'it ends before its total'; List = '[]'; Total = 3; Text = '*The whole list is needed*' }
    ) {
        $total = $Total ?? 2
        $tenant.AddFault(@{ Method = 'GET'; Path = '/api/v2/actions/triggers/post-login/bindings'; StatusCode = 200; Body = "{`"bindings`":$List,`"total`":$total,`"page`":0,`"per_page`":50}" })

        $failure = Get-Failure { $one | Add-Auth0ActionBinding post-login }

        $failure.FullyQualifiedErrorId | Should -Match '^(InvalidResponse|InvalidJson),'
        $failure.Exception.Message | Should -BeLike $Text
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'lead to the actions' {
        $three, $one | Set-Auth0ActionBinding post-login
        (Get-Auth0ActionBinding post-login | Get-Auth0Action).Name | Should -Be 'Three', 'One'
        (Get-Auth0ActionBinding post-login)[0] | Should -BeOfType [Auth0ActionBinding]
    }

    It 'take only what is deployed' {
        (Get-Failure { New-Auth0Action Draft post-login | Add-Auth0ActionBinding }).FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        Get-Auth0Action Draft | Remove-Auth0Action -Force
    }

    It 'show with -WhatIf what would be sent, and nothing is' {
        Get-WhatIf $tenant "Get-Auth0Action One | Add-Auth0ActionBinding -WhatIf" | Should -BeLike 'What if: PATCH http*/api/v2/actions/triggers/post-login/bindings*bindings: (nothing) → *'
        Get-Change $tenant | Should -BeNullOrEmpty
    }

    It 'are completed' {
        (TabExpansion2 'Get-Auth0ActionBinding post-l').CompletionMatches.CompletionText | Should -Be 'post-login'
        (TabExpansion2 'Publish-Auth0Action Tw').CompletionMatches.ForEach{ "$($_.ListItemText) $($_.CompletionText)" } | Should -Be "Two $($two.Id)"
        (TabExpansion2 'Get-Auth0Action T').CompletionMatches.CompletionText | Should -Be 'Three', 'Two'
        (TabExpansion2 'New-Auth0Action x -Runtime ').CompletionMatches.CompletionText | Should -Contain 'node22'
    }
}
